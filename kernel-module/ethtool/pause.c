// SPDX-License-Identifier: GPL-2.0-only
/* Flow control, as ETHTOOL_MSG_PAUSE_GET and ETHTOOL_MSG_PAUSE_SET. */
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#include "begin.h"

int ethtool_dev_get_pause(struct net_device *dev, struct ethtool_dev_pause *pause)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct ethtool_pauseparam p = {};
	int err;

	ASSERT_RTNL();
	if (!ops->get_pauseparam)
		return -EOPNOTSUPP;
	err = ethtool_calls_begin(dev);
	if (err)
		return err;
	ops->get_pauseparam(dev, &p);
	ethtool_calls_end(dev);

	pause->autoneg = p.autoneg;
	pause->rx = p.rx_pause;
	pause->tx = p.tx_pause;
	pause->fixed = !ops->set_pauseparam;
	return 0;
}

/* Called between begin and end.  Returns 1 if the driver was called. */
static int set_pause(struct net_device *dev, const struct ethtool_dev_pause *pause)
{
	struct ethtool_pauseparam p = {};
	int err;

	dev->ethtool_ops->get_pauseparam(dev, &p);
	if (!!p.autoneg == pause->autoneg && !!p.rx_pause == pause->rx &&
	    !!p.tx_pause == pause->tx)
		return 0;
	p.autoneg = pause->autoneg;
	p.rx_pause = pause->rx;
	p.tx_pause = pause->tx;
	err = dev->ethtool_ops->set_pauseparam(dev, &p);
	return err < 0 ? err : 1;
}

int ethtool_dev_set_pause(struct net_device *dev, const struct ethtool_dev_pause *pause)
{
	int ret;

	ASSERT_RTNL();
	if (!dev->ethtool_ops->get_pauseparam || !dev->ethtool_ops->set_pauseparam)
		return -EOPNOTSUPP;
	ret = ethtool_calls_begin(dev);
	if (ret)
		return ret;
	ret = set_pause(dev, pause);
	if (ret > 0)
		ethtool_tell(dev, ETHTOOL_MSG_PAUSE_NTF);
	ethtool_calls_end(dev);
	return ret < 0 ? ret : 0;
}
