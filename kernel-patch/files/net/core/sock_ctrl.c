// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control type for the attributes of sockets, see <linux/bpf_ctrl.h>.
 *
 * The key is a file descriptor, so the caller has the socket already and could call
 * getsockopt() and setsockopt() instead.  A control map gives no further permission:
 * each change requires the same privilege of the calling process as setsockopt(), and
 * security modules are called in the same way.  A value that setsockopt() refuses is
 * refused.  A value that setsockopt() would adjust silently is outside of the limits,
 * so it fails with -ERANGE.
 *
 * Privilege is checked with capable() and not with sockopt_capable(), which returns
 * true in any BPF program: a BPF_PROG_TYPE_SYSCALL program can update a map through
 * bpf_sys_bpf().
 *
 * The socket lock is held for a change, but not for a lookup, since its owner may
 * sleep for long.  Security modules are called without it, as by setsockopt().  Some
 * options are set without the lock elsewhere in the kernel.  They are single words, so
 * a reader sees either value; the etag is outdated then.
 */
#include <linux/bpf-cgroup.h>
#include <linux/bpf_ctrl.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/if_xdp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/net.h>
#include <linux/netlink.h>
#include <linux/security.h>
#include <linux/socket.h>
#include <linux/tcp.h>
#include <linux/udp.h>
#include <net/sock.h>

#include "sock_ctrl_attr.h"
#include "sock_ctrl_current.h"
#include "sock_ctrl_views.h"
#include "sock_opts.h"

/**
 * struct sock_object - a socket between acquire and release
 * @sock: the socket, with a reference to its file
 * @sk: @sock->sk
 */
struct sock_object {
	struct socket *sock;
	struct sock *sk;
};

/* The socket option of each writable member. */
static const struct {
	u32 member;
	int optname;
} sock_options[] = {
	{ offsetof(struct bpf_ctrl_sock_attr, mark), SO_MARK },
	{ offsetof(struct bpf_ctrl_sock_attr, priority), SO_PRIORITY },
	{ offsetof(struct bpf_ctrl_sock_attr, rcvbuf), SO_RCVBUF },
	{ offsetof(struct bpf_ctrl_sock_attr, sndbuf), SO_SNDBUF },
	{ offsetof(struct bpf_ctrl_sock_attr, rcvlowat), SO_RCVLOWAT },
	{ offsetof(struct bpf_ctrl_sock_attr, busy_poll_usecs), SO_BUSY_POLL },
	{ offsetof(struct bpf_ctrl_sock_attr, prefer_busy_poll),
	  SO_PREFER_BUSY_POLL },
	{ offsetof(struct bpf_ctrl_sock_attr, max_pacing_rate),
	  SO_MAX_PACING_RATE },
};

/* The socket options of the read-only members. */
static const int sock_readonly_options[] = {
	SO_COOKIE, SO_DOMAIN, SO_TYPE, SO_PROTOCOL, SO_BINDTOIFINDEX,
	SO_INCOMING_CPU, SO_INCOMING_NAPI_ID, SO_MEMINFO,
};

static int sock_permit_read(void *object)
{
	struct sock_object *o = object;
	const struct sock *sk = o->sk;
	struct socket *sock = o->sock;
	int i, err = 0;

	for (i = 0; i < ARRAY_SIZE(sock_readonly_options) && !err; i++)
		err = security_socket_getsockopt(sock, SOL_SOCKET,
						 sock_readonly_options[i]);
	for (i = 0; i < ARRAY_SIZE(sock_options) && !err; i++)
		err = security_socket_getsockopt(sock, SOL_SOCKET,
						 sock_options[i].optname);
	if (!err && sk_is_tcp(sk))
		err = security_socket_getsockopt(sock, SOL_TCP, TCP_INFO);
	if (!err && sk->sk_family == AF_XDP)
		err = security_socket_getsockopt(sock, SOL_XDP, XDP_STATISTICS);
	return err;
}

static int sock_acquire(struct net *net, const void *key, void *object)
{
	const struct bpf_ctrl_sock_key *k = key;
	struct sock_object *o = object;
	int err;

	o->sock = sockfd_lookup(k->sock_fd, &err);
	if (!o->sock)
		return err;
	o->sk = o->sock->sk;
	return 0;
}

static void sock_hold_object(void *object)
{
	struct sock_object *o = object;

	lock_sock(o->sk);
}

static void sock_unhold_object(void *object)
{
	struct sock_object *o = object;

	release_sock(o->sk);
}

static void sock_release_object(void *object)
{
	struct sock_object *o = object;

	sockfd_put(o->sock);
}

static int sock_get(void *object, enum bpf_ctrl_view view,
		    struct bpf_ctrl_value *value)
{
	struct sock_object *o = object;

