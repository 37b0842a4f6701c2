// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * What a socket tells about itself through getsockopt(). What AF_XDP has beside the
 * others is left out: nothing but a control map tells all of it.
 */
#include <errno.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "sock_attr.h"
#include "sock_set.h"
#include "sock_views.h"
#include "sockopt.h"

/* SK_MEMINFO_VARS of the kernel may be more, or less */
struct meminfo {
	__u32 vars[SK_MEMINFO_VARS];
	socklen_t len;
};

/* bpf_ctrl_sock_type has the numbers of the other architectures for MIPS. */
static enum bpf_ctrl_sock_type type_number(__u64 type)
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

static void put_tcp_state(int fd, struct ctrl_host_value *value)
{
	struct tcp_info info;
	socklen_t len = sizeof(info);

	if (ctrl_sockopt__is_tcp(fd) &&
	    !getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &len))
		sock_put(value, tcp_state, (enum bpf_ctrl_tcp_state)info.tcpi_state);
}

static void put_identity(int fd, struct ctrl_host_value *value)
{
	__u64 x;

	if (!ctrl_sockopt__get(fd, SO_COOKIE, &x))
		sock_put(value, cookie, x);
	if (!ctrl_sockopt__get(fd, SO_DOMAIN, &x))
		sock_put(value, family, (enum bpf_ctrl_sock_family)x);
	if (!ctrl_sockopt__get(fd, SO_TYPE, &x))
		sock_put(value, type, type_number(x));
	if (!ctrl_sockopt__get(fd, SO_PROTOCOL, &x))
		sock_put(value, protocol, (__u32)x);
	put_tcp_state(fd, value);
	if (!ctrl_sockopt__get(fd, SO_BINDTOIFINDEX, &x))
		sock_put(value, bound_ifindex, (__u32)x);
}

/*
 * Whether a 0 means that nothing was dropped: families that do not count here have
 * one, too. These are those for which a control map tells it.
 */
static bool counts_drops(int fd)
{
	__u64 family, type, protocol;

	if (ctrl_sockopt__get(fd, SO_DOMAIN, &family) ||
	    ctrl_sockopt__get(fd, SO_TYPE, &type) ||
	    ctrl_sockopt__get(fd, SO_PROTOCOL, &protocol))
		return false;
	switch (family) {
	case AF_INET:
	case AF_INET6:
		return type == SOCK_RAW || (protocol != IPPROTO_SCTP &&
					    protocol != 256 /* IPPROTO_SMC */);
	case AF_VSOCK:
		return type == SOCK_DGRAM;
	case AF_CAN:
	case AF_NETLINK:
	case AF_PACKET:
	case AF_TIPC:
		return true;
	default:
		return false;
	}
}

static void put_memory(int fd, struct ctrl_host_value *value)
{
	struct meminfo info = { .len = sizeof(info.vars) };

	if (getsockopt(fd, SOL_SOCKET, SO_MEMINFO, info.vars, &info.len) ||
	    info.len < sizeof(info.vars))
		return;
	if (counts_drops(fd) || info.vars[SK_MEMINFO_DROPS])
		sock_put(value, drops, info.vars[SK_MEMINFO_DROPS]);
	sock_put(value, rmem_alloc, info.vars[SK_MEMINFO_RMEM_ALLOC]);
	sock_put(value, wmem_alloc, info.vars[SK_MEMINFO_WMEM_ALLOC]);
	if (ctrl_sockopt__is_tcp(fd))
		sock_put(value, wmem_queued, info.vars[SK_MEMINFO_WMEM_QUEUED]);
}

static void put_traffic(int fd, struct ctrl_host_value *value)
{
	__u64 x;

	if (!ctrl_sockopt__get(fd, SO_INCOMING_NAPI_ID, &x) && x)
		sock_put(value, napi_id, (__u32)x);
	if (!ctrl_sockopt__get(fd, SO_INCOMING_CPU, &x) && (int)x >= 0)
		sock_put(value, incoming_cpu, (__u32)x);
	put_memory(fd, value);
}

static void put_settings(int fd, struct ctrl_host_value *value)
{
	__u64 x;

	if (!ctrl_sockopt__get(fd, SO_MARK, &x))
		sock_put(value, mark, (__u32)x);
	if (!ctrl_sockopt__get(fd, SO_PRIORITY, &x))
		sock_put(value, priority, (__u32)x);
	if (!ctrl_sockopt__get(fd, SO_RCVBUF, &x))
		sock_put(value, rcvbuf, x);
	if (!ctrl_sockopt__get(fd, SO_SNDBUF, &x))
		sock_put(value, sndbuf, x);
	if (!ctrl_sockopt__get(fd, SO_RCVLOWAT, &x))
		sock_put(value, rcvlowat, x);
	if (!ctrl_sockopt__get(fd, SO_BUSY_POLL, &x))
		sock_put(value, busy_poll_usecs, (__u32)x);
	if (!ctrl_sockopt__get(fd, SO_PREFER_BUSY_POLL, &x))
		sock_put(value, prefer_busy_poll, !!x);
	if (!ctrl_sockopt__get(fd, SO_MAX_PACING_RATE, &x))
		sock_put(value, max_pacing_rate, x);
}

static int get(const void *key, enum ctrl_view view,
	       struct ctrl_host_value *value, struct ctrl_error *err)
{
	int fd = ((const struct bpf_ctrl_sock_key *)key)->sock_fd;
	__u64 type;
	int ret = ctrl_sockopt__get(fd, SO_TYPE, &type);

	if (ret == -EBADF)
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, EBADF, NULL);
	if (ret == -EACCES)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EACCES,
				       "a security module refuses to show it");
	if (ret)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -ret, NULL);
	switch (view) {
	case CTRL_VIEW_MIN:
		ctrl_host_sock_min(fd, value);
		break;
	case CTRL_VIEW_MAX:
		ctrl_host_sock_max(fd, value);
		break;
	case CTRL_VIEW_DEFAULT:
		ctrl_host_sock_default(fd, value);
		break;
	default:
		put_identity(fd, value);
		put_traffic(fd, value);
		put_settings(fd, value);
	}
	return 0;
}

/* To store these has an effect also where the number stays. */
static const size_t repeats[] = {
	offsetof(struct bpf_ctrl_sock_attr, rcvbuf),
	offsetof(struct bpf_ctrl_sock_attr, sndbuf),
	offsetof(struct bpf_ctrl_sock_attr, rcvlowat),
	0,
};

const struct ctrl_host_type ctrl_host_sock = {
	.number		= BPF_CTRL_SOCK_ATTR,
	.name		= "sock_attr",
	.key		= "bpf_ctrl_sock_key",
	.value		= "bpf_ctrl_sock_attr",
	.get		= get,
	.steps		= ctrl_host_sock_steps,
	.nr_steps	= HOST_SOCK_STEPS,
	.repeats	= repeats,
	.permit		= ctrl_host_sock_permit,
	.limit		= ctrl_host_sock_limit,
	.check		= ctrl_host_sock_check,
	.note		= ctrl_host_sock_note,
	.put_back	= ctrl_host_sock_put_back,
};
