// SPDX-License-Identifier: GPL-2.0-only
/*
 * Limits and defaults of the attributes of a socket: what setsockopt() accepts
 * of this caller now, and what a new socket begins with.
 */
#include <linux/bpf_ctrl.h>
#include <linux/capability.h>
#include <linux/kernel.h>
#include <net/busy_poll.h>
#include <net/sock.h>

#include "sock_ctrl.h"

/* To tell a limit is no use of a privilege: no trace is left of it. */
static bool may_mark_noaudit(const struct sock *sk)
{
	struct user_namespace *ns = sock_net(sk)->user_ns;

	return ns_capable_noaudit(ns, CAP_NET_RAW) ||
	       ns_capable_noaudit(ns, CAP_NET_ADMIN);
}

static bool may_force_noaudit(void)
{
	return ns_capable_noaudit(&init_user_ns, CAP_NET_ADMIN);
}

/* What SO_RCVBUF or SO_RCVBUFFORCE can store; the same for sending. */
static u64 sock_buf_max(u32 sysctl)
{
	u32 most = INT_MAX / 2;

	return 2ULL * (may_force_noaudit() ? most : min(sysctl, most));
}

void sock_ctrl_get_min(struct sock *sk, struct bpf_ctrl_value *value)
{
	sock_put_attr(value, mark,
		      may_mark_noaudit(sk) ? 0 : READ_ONCE(sk->sk_mark));
	sock_put_attr(value, priority, 0);
	sock_put_attr(value, rcvbuf, SOCK_MIN_RCVBUF);
	sock_put_attr(value, sndbuf, SOCK_MIN_SNDBUF);
	sock_put_attr(value, rcvlowat, 1);
#ifdef CONFIG_NET_RX_BUSY_POLL
	sock_put_attr(value, busy_poll_usecs, 0);
	sock_put_attr(value, prefer_busy_poll, false);
#endif
	sock_put_attr(value, max_pacing_rate, 0);
}

/* tcp_set_rcvlowat() stores no more than half of what may wait in the socket. */
static u64 sock_rcvlowat_cap(u64 rcvbuf)
{
	return rcvbuf >> 1;
}

static u64 sock_rcvlowat_max(const struct sock *sk)
{
	if (!sk_is_tcp(sk))
		return INT_MAX;
	if (sk->sk_userlocks & SOCK_RCVBUF_LOCK)
		return sock_rcvlowat_cap(sk->sk_rcvbuf);
	return sock_rcvlowat_cap(READ_ONCE(sock_net(sk)->ipv4.sysctl_tcp_rmem[2]));
}

void sock_ctrl_get_max(struct sock *sk, struct bpf_ctrl_value *value)
{
	bool mark = may_mark_noaudit(sk);

	sock_put_attr(value, mark, mark ? U32_MAX : READ_ONCE(sk->sk_mark));
	sock_put_attr(value, priority, mark ? U32_MAX : SOCK_PRIORITY_ALL);
	sock_put_attr(value, rcvbuf, sock_buf_max(READ_ONCE(sysctl_rmem_max)));
	sock_put_attr(value, sndbuf, sock_buf_max(READ_ONCE(sysctl_wmem_max)));
	sock_put_attr(value, rcvlowat, sock_rcvlowat_max(sk));
#ifdef CONFIG_NET_RX_BUSY_POLL
	sock_put_attr(value, busy_poll_usecs, INT_MAX);
	sock_put_attr(value, prefer_busy_poll, may_force_noaudit());
#endif
	sock_put_attr(value, max_pacing_rate, ULONG_MAX);
}

/* Families whose sockets begin with what sock_init_data() gives them. */
static bool has_core_buffers(const struct sock *sk)
{
	switch (sk->sk_family) {
	case AF_UNIX:
	case AF_NETLINK:
	case AF_PACKET:
	case AF_XDP:
		return true;
	case AF_INET:
	case AF_INET6:
		return sk->sk_type == SOCK_DGRAM || sk->sk_type == SOCK_RAW;
	default:
		return false;
	}
}

static void sock_put_default_rcvbuf(struct sock *sk,
				    struct bpf_ctrl_value *value, u32 size)
{
	sock_put_attr(value, rcvbuf,
		      clamp_t(u64, round_down(size, 2), SOCK_MIN_RCVBUF,
			      sock_buf_max(READ_ONCE(sysctl_rmem_max))));
}

static void sock_put_default_sndbuf(struct sock *sk,
				    struct bpf_ctrl_value *value, u32 size)
{
	sock_put_attr(value, sndbuf,
		      clamp_t(u64, round_down(size, 2), SOCK_MIN_SNDBUF,
			      sock_buf_max(READ_ONCE(sysctl_wmem_max))));
}

/*
 * TCP adjusts its buffers as it goes until somebody sets them: as long as nobody
 * has, there is nothing that a reset should stop.
 */
static void sock_get_default_buffers(struct sock *sk,
				     struct bpf_ctrl_value *value)
{
	const struct netns_ipv4 *ipv4 = &sock_net(sk)->ipv4;

	if (has_core_buffers(sk)) {
		sock_put_default_rcvbuf(sk, value,
					READ_ONCE(sysctl_rmem_default));
		sock_put_default_sndbuf(sk, value,
					READ_ONCE(sysctl_wmem_default));
	} else if (sk_is_tcp(sk)) {
		if (sk->sk_userlocks & SOCK_RCVBUF_LOCK)
			sock_put_default_rcvbuf(sk, value,
						READ_ONCE(ipv4->sysctl_tcp_rmem[1]));
		if (sk->sk_userlocks & SOCK_SNDBUF_LOCK)
			sock_put_default_sndbuf(sk, value,
						READ_ONCE(ipv4->sysctl_tcp_wmem[1]));
	}
}

void sock_ctrl_get_default(struct sock *sk, struct bpf_ctrl_value *value)
{
	sock_put_attr(value, mark, 0);
	sock_put_attr(value, priority, 0);
	sock_get_default_buffers(sk, value);
	sock_put_attr(value, rcvlowat, 1);
#ifdef CONFIG_NET_RX_BUSY_POLL
	sock_put_attr(value, busy_poll_usecs, READ_ONCE(sysctl_net_busy_read));
	sock_put_attr(value, prefer_busy_poll, false);
#endif
	sock_put_attr(value, max_pacing_rate, ULONG_MAX);
}

/* TCP's rcvlowat is limited by a receive buffer that is set together with it. */
void sock_ctrl_limits(struct sock *sk, const struct bpf_ctrl_change *change,
		      enum bpf_ctrl_view view, struct bpf_ctrl_value *value)
{
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;

	if (view == BPF_CTRL_MAX && sk_is_tcp(sk) &&
	    sock_attr_changed(change, rcvbuf))
		sock_put_attr(value, rcvlowat, sock_rcvlowat_cap(wanted->rcvbuf));
}
