// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Network devices: each interface adds what it knows of them. */
#include <errno.h>
#include <string.h>
#include <netlink/netlink.h>
#include <linux/netlink.h>

#include "devices.h"
#include "ethtool.h"
#include "features.h"
#include "link.h"
#include "netdev.h"
#include "netlink.h"
#include "rss.h"
#include "sysfs.h"

#define TRIES	8	/* while devices come and go */

/* A family that is missing knows nothing of any device, which is no failure. */
static int add_families(struct host_devices *d, __u32 ifindex,
			struct ctrl_error *err)
{
	struct nl_sock *sk = ctrl_netlink__open(NETLINK_GENERIC, err);
	int ethtool, netdev, ret;

	if (!sk)
		return -EPROTO;
	ret = ctrl_netlink__families(sk, &ethtool, &netdev, err);
	if (!ret && netdev)
		ret = host_netdev__read(d, ifindex, sk, netdev, err);
	if (!ret && ethtool)
		ret = host_ethtool__read(d, ifindex, sk, ethtool, err) ?:
		      host_features__read(d, ifindex, sk, ethtool, err);
	nl_socket_free(sk);
	return ret;
}

static int read_once(struct host_devices *d, __u32 ifindex, struct ctrl_error *err)
{
	int ret = host_link__read(d, ifindex, err);

	if (!ret && d->n)
		ret = add_families(d, ifindex, err);
	if (!ret) {
		host_rss__read(d);
		host_sysfs__read(d);
	}
	return ret;
}

int host_devices__read(struct host_devices *devices, __u32 ifindex,
		       struct ctrl_error *err)
{
	struct ctrl_error why;
	struct host_devices d;
	int ret, tries = TRIES;

	do {
		memset(&why, 0, sizeof(why));
		memset(&d, 0, sizeof(d));
		ret = read_once(&d, ifindex, &why);
		if (ret)
			host_devices__deinit(&d);
	} while (ret == -EINTR && --tries);
	if (ret) {
		ctrl_error__set(err, ret == -ENODEV ? CTRL_FAULT_NO_OBJECT :
				why.fault, -ret, why.reason[0] ? "%s" : NULL,
				why.reason);
		return ret;
	}
	*devices = d;
	return 0;
}
