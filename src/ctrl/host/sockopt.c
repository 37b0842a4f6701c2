// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Options of a socket, as numbers. */
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "sockopt.h"

int ctrl_sockopt__get(int fd, int name, __u64 *number)
{
	union {
		int narrow;
		__u64 wide;
	} x = { .wide = 0 };
	socklen_t len = sizeof(x);

	if (getsockopt(fd, SOL_SOCKET, name, &x, &len))
		return -errno;
	*number = len == sizeof(x.wide) ? x.wide : (__u32)x.narrow;
	return 0;
}

/* The only one that is an unsigned long; as an int, all ones would be no limit. */
static int set_long(int fd, int name, unsigned long number)
{
	return setsockopt(fd, SOL_SOCKET, name, &number, sizeof(number)) ?
	       -errno : 0;
}

int ctrl_sockopt__set(int fd, int name, __u64 number)
{
	int narrow = (int)number;

	if (name == SO_MAX_PACING_RATE)
		return set_long(fd, name, number);
	return setsockopt(fd, SOL_SOCKET, name, &narrow, sizeof(narrow)) ?
	       -errno : 0;
}

bool ctrl_sockopt__is_tcp(int fd)
{
	__u64 family = 0, type = 0, protocol = 0;

	return !ctrl_sockopt__get(fd, SO_DOMAIN, &family) &&
	       !ctrl_sockopt__get(fd, SO_TYPE, &type) &&
	       !ctrl_sockopt__get(fd, SO_PROTOCOL, &protocol) &&
	       (family == AF_INET || family == AF_INET6) &&
	       type == SOCK_STREAM && protocol == IPPROTO_TCP;
}