	switch (view) {
	case BPF_CTRL_CURRENT:
		sock_ctrl_get_current(o->sk, value);
		return 0;
	case BPF_CTRL_MIN:
		sock_ctrl_get_min(o->sk, value);
		return 0;
	case BPF_CTRL_MAX:
		sock_ctrl_get_max(o->sk, value);
		return 0;
	case BPF_CTRL_DEFAULT:
		sock_ctrl_get_default(o->sk, value);
		return 0;
	}
	return -EINVAL;
}

static void sock_limits(void *object, const struct bpf_ctrl_change *change,
			enum bpf_ctrl_view view, struct bpf_ctrl_value *value)
{
	struct sock_object *o = object;

	sock_ctrl_limits(o->sk, change, view, value);
}

/* UDP and UDP-Lite derive forward_threshold from the size of the receive buffer. */
static bool sock_is_udp(const struct sock *sk)
{
	return sk_is_inet(sk) && sk->sk_type == SOCK_DGRAM &&
	       (sk->sk_protocol == IPPROTO_UDP ||
		sk->sk_protocol == IPPROTO_UDPLITE);
}

/*
 * BPF_CGROUP_SETSOCKOPT programs check and rewrite the options of setsockopt(), one at
 * a time and without the socket lock.  They cannot be called for a change of several
 * options that must be made completely or not at all, and they must not be bypassed.
 */
static int sock_permit_cgroup(const struct sock_object *o,
			      struct netlink_ext_ack *extack)
{
#ifdef CONFIG_CGROUP_BPF
	if (cgroup_bpf_enabled(CGROUP_SETSOCKOPT) &&
	    cgroup_bpf_sock_enabled(o->sk, CGROUP_SETSOCKOPT)) {
		NL_SET_ERR_MSG(extack, "programs on the cgroup judge it: use setsockopt()");
		return -EPERM;
	}
#endif
	return 0;
}

/* The option that can set the wanted value: buffers have two. */
static int sock_optname(int optname, const struct bpf_ctrl_sock_attr *wanted)
{
	if (optname == SO_RCVBUF && sock_ctrl_rcvbuf_is_forced(wanted))
		return SO_RCVBUFFORCE;
	if (optname == SO_SNDBUF && sock_ctrl_sndbuf_is_forced(wanted))
		return SO_SNDBUFFORCE;
	return optname;
}

static int sock_permit_security(const struct sock_object *o,
				const struct bpf_ctrl_change *change,
				struct netlink_ext_ack *extack)
{
	int i, optname, err = 0;

	for (i = 0; i < ARRAY_SIZE(sock_options) && !err; i++) {
		if (!__bpf_ctrl_changed(change, sock_options[i].member))
			continue;
		optname = sock_optname(sock_options[i].optname, change->wanted);
		err = security_socket_setsockopt(o->sock, SOL_SOCKET, optname);
	}
	if (err)
		NL_SET_ERR_MSG(extack, "refused by a security module");
	return err;
}

static bool may_mark(const struct sock *sk)
{
	struct user_namespace *ns = sock_net(sk)->user_ns;

	return ns_capable(ns, CAP_NET_RAW) || ns_capable(ns, CAP_NET_ADMIN);
}

/* The checks of sk_setsockopt() for SO_MARK, SO_PRIORITY and SO_PREFER_BUSY_POLL. */
static int sock_permit_capable(const struct sock_object *o,
			       const struct bpf_ctrl_change *change,
			       struct netlink_ext_ack *extack)
{
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;

	if (sock_attr_changed(change, mark) && !may_mark(o->sk)) {
		NL_SET_ERR_MSG(extack, "setting the mark takes CAP_NET_ADMIN or CAP_NET_RAW");
		return -EPERM;
	}
	if (sock_attr_changed(change, priority) &&
	    wanted->priority > SOCK_PRIORITY_ALL && !may_mark(o->sk)) {
		NL_SET_ERR_MSG(extack, "a priority above 6 takes CAP_NET_ADMIN or CAP_NET_RAW");
		return -EPERM;
	}
	if (sock_attr_changed(change, prefer_busy_poll) &&
	    wanted->prefer_busy_poll && !capable(CAP_NET_ADMIN)) {
		NL_SET_ERR_MSG(extack, "preferring busy polling takes CAP_NET_ADMIN");
		return -EPERM;
	}
	return 0;
}

static int sock_permit(void *object, const struct bpf_ctrl_change *change,
		       struct netlink_ext_ack *extack)
{
	struct sock_object *o = object;
	int err;

	/*
	 * The flag is also set by UDP, for the receive buffer, see
	 * sock_set_buffers(), by vsock, for SO_ZEROCOPY, and by AF_UNIX, for SO_INQ.
	 */
	if (test_bit(SOCK_CUSTOM_SOCKOPT, &o->sock->flags) &&
	    !sock_is_udp(o->sk) && o->sk->sk_family != AF_VSOCK &&
	    o->sk->sk_family != AF_UNIX) {
		NL_SET_ERR_MSG(extack, "the protocol sets it itself: use setsockopt()");
		return -EOPNOTSUPP;
	}
	err = sock_permit_security(o, change, extack);
	if (!err)
		err = sock_permit_cgroup(o, extack);
	if (!err)
		err = sock_permit_capable(o, change, extack);
	return err;
}

