// SPDX-License-Identifier: GPL-2.0-only
/*
 * Numbers of queues, as ETHTOOL_MSG_CHANNELS_GET and ETHTOOL_MSG_CHANNELS_SET.  What is
 * checked before the driver is called is in channels_use.c: whether a queue that would go
 * is in use.
 */
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include "begin.h"
#include "channels_use.h"

int ethtool_dev_get_channels(struct net_device *dev, struct ethtool_dev_channels *channels)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct ethtool_channels ch = {};
	int err;

	ASSERT_RTNL();
	if (!ops->get_channels)
		return -EOPNOTSUPP;
	err = ethtool_calls_begin(dev);
	if (err)
		return err;
	ops->get_channels(dev, &ch);
	ethtool_calls_end(dev);

	channels->rx = ch.rx_count;
	channels->rx_max = ch.max_rx;
	channels->tx = ch.tx_count;
	channels->tx_max = ch.max_tx;
	channels->combined = ch.combined_count;
	channels->combined_max = ch.max_combined;
	channels->rss_queues = 0;
	channels->fixed = !ops->set_channels;
	return 0;
}

static int check_counts(const struct ethtool_channels *ch, struct netlink_ext_ack *extack)
{
	if (ch->rx_count > ch->max_rx || ch->tx_count > ch->max_tx ||
	    ch->combined_count > ch->max_combined) {
		NL_SET_ERR_MSG(extack, "requested channel count exceeds maximum");
		return -EINVAL;
	}
	if (!ch->combined_count && (!ch->rx_count || !ch->tx_count)) {
		NL_SET_ERR_MSG(extack,
			       "requested channel counts would result in no RX or TX channel being configured");
		return -EINVAL;
	}
	return 0;
}

/* Called between begin and end.  Returns 1 if the counts in @ch are new. */
static int new_counts(struct net_device *dev, const struct ethtool_dev_channels *channels,
		      struct ethtool_channels *ch, struct netlink_ext_ack *extack)
{
	struct ethtool_channels old;
	int err;

	dev->ethtool_ops->get_channels(dev, ch);
	if (ch->combined_count == channels->combined && ch->rx_count == channels->rx &&
	    ch->tx_count == channels->tx)
		return 0;
	old = *ch;
	ch->rx_count = channels->rx;
	ch->tx_count = channels->tx;
	ch->combined_count = channels->combined;
	err = check_counts(ch, extack);
	if (!err)
		err = channels_check_use(dev, ch, &old, channels->rss_queues, extack);
	return err ?: 1;
}

static int set_channels(struct net_device *dev, const struct ethtool_dev_channels *channels,
			bool dry_run, struct netlink_ext_ack *extack)
{
	struct ethtool_channels ch = {};
	int ret;

	ASSERT_RTNL();
	if (!dev->ethtool_ops->get_channels || !dev->ethtool_ops->set_channels)
		return -EOPNOTSUPP;
	ret = ethtool_calls_begin(dev);
	if (ret)
		return ret;
	ret = new_counts(dev, channels, &ch, extack);
	if (ret > 0 && !dry_run) {
		ret = dev->ethtool_ops->set_channels(dev, &ch);
		if (ret >= 0)
			ethtool_tell(dev, ETHTOOL_MSG_CHANNELS_NTF);
	}
	ethtool_calls_end(dev);
	return ret < 0 ? ret : 0;
}

int ethtool_dev_check_channels(struct net_device *dev,
			       const struct ethtool_dev_channels *channels,
			       struct netlink_ext_ack *extack)
{
	return set_channels(dev, channels, true, extack);
}

int ethtool_dev_set_channels(struct net_device *dev,
			     const struct ethtool_dev_channels *channels,
			     struct netlink_ext_ack *extack)
{
	return set_channels(dev, channels, false, extack);
}
