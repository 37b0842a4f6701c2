// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Sizes of rings, by ethtool's generic netlink family, since Linux 5.7. */
#include <errno.h>
#include <linux/ethtool_netlink.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>
#include <linux/netlink.h>

#include "ethtool.h"
#include "netlink.h"

static __u32 device_of(struct nlattr *header)
{
	struct nlattr *attrs[ETHTOOL_A_HEADER_MAX + 1];

	if (!header || nla_parse_nested(attrs, ETHTOOL_A_HEADER_MAX, header, NULL) ||
	    !attrs[ETHTOOL_A_HEADER_DEV_INDEX])
		return 0;
	return nla_get_u32(attrs[ETHTOOL_A_HEADER_DEV_INDEX]);
}

static __u32 number(const struct nlattr *attr)
{
	return attr ? nla_get_u32(attr) : 0;
}

static int add_rings(struct nlmsghdr *head, void *data)
{
	struct nlattr *attrs[ETHTOOL_A_RINGS_MAX + 1];
	struct host_device *d;

	if (genlmsg_parse(head, 0, attrs, ETHTOOL_A_RINGS_MAX, NULL))
		return 0;
	d = host_devices__find(data, device_of(attrs[ETHTOOL_A_RINGS_HEADER]));
	if (!d)
		return 0;
	d->rx_max = number(attrs[ETHTOOL_A_RINGS_RX_MAX]);
	d->tx_max = number(attrs[ETHTOOL_A_RINGS_TX_MAX]);
	d->rx = number(attrs[ETHTOOL_A_RINGS_RX]);
	d->tx = number(attrs[ETHTOOL_A_RINGS_TX]);
	return 0;
}

static int put_header(struct nl_msg *msg, __u32 ifindex)
{
	struct nlattr *header = nla_nest_start(msg, ETHTOOL_A_RINGS_HEADER |
						    NLA_F_NESTED);

	if (!header)
		return -ENOMEM;
	if (ifindex && nla_put_u32(msg, ETHTOOL_A_HEADER_DEV_INDEX, ifindex))
		return -ENOMEM;
	nla_nest_end(msg, header);
	return 0;
}

static struct nl_msg *make_request(int family, int cmd, int flags, __u32 ifindex)
{
	struct nl_msg *msg = nlmsg_alloc();

	if (!msg)
		return NULL;
	if (genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0, flags, cmd,
			ETHTOOL_GENL_VERSION) && !put_header(msg, ifindex))
		return msg;
	nlmsg_free(msg);
	return NULL;
}

/* A driver that has no rings, or does not tell of them, is no failure. */
int host_ethtool__read(struct host_devices *d, __u32 ifindex, struct nl_sock *sk,
		       int family, struct ctrl_error *err)
{
	struct ctrl_error why = { 0 };
	int ret;

	ret = ctrl_netlink__ask(sk, make_request(family, ETHTOOL_MSG_RINGS_GET,
						 ifindex ? 0 : NLM_F_DUMP,
						 ifindex),
				add_rings, d, &why);
	if (ret == -EINTR || ret == -ENOMEM || ret == -ENODEV)
		return ctrl_error__set(err, why.fault, why.code, NULL);
	return 0;
}

static int set_rings(struct nl_sock *sk, __u32 ifindex, const __u32 *rx,
		     const __u32 *tx, struct ctrl_error *err)
{
	int family, netdev, ret;
	struct nl_msg *msg;

	ret = ctrl_netlink__families(sk, &family, &netdev, err);
	if (ret)
		return ret;
	msg = make_request(family, ETHTOOL_MSG_RINGS_SET, 0, ifindex);
	if (msg && rx)
		nla_put_u32(msg, ETHTOOL_A_RINGS_RX, *rx);
	if (msg && tx)
		nla_put_u32(msg, ETHTOOL_A_RINGS_TX, *tx);
	return ctrl_netlink__ask(sk, msg, NULL, NULL, err);
}

int host_ethtool__set_rings(__u32 ifindex, const __u32 *rx, const __u32 *tx,
			    struct ctrl_error *err)
{
	struct nl_sock *sk = ctrl_netlink__open(NETLINK_GENERIC, err);
	struct ctrl_error why = { 0 };
	int ret;

	if (!sk)
		return -EPROTO;
	ret = set_rings(sk, ifindex, rx, tx, &why);
	nl_socket_free(sk);
	if (ret == -EPERM)
		ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				"ethtool takes CAP_NET_ADMIN");
	else if (ret)
		ctrl_error__set(err, why.fault, why.code, "%s", why.reason[0] ?
				why.reason : "the driver refused the ring sizes");
	return ret;
}
