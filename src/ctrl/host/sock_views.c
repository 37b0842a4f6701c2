// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Limits and defaults of the attributes of a socket, as far as they can be known here:
 * what setsockopt() takes of this process, and what a new socket begins with. What
 * belongs to another network namespace, or depends on a user namespace that is not
 * the first one, is left out.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/capability.h>
#include <sys/socket.h>
#include <unistd.h>

#include "file.h"
#include "sock_attr.h"
#include "sock_views.h"
#include "sockopt.h"

#define PRIORITY_ALL	6	/* the highest that takes no privilege, socket(7) */

/* Capabilities of the first user namespace hold in all others. */
static bool is_first_userns(void)
{
	unsigned int inside, outside, count;
	char text[128];

	return !ctrl_file__read(AT_FDCWD, "/proc/self/uid_map", text,
				sizeof(text)) &&
	       sscanf(text, "%u %u %u", &inside, &outside, &count) == 3 &&
	       !inside && !outside && count == UINT_MAX;
}

static bool is_capable(cap_value_t cap)
{
	cap_t own = cap_get_proc();
	cap_flag_value_t set = CAP_CLEAR;

	if (!own)
		return false;
	cap_get_flag(own, cap, CAP_EFFECTIVE, &set);
	cap_free(own);
	return set == CAP_SET;
}

static bool may_admin(void)
{
	return is_capable(CAP_NET_ADMIN) && is_first_userns();
}

static bool may_mark(void)
{
	return is_capable(CAP_NET_ADMIN) || is_capable(CAP_NET_RAW);
}

static int not_permitted(const char *takes, struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM, "%s", takes);
}

int ctrl_host_sock_permit(const struct ctrl_host_change *c, struct ctrl_error *err)
{
	const struct bpf_ctrl_sock_attr *wanted = c->wanted;

	if (sock_changes(c, mark) && !may_mark())
		return not_permitted(HOST_MARK_TAKES, err);
	if (sock_changes(c, priority) && wanted->priority > PRIORITY_ALL &&
	    !may_mark())
		return not_permitted(HOST_PRIORITY_TAKES, err);
	if (sock_changes(c, prefer_busy_poll) && wanted->prefer_busy_poll &&
	    !may_admin())
		return not_permitted(HOST_POLL_TAKES, err);
	return 0;
}

/* Whether files below /proc/sys/net are about the socket. */
static bool is_of_own_netns(int fd)
{
	__u64 of_fd = 0, own = 0;
	int other, ret;

	ret = ctrl_sockopt__get(fd, SO_NETNS_COOKIE, &of_fd);
	other = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (other < 0)
		return false;
	ret = ret ?: ctrl_sockopt__get(other, SO_NETNS_COOKIE, &own);
	close(other);
	return !ret && of_fd == own;
}

static int family_of(int fd)
{
	__u64 family = 0;

	ctrl_sockopt__get(fd, SO_DOMAIN, &family);
	return family;
}

/* The second and third of the three numbers of tcp_rmem and tcp_wmem. */
static int tcp_memory(const char *path, __u64 *by_default, __u64 *max)
{
	unsigned long long low, mid, high;
	char text[128];

	if (ctrl_file__read(AT_FDCWD, path, text, sizeof(text)) ||
	    sscanf(text, "%llu %llu %llu", &low, &mid, &high) != 3)
		return -EINVAL;
	*by_default = mid;
	*max = high;
	return 0;
}

__u64 ctrl_host_sock_buffer_max(const char *sysctl)
{
	__u64 most;

	if (ctrl_file__number(AT_FDCWD, sysctl, &most))
		return 0;
	return 2 * (most < INT_MAX / 2 ? most : INT_MAX / 2);
}

static __u64 buffer_limit(const char *sysctl)
{
	return may_admin() ? 2ULL * (INT_MAX / 2) :
			     ctrl_host_sock_buffer_max(sysctl);
}

/* Who may not set the mark can but leave it. */
static void put_own_mark(int fd, struct ctrl_host_value *value)
{
	__u64 mark;

	if (!ctrl_sockopt__get(fd, SO_MARK, &mark))
		sock_put(value, mark, (__u32)mark);
}

/* The smallest buffer depends on the size of struct sk_buff: it is not told. */
void ctrl_host_sock_min(int fd, struct ctrl_host_value *value)
{
	__u64 x;

	if (!may_mark())
		put_own_mark(fd, value);
	else if (is_first_userns())
		sock_put(value, mark, 0);
	sock_put(value, priority, 0);
	sock_put(value, rcvlowat, 1);
	if (!ctrl_sockopt__get(fd, SO_BUSY_POLL, &x))
		sock_put(value, busy_poll_usecs, 0);
	if (!ctrl_sockopt__get(fd, SO_PREFER_BUSY_POLL, &x))
		sock_put(value, prefer_busy_poll, 0);
	sock_put(value, max_pacing_rate, 0);
}

