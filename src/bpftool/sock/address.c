// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The addresses of a socket as text. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <linux/can.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "sock/address.h"

#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE	71
#endif

/* As the kernel has stored it: the one that belongs to the family is valid. */
union address {
	struct sockaddr any;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_un un;
	struct sockaddr_nl nl;
	struct sockaddr_ll ll;
	struct sockaddr_can can;
	struct sockaddr_vm vm;
	struct sockaddr_storage storage;
};

static __u64 netns_cookie(int fd)
{
	socklen_t len = sizeof(__u64);
	__u64 cookie = 0;

	getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &len);

	return cookie;
}

static bool is_of_our_netns(int fd)
{
	int ours = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	__u64 cookie = netns_cookie(fd);
	bool same = ours >= 0 && cookie && cookie == netns_cookie(ours);

	if (ours >= 0)
		close(ours);

	return same;
}

/* Most families have ioctls that look into the namespace of the socket. */
void sock_address__device(int fd, __u32 ifindex, char *name, size_t len)
{
	struct ifreq request = { .ifr_ifindex = ifindex };

	if (!ioctl(fd, SIOCGIFNAME, &request))
		snprintf(name, len, "%s", request.ifr_name);
	else if (is_of_our_netns(fd) &&
		 if_indextoname(ifindex, request.ifr_name))
		snprintf(name, len, "%s", request.ifr_name);
	else
		snprintf(name, len, "if%u", ifindex);
}

static bool format_in(const struct sockaddr_in *in,
		      char text[SOCK_ADDRESS_ROOM])
{
	char address[INET_ADDRSTRLEN] = "";

	inet_ntop(AF_INET, &in->sin_addr, address, sizeof(address));
	snprintf(text, SOCK_ADDRESS_ROOM, "%s:%u", address,
		 ntohs(in->sin_port));

	return true;
}

static bool format_in6(int fd, const struct sockaddr_in6 *in6,
		       char text[SOCK_ADDRESS_ROOM])
{
	char address[INET6_ADDRSTRLEN] = "", device[IF_NAMESIZE] = "";

	inet_ntop(AF_INET6, &in6->sin6_addr, address, sizeof(address));
	if (in6->sin6_scope_id)
		sock_address__device(fd, in6->sin6_scope_id, device,
				     sizeof(device));
	snprintf(text, SOCK_ADDRESS_ROOM, "[%s%s%s]:%u", address,
		 *device ? "%" : "", device, ntohs(in6->sin6_port));

	return true;
}

/* A path may end without a NUL, an abstract name contain some. */
static bool format_un(const struct sockaddr_un *un, socklen_t len,
		      char text[SOCK_ADDRESS_ROOM])
{
	size_t i, n = len - offsetof(struct sockaddr_un, sun_path);

	if (len <= offsetof(struct sockaddr_un, sun_path))
		return false;
	if (un->sun_path[0])
		n = strnlen(un->sun_path, n);
	for (i = 0; i < n && i < SOCK_ADDRESS_ROOM - 1; i++)
		text[i] = un->sun_path[i] ? un->sun_path[i] : '@';
	text[i] = '\0';

	return true;
}

/* Port id 0 is the kernel: as a local address it means that none is bound. */
static bool format_number(__u32 number, char text[SOCK_ADDRESS_ROOM])
{
	snprintf(text, SOCK_ADDRESS_ROOM, "%u", number);

	return number;
}

static bool format_device(int fd, __u32 ifindex, char text[SOCK_ADDRESS_ROOM])
{
	if (ifindex)
		sock_address__device(fd, ifindex, text, SOCK_ADDRESS_ROOM);

	return ifindex;
}

static bool format_vm(const struct sockaddr_vm *vm,
		      char text[SOCK_ADDRESS_ROOM])
{
	snprintf(text, SOCK_ADDRESS_ROOM, "%u:%u", vm->svm_cid, vm->svm_port);

	return true;
}

void sock_address__show(const char *address, char shown[SOCK_ADDRESS_SHOWN])
{
	ctrl_text__write(address, strlen(address), shown, SOCK_ADDRESS_SHOWN);
}

bool sock_address__format(int fd, bool peer, char text[SOCK_ADDRESS_ROOM])
{
	socklen_t len = sizeof(union address);
	union address a = {};

	if (peer ? getpeername(fd, &a.any, &len) : getsockname(fd, &a.any, &len))
		return false;

	switch (a.any.sa_family) {
	case AF_INET:
		return format_in(&a.in, text);
	case AF_INET6:
		return format_in6(fd, &a.in6, text);
	case AF_UNIX:
		return format_un(&a.un, len, text);
	case AF_NETLINK:
		return format_number(a.nl.nl_pid, text);
	case AF_PACKET:
		return format_device(fd, a.ll.sll_ifindex, text);
	case AF_CAN:
		return format_device(fd, a.can.can_ifindex, text);
	case AF_VSOCK:
		return format_vm(&a.vm, text);
	default:
		return false;
	}
}
