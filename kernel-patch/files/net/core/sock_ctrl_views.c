// SPDX-License-Identifier: GPL-2.0-only
/*
 * Limits and defaults of the attributes of a socket.  The limits are what setsockopt()
 * accepts from the calling process at present; the defaults are the values of a new
 * socket.
 */
#include <linux/bpf_ctrl.h>
#include <linux/can.h>
#include <linux/capability.h>
#include <linux/kernel.h>
#include <net/busy_poll.h>
#include <net/sock.h>

#include "sock_ctrl_attr.h"
#include "sock_ctrl_views.h"

/* Reading a limit is not a use of privilege: check without audit. */
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

/* The largest size that SO_RCVBUF can set, or SO_RCVBUFFORCE if @force; also for sndbuf. */
static u64 sock_buf_max(u32 sysctl, bool force)
{
	u32 most = INT_MAX / 2;

	return 2ULL * (force ? most : min(sysctl, most));
}

static u64 sock_rcvbuf_max(bool force)
{
	return sock_buf_max(READ_ONCE(sysctl_rmem_max), force);
}

static u64 sock_sndbuf_max(bool force)
{
	return sock_buf_max(READ_ONCE(sysctl_wmem_max), force);
}

/**
 * sock_ctrl_rcvbuf_is_forced() - check whether rcvbuf requires SO_RCVBUFFORCE
 * @wanted: the new values
 *
 * Return: true if rcvbuf is larger than SO_RCVBUF can set.
 */
bool sock_ctrl_rcvbuf_is_forced(const struct bpf_ctrl_sock_attr *wanted)
{
	return wanted->rcvbuf > sock_rcvbuf_max(false);
}

/**
 * sock_ctrl_sndbuf_is_forced() - check whether sndbuf requires SO_SNDBUFFORCE
 * @wanted: the new values
 *
 * Return: true if sndbuf is larger than SO_SNDBUF can set.
 */
bool sock_ctrl_sndbuf_is_forced(const struct bpf_ctrl_sock_attr *wanted)
{
	return wanted->sndbuf > sock_sndbuf_max(false);
}

/**
 * sock_ctrl_get_min() - fill in the smallest values that a socket accepts
 * @sk: the socket, locked or not
 * @value: filled in
 */
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

static u64 tcp_rcvlowat_max(const struct sock *sk)
{
	if (sk->sk_userlocks & SOCK_RCVBUF_LOCK)
		return sock_rcvlowat_cap(READ_ONCE(sk->sk_rcvbuf));
	return sock_rcvlowat_cap(READ_ONCE(sock_net(sk)->ipv4.sysctl_tcp_rmem[2]));
}

/* The limit of a protocol with its own set_rcvlowat(), such as vsock, is not known. */
static void sock_put_rcvlowat_max(struct sock *sk, struct bpf_ctrl_value *value)
{
	const struct socket *sock = READ_ONCE(sk->sk_socket);

	if (sk_is_tcp(sk))
		sock_put_attr(value, rcvlowat, tcp_rcvlowat_max(sk));
	else if (!sock || !READ_ONCE(sock->ops)->set_rcvlowat)
		sock_put_attr(value, rcvlowat, INT_MAX);
}

/**
 * sock_ctrl_get_max() - fill in the largest values that a socket accepts
 * @sk: the socket, locked or not
 * @value: filled in
 *
 * They depend on the privilege of the calling process.
 */
void sock_ctrl_get_max(struct sock *sk, struct bpf_ctrl_value *value)
{
	bool mark = may_mark_noaudit(sk), force = may_force_noaudit();

	sock_put_attr(value, mark, mark ? U32_MAX : READ_ONCE(sk->sk_mark));
	sock_put_attr(value, priority, mark ? U32_MAX : SOCK_PRIORITY_ALL);
	sock_put_attr(value, rcvbuf, sock_rcvbuf_max(force));
	sock_put_attr(value, sndbuf, sock_sndbuf_max(force));
	sock_put_rcvlowat_max(sk, value);
#ifdef CONFIG_NET_RX_BUSY_POLL
	sock_put_attr(value, busy_poll_usecs, INT_MAX);
	sock_put_attr(value, prefer_busy_poll, force);
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
			      sock_rcvbuf_max(may_force_noaudit())));
}

static void sock_put_default_sndbuf(struct sock *sk,
				    struct bpf_ctrl_value *value, u32 size)
{
	sock_put_attr(value, sndbuf,
		      clamp_t(u64, round_down(size, 2), SOCK_MIN_SNDBUF,
			      sock_sndbuf_max(may_force_noaudit())));
}

/*
 * A TCP buffer is auto-tuned until its size is set.  Before that it has no default, as
 * a reset would stop the auto-tuning.
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

/* Families in which a new socket has a priority other than 0. */
static bool has_own_priority(const struct sock *sk)
{
	return sk->sk_family == AF_CAIF ||
	       (sk->sk_family == AF_CAN && sk->sk_protocol == CAN_J1939);
}

/**
 * sock_ctrl_get_default() - fill in the values that a reset of a socket sets
 * @sk: the socket, locked or not
 * @value: filled in
 */
void sock_ctrl_get_default(struct sock *sk, struct bpf_ctrl_value *value)
{
	sock_put_attr(value, mark, 0);
	if (!has_own_priority(sk))
		sock_put_attr(value, priority, 0);
	sock_get_default_buffers(sk, value);
	sock_put_attr(value, rcvlowat, 1);
#ifdef CONFIG_NET_RX_BUSY_POLL
	sock_put_attr(value, busy_poll_usecs, READ_ONCE(sysctl_net_busy_read));
	sock_put_attr(value, prefer_busy_poll, false);
#endif
	sock_put_attr(value, max_pacing_rate, ULONG_MAX);
}

/**
 * sock_ctrl_limits() - adapt the limits of a socket to a change
 * @sk: the socket, locked
 * @change: the change
 * @view: BPF_CTRL_MIN or BPF_CTRL_MAX
 * @value: the limits of @view, updated
 *
 * The limit of rcvlowat in TCP depends on a receive buffer that is set in the same
 * change.  Setting a buffer to more than the sysctl allows is a use of privilege, which
 * is checked with audit here.
 */
void sock_ctrl_limits(struct sock *sk, const struct bpf_ctrl_change *change,
		      enum bpf_ctrl_view view, struct bpf_ctrl_value *value)
{
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;

	if (view != BPF_CTRL_MAX)
		return;
	if (sock_attr_changed(change, rcvbuf)) {
		if (sock_ctrl_rcvbuf_is_forced(wanted))
			sock_put_attr(value, rcvbuf,
				      sock_rcvbuf_max(capable(CAP_NET_ADMIN)));
		if (sk_is_tcp(sk))
			sock_put_attr(value, rcvlowat,
				      sock_rcvlowat_cap(wanted->rcvbuf));
	}
	if (sock_attr_changed(change, sndbuf) &&
	    sock_ctrl_sndbuf_is_forced(wanted))
		sock_put_attr(value, sndbuf,
			      sock_sndbuf_max(capable(CAP_NET_ADMIN)));
}
