// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Network devices by name, as "ip link show" finds them.
 *
 * rtnetlink takes a name as it is. The ioctl behind if_nametoindex() cuts it at a
 * ':', asks modprobe for a module of that name, and has no room for most alternative
 * names. One number is asked for, which begins the answer: what would take a netlink
 * library for more is not worth its part of a short command's time.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <asm/posix_types.h>	/* which the next one lacks in a kernel's tools */
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "ctrl_device.h"
#include "ctrl_text.h"

#define OWN_NAME_MAX	15	/* IFNAMSIZ - 1: kernels before 5.5 know no others */
#define ANY_NAME_MAX	127	/* ALTIFNAMSIZ - 1 in the kernel */

#ifndef RTEXT_FILTER_SKIP_STATS
#define RTEXT_FILTER_SKIP_STATS	(1 << 3)
#endif

struct request {
	struct nlmsghdr head;
	struct ifinfomsg info;
	struct nlattr mask_attr;
	__u32 mask;
	struct nlattr name_attr;
	char name[NLA_ALIGN(ANY_NAME_MAX + 1)];
};

/* As much as is looked at: what is behind the index may be any number of bytes. */
union answer {
	struct nlmsghdr head;
	char bytes[1024];
};

static void request_init(struct request *r, const char *name)
{
	size_t size = strlen(name) + 1;

	*r = (struct request){
		.head = {
			.nlmsg_len = offsetof(struct request, name) +
				     NLA_ALIGN(size),
			.nlmsg_type = RTM_GETLINK,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.mask_attr = { NLA_HDRLEN + sizeof(r->mask), IFLA_EXT_MASK },
		.mask = RTEXT_FILTER_SKIP_STATS,
		.name_attr = { NLA_HDRLEN + size,
			       size - 1 > OWN_NAME_MAX ? IFLA_ALT_IFNAME :
							 IFLA_IFNAME },
	};
	memcpy(r->name, name, size);
}

/* Why, in the kernel's words; NULL: it has none */
static const char *find_message(const union answer *answer, size_t size)
{
	size_t at = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(struct nlmsgerr));
	const struct nlattr *attr;

	if (!(answer->head.nlmsg_flags & NLM_F_ACK_TLVS))
		return NULL;
	for (; at + NLA_HDRLEN <= size; at += NLA_ALIGN(attr->nla_len)) {
		attr = (const void *)(answer->bytes + at);
		if (attr->nla_len <= NLA_HDRLEN || attr->nla_len > size - at)
			return NULL;
		if (attr->nla_type == NLMSGERR_ATTR_MSG &&
		    !answer->bytes[at + attr->nla_len - 1])
			return (const char *)attr + NLA_HDRLEN;
	}
	return NULL;
}

static int refused(const union answer *answer, size_t size, struct ctrl_error *err)
{
	const struct nlmsgerr *e = NLMSG_DATA(&answer->head);
	const char *why = find_message(answer, size);

	if (e->error == -ENODEV)
		return -ENODEV;
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, -e->error, "rtnetlink%s%s",
			       why ? ": " : "", why ?: "");
}

static int read_answer(const union answer *answer, size_t size,
		       struct ctrl_error *err)
{
	const struct nlmsghdr *head = &answer->head;

	if (head->nlmsg_type == NLMSG_ERROR &&
	    size >= NLMSG_LENGTH(sizeof(struct nlmsgerr)))
		return refused(answer, size, err);
	if (head->nlmsg_type == RTM_NEWLINK &&
	    size >= NLMSG_LENGTH(sizeof(struct ifinfomsg)))
		return ((const struct ifinfomsg *)NLMSG_DATA(head))->ifi_index;

	return ctrl_error__set(err, CTRL_FAULT_KERNEL, EBADMSG, "rtnetlink");
}

/* What does not come from the kernel is no answer. */
static ssize_t receive(int fd, union answer *answer)
{
	struct sockaddr_nl from;
	socklen_t len;
	ssize_t size;

	do {
		len = sizeof(from);
		size = recvfrom(fd, answer, sizeof(*answer), 0,
				(struct sockaddr *)&from, &len);
	} while (size < 0 ? errno == EINTR : len != sizeof(from) || from.nl_pid);

	return size;
}

static int ask(const char *name, struct ctrl_error *err)
{
	int fd, on = 1, ret;
	union answer answer;
	struct request r;
	ssize_t size;

	fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (fd < 0)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno, "rtnetlink");
	setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof(on));

	request_init(&r, name);
	size = send(fd, &r, r.head.nlmsg_len, 0);
	if (size >= 0)
		size = receive(fd, &answer);
	ret = size < 0 ?
	      ctrl_error__set(err, CTRL_FAULT_KERNEL, errno, "rtnetlink") :
	      read_answer(&answer, size, err);
	close(fd);

	return ret;
}

static int find(const char *name, struct ctrl_error *err)
{
	return !*name || strlen(name) > ANY_NAME_MAX ? -ENODEV : ask(name, err);
}

int ctrl_device__index(const char *word, struct ctrl_error *err)
{
	char name[ANY_NAME_MAX + 1];
	int as_it_is, as_written;

	as_it_is = find(word, err);
	if ((as_it_is < 0 && as_it_is != -ENODEV) ||
	    ctrl_text__read(word, name, sizeof(name)) < 0 || !strcmp(word, name))
		return as_it_is;

	as_written = find(name, err);
	if (as_it_is < 0 || as_it_is == as_written || as_written == -ENODEV)
		return as_it_is < 0 ? as_written : as_it_is;
	if (as_written < 0)
		return as_written;

	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "'%s' is the name of device %d, and how that of device %d is written: use the index",
			       word, as_it_is, as_written);
}
