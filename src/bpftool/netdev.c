// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Network devices of this namespace: names to indexes and back.
 *
 * An ioctl finds every name that fits into IF_NAMESIZE, alternative ones too.
 * Longer names exist only as alternative ones, and only rtnetlink takes them.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include "netdev.h"

#define ALT_NAME_MAX 127	/* ALTIFNAMSIZ - 1 in the kernel */

struct getlink {
	struct nlmsghdr head;
	struct ifinfomsg info;
	struct nlattr attr;
	char name[NLA_ALIGN(ALT_NAME_MAX + 1)];
};

union answer {
	struct nlmsghdr head;
	char bytes[32768];
};

static void getlink_init(struct getlink *request, const char *name)
{
	size_t size = strlen(name) + 1;

	memset(request, 0, sizeof(*request));
	request->head.nlmsg_type = RTM_GETLINK;
	request->head.nlmsg_flags = NLM_F_REQUEST;
	request->attr.nla_type = IFLA_ALT_IFNAME;
	request->attr.nla_len = NLA_HDRLEN + size;
	memcpy(request->name, name, size);
	request->head.nlmsg_len = offsetof(struct getlink, name) +
				  NLA_ALIGN(size);
}

static int answer_index(const union answer *answer, ssize_t size)
{
	const struct nlmsghdr *head = &answer->head;

	if (!NLMSG_OK(head, size))
		return -EBADMSG;
	if (head->nlmsg_type == NLMSG_ERROR)
		return ((const struct nlmsgerr *)NLMSG_DATA(head))->error;
	if (head->nlmsg_type != RTM_NEWLINK)
		return -EBADMSG;

	return ((const struct ifinfomsg *)NLMSG_DATA(head))->ifi_index;
}

static int ask_rtnetlink(const char *name)
{
	struct getlink request;
	union answer answer;
	ssize_t size;
	int fd;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd < 0)
		return -errno;

	getlink_init(&request, name);
	size = send(fd, &request, request.head.nlmsg_len, 0);
	if (size >= 0)
		size = recv(fd, &answer, sizeof(answer), 0);
	if (size < 0)
		size = -errno;
	close(fd);

	return size < 0 ? size : answer_index(&answer, size);
}

/* if_indextoname() needs three system calls, which is much for all devices. */
static int names_socket(void)
{
	static int fd = -1;

	if (fd < 0)
		fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	return fd;
}

int netdev__index(const char *name)
{
	size_t length = strlen(name);
	struct ifreq request = {};

	if (!length || length > ALT_NAME_MAX)
		return -ENODEV;
	if (length >= IF_NAMESIZE)
		return ask_rtnetlink(name);

	memcpy(request.ifr_name, name, length);
	if (ioctl(names_socket(), SIOCGIFINDEX, &request))
		return -errno;

	return request.ifr_ifindex;
}

void netdev__name(unsigned int ifindex, char name[IF_NAMESIZE])
{
	struct ifreq request = { .ifr_ifindex = ifindex };

	if (ioctl(names_socket(), SIOCGIFNAME, &request))
		name[0] = '\0';
	else
		memcpy(name, request.ifr_name, IF_NAMESIZE);
}
