// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What rtnetlink tells of devices: names, addresses, XDP programs. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <netlink/attr.h>
#include <asm/posix_types.h>	/* which the next one lacks in a kernel's tools */
#include <linux/bpf_ctrl.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>

#include "link.h"
#include "netlink.h"

#ifndef RTEXT_FILTER_SKIP_STATS
#define RTEXT_FILTER_SKIP_STATS	(1 << 3)
#endif

/* sysfs has two digits a byte, with colons */
static void write_address(struct host_device *d, const struct nlattr *attr)
{
	const unsigned char *bytes = nla_data(attr);
	struct ctrl_line line;
	int i;

	ctrl_line__init(&line, d->address, sizeof(d->address));
	for (i = 0; i < nla_len(attr); i++)
		ctrl_line__add(&line, "%s%02x", i ? ":" : "", bytes[i]);
}

static void read_programs(struct host_device *d, struct nlattr *xdp)
{
	struct nlattr *attrs[IFLA_XDP_MAX + 1];

	if (nla_parse_nested(attrs, IFLA_XDP_MAX, xdp, NULL))
		return;
	if (attrs[IFLA_XDP_DRV_PROG_ID])
		d->native_prog_id = nla_get_u32(attrs[IFLA_XDP_DRV_PROG_ID]);
	if (attrs[IFLA_XDP_SKB_PROG_ID])
		d->generic_prog_id = nla_get_u32(attrs[IFLA_XDP_SKB_PROG_ID]);
	if (attrs[IFLA_XDP_HW_PROG_ID])
		d->offload_prog_id = nla_get_u32(attrs[IFLA_XDP_HW_PROG_ID]);
}

/* The limits are told since Linux 4.19; a largest one of 0 is none, but it is an int. */
static void add_mtu(struct host_device *d, struct nlattr **attrs)
{
	struct host_attr mtu = {
		.offset = offsetof(struct if_xdp_attributes, mtu),
		.now = nla_get_u32(attrs[IFLA_MTU]),
	};

	if (attrs[IFLA_MIN_MTU]) {
		mtu.min = nla_get_u32(attrs[IFLA_MIN_MTU]);
		mtu.has_min = true;
	}
	if (attrs[IFLA_MAX_MTU]) {
		mtu.max = nla_get_u32(attrs[IFLA_MAX_MTU]);
		if (!mtu.max || mtu.max > INT_MAX)
			mtu.max = INT_MAX;
		mtu.has_max = true;
	}
	host_device__add(d, &mtu);
}

static int add_link(struct nlmsghdr *head, void *data)
{
	const struct ifinfomsg *info = nlmsg_data(head);
	struct nlattr *attrs[IFLA_MAX + 1];
	struct host_device *d;

	if (head->nlmsg_type != RTM_NEWLINK ||
	    nlmsg_parse(head, sizeof(*info), attrs, IFLA_MAX, NULL))
		return 0;
	d = host_devices__append(data);
	if (!d)
		return -ENOMEM;
	d->ifindex = info->ifi_index;
	if (attrs[IFLA_IFNAME])
		nla_strlcpy(d->name, attrs[IFLA_IFNAME], sizeof(d->name));
	if (attrs[IFLA_ADDRESS])
		write_address(d, attrs[IFLA_ADDRESS]);
	if (attrs[IFLA_XDP])
		read_programs(d, attrs[IFLA_XDP]);
	if (attrs[IFLA_MTU])
		add_mtu(d, attrs);
	return 0;
}

static struct nl_msg *make_request(__u32 ifindex)
{
	struct nl_msg *msg = nlmsg_alloc_simple(RTM_GETLINK,
						ifindex ? 0 : NLM_F_DUMP);
	struct ifinfomsg info = { .ifi_index = ifindex };

	if (!msg)
		return NULL;
	if (!nlmsg_append(msg, &info, sizeof(info), NLMSG_ALIGNTO) &&
	    !nla_put_u32(msg, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS))
		return msg;
	nlmsg_free(msg);
	return NULL;
}

/* A negative index would be a question of another kind. */
int host_link__read(struct host_devices *d, __u32 ifindex, struct ctrl_error *err)
{
	struct nl_sock *sk;
	int ret;

	if ((int)ifindex < 0)
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENODEV, NULL);
	sk = ctrl_netlink__open(NETLINK_ROUTE, err);
	if (!sk)
		return -EPROTO;
	ret = ctrl_netlink__ask(sk, make_request(ifindex), add_link, d, err);
	nl_socket_free(sk);
	if (!ret)
		host_devices__sort(d);
	return ret;
}

int host_link__read_one(struct host_device *device, __u32 ifindex,
			struct ctrl_error *err)
{
	struct host_devices d = { 0 };
	int ret = host_link__read(&d, ifindex, err);

	if (!ret && d.n)
		*device = d.at[0];
	else if (!ret)
		ret = ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENODEV, NULL);
	host_devices__deinit(&d);
	return ret;
}

int host_link__set_mtu(__u32 ifindex, __u32 mtu, struct ctrl_error *err)
{
	struct nl_sock *sk = ctrl_netlink__open(NETLINK_ROUTE, err);
	struct ifinfomsg info = { .ifi_index = ifindex };
	struct ctrl_error why = { 0 };
	struct nl_msg *msg;
	int ret;

	if (!sk)
		return -EPROTO;
	msg = nlmsg_alloc_simple(RTM_SETLINK, 0);
	if (msg && (nlmsg_append(msg, &info, sizeof(info), NLMSG_ALIGNTO) ||
		    nla_put_u32(msg, IFLA_MTU, mtu))) {
		nlmsg_free(msg);
		msg = NULL;
	}
	ret = ctrl_netlink__ask(sk, msg, NULL, NULL, &why);
	nl_socket_free(sk);
	return ctrl_netlink__refused(ret, &why, "rtnetlink",
				     "the driver, or a device above it, refused the MTU",
				     err);
}