static int sock_check(void *object, const struct bpf_ctrl_change *change,
		      struct netlink_ext_ack *extack)
{
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;

	if ((sock_attr_changed(change, rcvbuf) && wanted->rcvbuf % 2) ||
	    (sock_attr_changed(change, sndbuf) && wanted->sndbuf % 2)) {
		NL_SET_ERR_MSG(extack, "twice what setsockopt() takes must be even");
		return -EINVAL;
	}
	/* also for protocols with a limit of their own, which MAX does not have */
	if (sock_attr_changed(change, rcvlowat) && wanted->rcvlowat > INT_MAX) {
		NL_SET_ERR_MSG(extack, "more than setsockopt() takes");
		return -ERANGE;
	}
	return 0;
}

static void sock_set_buffers(struct sock *sk,
			     const struct bpf_ctrl_change *change)
{
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;

	if (sock_attr_changed(change, rcvbuf)) {
		__sock_set_rcvbuf(sk, wanted->rcvbuf / 2);
		if (sock_is_udp(sk))
			/* as udp_lib_setsockopt() */
			WRITE_ONCE(udp_sk(sk)->forward_threshold,
				   sk->sk_rcvbuf >> 2);
	}
	if (sock_attr_changed(change, sndbuf))
		__sock_set_sndbuf(sk, wanted->sndbuf / 2);
}

static void sock_set_polling(struct sock *sk,
			     const struct bpf_ctrl_change *change)
{
#ifdef CONFIG_NET_RX_BUSY_POLL
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;

	if (sock_attr_changed(change, busy_poll_usecs))
		WRITE_ONCE(sk->sk_ll_usec, wanted->busy_poll_usecs);
	if (sock_attr_changed(change, prefer_busy_poll))
		WRITE_ONCE(sk->sk_prefer_busy_poll, wanted->prefer_busy_poll);
#endif
}

/*
 * Only rcvlowat can fail, so it is set first.  In TCP it cannot fail, but depends on
 * the receive buffer, which is set before.
 */
static int sock_set(void *object, const struct bpf_ctrl_change *change,
		    struct netlink_ext_ack *extack)
{
	const struct bpf_ctrl_sock_attr *wanted = change->wanted;
	struct sock_object *o = object;
	struct sock *sk = o->sk;
	int err;

	if (sk_is_tcp(sk))
		sock_set_buffers(sk, change);
	if (sock_attr_changed(change, rcvlowat)) {
		err = __sock_set_rcvlowat(sk, wanted->rcvlowat);
		if (err) {
			NL_SET_ERR_MSG(extack, "the protocol refused rcvlowat");
			return err;
		}
	}
	if (sock_attr_changed(change, mark))
		__sock_set_mark(sk, wanted->mark);
	if (sock_attr_changed(change, priority))
		sock_set_priority(sk, wanted->priority);
	if (!sk_is_tcp(sk))
		sock_set_buffers(sk, change);
	sock_set_polling(sk, change);
	if (sock_attr_changed(change, max_pacing_rate))
		sock_set_max_pacing_rate(sk, wanted->max_pacing_rate);
	return 0;
}

BTF_ID_LIST(sock_btf_ids)
BTF_ID(struct, bpf_ctrl_sock_key)
BTF_ID(struct, bpf_ctrl_sock_attr)

/*
 * Setting the size of a buffer stops its auto-tuning.  Setting rcvlowat grows a
 * receive buffer that is too small for it.
 */
static const struct bpf_ctrl_member_info sock_members[] = {
	{ offsetof(struct bpf_ctrl_sock_attr, rcvbuf), BPF_CTRL_MEMBER_REPEAT },
	{ offsetof(struct bpf_ctrl_sock_attr, sndbuf), BPF_CTRL_MEMBER_REPEAT },
	{ offsetof(struct bpf_ctrl_sock_attr, rcvlowat), BPF_CTRL_MEMBER_REPEAT },
};

static const struct bpf_ctrl_ops sock_ctrl_ops = {
	.name		= "sock_attr",
	.type		= BPF_CTRL_SOCK_ATTR,
	.members	= sock_members,
	.nr_members	= ARRAY_SIZE(sock_members),
	.btf_ids	= sock_btf_ids,
	.object_size	= sizeof(struct sock_object),
	.owner		= THIS_MODULE,
	.acquire	= sock_acquire,
	.hold		= sock_hold_object,
	.unhold		= sock_unhold_object,
	.release	= sock_release_object,
	.permit_read	= sock_permit_read,
	.get		= sock_get,
	.limits		= sock_limits,
	.permit		= sock_permit,
	.check		= sock_check,
	.set		= sock_set,
};

static int __init sock_ctrl_init(void)
{
	return bpf_ctrl_register(&sock_ctrl_ops);
}
late_initcall(sock_ctrl_init);