/* TCP stores no more than half of what may wait in the socket. */
static void put_tcp_lowat(int fd, struct ctrl_host_value *value)
{
	__u64 lock, rcvbuf, mid, high;

	if (ctrl_sockopt__get(fd, SO_BUF_LOCK, &lock))
		return;
	if (lock & HOST_RCVBUF_LOCK && !ctrl_sockopt__get(fd, SO_RCVBUF, &rcvbuf))
		sock_put(value, rcvlowat, rcvbuf / 2);
	else if (!(lock & HOST_RCVBUF_LOCK) && is_of_own_netns(fd) &&
		 !tcp_memory("/proc/sys/net/ipv4/tcp_rmem", &mid, &high))
		sock_put(value, rcvlowat, high / 2);
}

static void put_lowat_max(int fd, struct ctrl_host_value *value)
{
	if (ctrl_sockopt__is_tcp(fd))
		put_tcp_lowat(fd, value);
	else if (family_of(fd) != AF_VSOCK)
		sock_put(value, rcvlowat, INT_MAX);
}

static void put_privileged_max(int fd, struct ctrl_host_value *value)
{
	if (!may_mark()) {
		put_own_mark(fd, value);
		sock_put(value, priority, PRIORITY_ALL);
	} else if (is_first_userns()) {
		sock_put(value, mark, UINT_MAX);
		sock_put(value, priority, UINT_MAX);
	}
}

void ctrl_host_sock_max(int fd, struct ctrl_host_value *value)
{
	__u64 x;

	put_privileged_max(fd, value);
	x = buffer_limit(HOST_RMEM_MAX);
	if (x)
		sock_put(value, rcvbuf, x);
	x = buffer_limit(HOST_WMEM_MAX);
	if (x)
		sock_put(value, sndbuf, x);
	put_lowat_max(fd, value);
	if (!ctrl_sockopt__get(fd, SO_BUSY_POLL, &x))
		sock_put(value, busy_poll_usecs, INT_MAX);
	if (!ctrl_sockopt__get(fd, SO_PREFER_BUSY_POLL, &x))
		sock_put(value, prefer_busy_poll, may_admin());
	sock_put(value, max_pacing_rate, ULONG_MAX);
}

/* Families whose sockets begin with the sysctls of the core. */
static bool has_core_buffers(int fd)
{
	__u64 type = 0;

	switch (family_of(fd)) {
	case AF_UNIX:
	case AF_NETLINK:
	case AF_PACKET:
	case AF_XDP:
		return true;
	case AF_INET:
	case AF_INET6:
		ctrl_sockopt__get(fd, SO_TYPE, &type);
		return type == SOCK_DGRAM || type == SOCK_RAW;
	default:
		return false;
	}
}

static void put_core_buffers(struct ctrl_host_value *value)
{
	__u64 x;

	if (!ctrl_file__number(AT_FDCWD, "/proc/sys/net/core/rmem_default", &x))
		sock_put(value, rcvbuf, x & ~1ULL);
	if (!ctrl_file__number(AT_FDCWD, "/proc/sys/net/core/wmem_default", &x))
		sock_put(value, sndbuf, x & ~1ULL);
}

/* As long as nobody has set its buffers, TCP adjusts them: nothing is to be reset. */
static void put_tcp_buffers(int fd, struct ctrl_host_value *value)
{
	__u64 lock, x, max;

	if (ctrl_sockopt__get(fd, SO_BUF_LOCK, &lock) || !is_of_own_netns(fd))
		return;
	if (lock & HOST_RCVBUF_LOCK &&
	    !tcp_memory("/proc/sys/net/ipv4/tcp_rmem", &x, &max))
		sock_put(value, rcvbuf, x & ~1ULL);
	if (lock & HOST_SNDBUF_LOCK &&
	    !tcp_memory("/proc/sys/net/ipv4/tcp_wmem", &x, &max))
		sock_put(value, sndbuf, x & ~1ULL);
}

/* Sockets of CAIF and of J1939 begin with a priority that depends. */
static bool has_own_priority(int fd)
{
	__u64 protocol = 0;
	int family = family_of(fd);

	ctrl_sockopt__get(fd, SO_PROTOCOL, &protocol);
	return family == AF_CAIF ||
	       (family == AF_CAN && protocol == 7 /* CAN_J1939 */);
}

void ctrl_host_sock_default(int fd, struct ctrl_host_value *value)
{
	__u64 x;

	sock_put(value, mark, 0);
	if (!has_own_priority(fd))
		sock_put(value, priority, 0);
	if (has_core_buffers(fd))
		put_core_buffers(value);
	else if (ctrl_sockopt__is_tcp(fd))
		put_tcp_buffers(fd, value);
	sock_put(value, rcvlowat, 1);
	if (!ctrl_file__number(AT_FDCWD, "/proc/sys/net/core/busy_read", &x))
		sock_put(value, busy_poll_usecs, x);
	if (!ctrl_sockopt__get(fd, SO_PREFER_BUSY_POLL, &x))
		sock_put(value, prefer_busy_poll, 0);
	sock_put(value, max_pacing_rate, ULONG_MAX);
}
