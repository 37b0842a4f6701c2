// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What the generic netlink family "netdev" tells of devices, since Linux 6.3. */
#include <errno.h>
#include <linux/netdev.h>
#include <netlink/attr.h>
#include <netlink/genl/genl.h>

#include "netdev.h"
#include "netlink.h"

static int add_features(struct nlmsghdr *head, void *data)
{
	struct nlattr *attrs[NETDEV_A_DEV_MAX + 1];
	struct host_device *d;

	if (genlmsg_parse(head, 0, attrs, NETDEV_A_DEV_MAX, NULL) ||
	    !attrs[NETDEV_A_DEV_IFINDEX])
		return 0;
	d = host_devices__find(data, nla_get_u32(attrs[NETDEV_A_DEV_IFINDEX]));
	if (!d || !attrs[NETDEV_A_DEV_XDP_FEATURES])
		return 0;
	d->has_features = true;
	d->xdp_features = nla_get_u64(attrs[NETDEV_A_DEV_XDP_FEATURES]);
	if (attrs[NETDEV_A_DEV_XDP_ZC_MAX_SEGS])
		d->zc_max_segs = nla_get_u32(attrs[NETDEV_A_DEV_XDP_ZC_MAX_SEGS]);
	return 0;
}

int host_netdev__read(struct host_devices *d, __u32 ifindex, struct nl_sock *sk,
		      int family, struct ctrl_error *err)
{
	struct nl_msg *msg = nlmsg_alloc();

	if (msg) {
		genlmsg_put(msg, NL_AUTO_PORT, NL_AUTO_SEQ, family, 0,
			    ifindex ? 0 : NLM_F_DUMP, NETDEV_CMD_DEV_GET,
			    NETDEV_FAMILY_VERSION);
		if (ifindex)
			nla_put_u32(msg, NETDEV_A_DEV_IFINDEX, ifindex);
	}
	return ctrl_netlink__ask(sk, msg, add_features, d, err);
}
