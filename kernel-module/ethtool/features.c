// SPDX-License-Identifier: GPL-2.0-only
/* Offloads, as ETHTOOL_MSG_FEATURES_SET. */
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "begin.h"

int ethtool_dev_set_features(struct net_device *dev, netdev_features_t wanted,
			     netdev_features_t mask, netdev_features_t *left)
{
	netdev_features_t all = (dev->wanted_features & ~mask) | (wanted & mask);
	int err;

	ASSERT_RTNL();
	err = ethtool_calls_begin(dev);
	if (err)
		return err;
	dev->wanted_features = (dev->wanted_features & ~dev->hw_features) |
			       (all & dev->hw_features);
	/* tells of a change */
	netdev_update_features(dev);
	ethtool_calls_end(dev);
	*left = (dev->features ^ wanted) & mask;
	return 0;
}
