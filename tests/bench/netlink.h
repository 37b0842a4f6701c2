/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The requests that ethtool and ip make, each with its socket held open: just the
 * messages and the walk over what comes back, so that no library is measured.
 */
#ifndef NETLINK_H
#define NETLINK_H

#include <stdint.h>
#include <string.h>
#include <linux/ethtool_netlink.h>
#include <linux/genetlink.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "need.h"

struct message {
	struct nlmsghdr n;
	struct genlmsghdr g;
	char attributes[256];
};

static int genl, rtnl;
static uint16_t ethtool_family;
static char answer[1 << 16];

static inline struct nlattr *put(struct message *m, int type, const void *data,
				 int len)
{
	struct nlattr *a = (void *)m + NLMSG_ALIGN(m->n.nlmsg_len);

	a->nla_type = type;
	a->nla_len = NLA_HDRLEN + len;
	if (len)
		memcpy((void *)a + NLA_HDRLEN, data, len);
	m->n.nlmsg_len = NLMSG_ALIGN(m->n.nlmsg_len) + NLA_ALIGN(a->nla_len);
	return a;
}

/* Sends, and reads the one answer. */
static inline void exchange(struct message *m)
{
	struct nlmsghdr *n = (void *)answer;
	struct nlmsgerr *e = NLMSG_DATA(n);

	need(send(genl, m, m->n.nlmsg_len, 0) >= 0 &&
	     recv(genl, answer, sizeof(answer), 0) > 0, "netlink: %m");
	need(n->nlmsg_type != NLMSG_ERROR || !e->error, "netlink: %d", e->error);
}

static inline struct message request(uint16_t type, uint8_t cmd, uint16_t flags)
{
	struct message m = {
		.n = {
			.nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN),
			.nlmsg_type = type,
			.nlmsg_flags = NLM_F_REQUEST | flags,
		},
		.g = { .cmd = cmd, .version = 1 },
	};

	return m;
}

static inline void open_netlink(void)
{
	struct message m = request(GENL_ID_CTRL, CTRL_CMD_GETFAMILY, 0);
	struct message *got = (void *)answer;
	struct nlattr *a = (void *)got->attributes;
	int bytes = 4 << 20;

	genl = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);
	rtnl = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	need(genl >= 0 && rtnl >= 0, "socket: %m");
	setsockopt(rtnl, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
	put(&m, CTRL_ATTR_FAMILY_NAME, ETHTOOL_GENL_NAME,
	    sizeof(ETHTOOL_GENL_NAME));
	exchange(&m);
	while (a->nla_type != CTRL_ATTR_FAMILY_ID)
		a = (void *)a + NLA_ALIGN(a->nla_len);
	memcpy(&ethtool_family, (void *)a + NLA_HDRLEN, sizeof(ethtool_family));
}

static inline struct message rings_request(uint8_t cmd, uint16_t flags,
					   uint32_t ifindex)
{
	struct message m = request(ethtool_family, cmd, flags);
	struct nlattr *nest;

	/* the header's number is the same in each of the messages on rings */
	nest = put(&m, ETHTOOL_A_RINGS_HEADER | NLA_F_NESTED, NULL, 0);
	put(&m, ETHTOOL_A_HEADER_DEV_INDEX, &ifindex, sizeof(ifindex));
	nest->nla_len = (char *)&m + m.n.nlmsg_len - (char *)nest;
	return m;
}

static inline void rings_get(uint32_t ifindex)
{
	struct message m = rings_request(ETHTOOL_MSG_RINGS_GET, 0, ifindex);

	exchange(&m);
}

static inline void rings_set(uint32_t ifindex, uint32_t rx)
{
	struct message m = rings_request(ETHTOOL_MSG_RINGS_SET, NLM_F_ACK,
					 ifindex);

	put(&m, ETHTOOL_A_RINGS_RX, &rx, sizeof(rx));
	exchange(&m);
}

/* Every device, as "ip link show" asks for them; returns how many there are. */
static inline uint32_t dump_links(void)
{
	struct {
		struct nlmsghdr n;
		struct ifinfomsg i;
	} m = {
		.n = {
			.nlmsg_len = sizeof(m), .nlmsg_type = RTM_GETLINK,
			.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
		},
	};
	struct nlmsghdr *n;
	uint32_t count = 0;
	int len;

	need(send(rtnl, &m, sizeof(m), 0) >= 0, "rtnetlink: %m");
	for (;;) {
		len = recv(rtnl, answer, sizeof(answer), 0);
		need(len > 0, "rtnetlink: %m");
		for (n = (void *)answer; NLMSG_OK(n, len);
		     n = NLMSG_NEXT(n, len)) {
			if (n->nlmsg_type == NLMSG_DONE)
				return count;
			count += n->nlmsg_type == RTM_NEWLINK;
		}
	}
}

#endif
