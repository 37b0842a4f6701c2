// SPDX-License-Identifier: GPL-2.0-only
/*
 * The current values of the attributes of a socket.  They are read without the socket
 * lock, as getsockopt() does.
 */
#include <linux/bpf_ctrl.h>
#include <linux/if_xdp.h>
#include <linux/kernel.h>
#include <linux/sock_diag.h>
#include <linux/socket.h>
#include <linux/string.h>
#include <net/bluetooth/bluetooth.h>
#include <net/busy_poll.h>
#include <net/sock.h>
#include <net/xdp_sock.h>

#include "sock_ctrl_attr.h"
#include "sock_ctrl_current.h"

/* SOCK_STREAM and SOCK_DGRAM have other numbers on MIPS. */
static enum bpf_ctrl_sock_type sock_type_number(int type)
{
	switch (type) {
	case SOCK_STREAM:
		return BPF_CTRL_SOCK_STREAM;
	case SOCK_DGRAM:
		return BPF_CTRL_SOCK_DGRAM;
	default:
		return type;
	}
}

static void sock_put_identity(struct sock *sk, struct bpf_ctrl_value *value)
{
	sock_put_attr(value, cookie, sock_gen_cookie(sk));
	sock_put_attr(value, family, sk->sk_family);
	sock_put_attr(value, type, sock_type_number(sk->sk_type));
	sock_put_attr(value, protocol, sk->sk_protocol);
	if (sk_is_tcp(sk))
		sock_put_attr(value, tcp_state, inet_sk_state_load(sk));
	sock_put_attr(value, bound_ifindex, READ_ONCE(sk->sk_bound_dev_if));
}

/* Bluetooth protocols that receive through sock_queue_rcv_skb(). */
static bool bluetooth_counts_drops(int protocol)
{
	switch (protocol) {
	case BTPROTO_L2CAP:
	case BTPROTO_HCI:
	case BTPROTO_SCO:
	case BTPROTO_ISO:
		return true;
	default:
		return false;
	}
}

/*
 * Whether the family counts dropped packets in sk_drops: itself, or because it receives
 * through sock_queue_rcv_skb() or __sk_receive_skb().
 */
static bool counts_drops(const struct sock *sk)
{
	switch (sk->sk_family) {
	case AF_INET:
	case AF_INET6:
		return sk->sk_type == SOCK_RAW ||
		       (sk->sk_protocol != IPPROTO_SCTP &&
			sk->sk_protocol != IPPROTO_SMC);
	case AF_VSOCK:
		return sk->sk_type == SOCK_DGRAM;
	case AF_BLUETOOTH:
		return bluetooth_counts_drops(sk->sk_protocol);
	case AF_APPLETALK:
	case AF_AX25:
	case AF_CAN:
	case AF_IEEE802154:
	case AF_ISDN:
	case AF_IUCV:
	case AF_LLC:
	case AF_MCTP:
	case AF_NETLINK:
	case AF_NETROM:
	case AF_NFC:
	case AF_PACKET:
	case AF_PHONET:
	case AF_PPPOX:
	case AF_QIPCRTR:
	case AF_ROSE:
	case AF_TIPC:
		return true;
	default:
		return false;
	}
}

static void sock_put_traffic(struct sock *sk, struct bpf_ctrl_value *value)
{
	int cpu = READ_ONCE(sk->sk_incoming_cpu);
#ifdef CONFIG_NET_RX_BUSY_POLL
	u32 napi_id = READ_ONCE(sk->sk_napi_id);

	if (napi_id >= MIN_NAPI_ID)
		sock_put_attr(value, napi_id, napi_id);
#endif
	if (cpu >= 0)
		sock_put_attr(value, incoming_cpu, cpu);
	/* sockmap counts drops for sockets of any family */
	if (counts_drops(sk) || sk_drops_read(sk))
		sock_put_attr(value, drops, sk_drops_read(sk));
	/* unsigned, as SO_MEMINFO: the counters may exceed INT_MAX */
	sock_put_attr(value, rmem_alloc, (u32)sk_rmem_alloc_get(sk));
	sock_put_attr(value, wmem_alloc, (u32)sk_wmem_alloc_get(sk));
	if (sk_is_tcp(sk))
		sock_put_attr(value, wmem_queued, READ_ONCE(sk->sk_wmem_queued));
}

static void sock_put_xdp(struct sock *sk, struct bpf_ctrl_value *value)
{
	struct bpf_ctrl_sock_xdp info;

	if (!IS_ENABLED(CONFIG_XDP_SOCKETS) || sk->sk_family != AF_XDP)
		return;
	/* clear the padding, which is copied to user space, too */
	memset(&info, 0, sizeof(info));
	xsk_ctrl_get(sk, &info);
	__bpf_ctrl_put(value, offsetof(struct bpf_ctrl_sock_attr, xdp), &info,
		       sizeof(info));
}

/**
 * sock_ctrl_get_current() - fill in the current values of a socket
 * @sk: the socket, locked or not
 * @value: filled in with all members that the socket supports
 */
void sock_ctrl_get_current(struct sock *sk, struct bpf_ctrl_value *value)
{
	sock_put_identity(sk, value);
	sock_put_traffic(sk, value);
	sock_put_xdp(sk, value);

	sock_put_attr(value, mark, READ_ONCE(sk->sk_mark));
	sock_put_attr(value, priority, READ_ONCE(sk->sk_priority));
	sock_put_attr(value, rcvbuf, READ_ONCE(sk->sk_rcvbuf));
	sock_put_attr(value, sndbuf, READ_ONCE(sk->sk_sndbuf));
	sock_put_attr(value, rcvlowat, READ_ONCE(sk->sk_rcvlowat));
#ifdef CONFIG_NET_RX_BUSY_POLL
	sock_put_attr(value, busy_poll_usecs, READ_ONCE(sk->sk_ll_usec));
	sock_put_attr(value, prefer_busy_poll,
		      READ_ONCE(sk->sk_prefer_busy_poll));
#endif
	sock_put_attr(value, max_pacing_rate,
		      READ_ONCE(sk->sk_max_pacing_rate));
}
