// SPDX-License-Identifier: GPL-2.0-only
/* Interrupt coalescing, as ETHTOOL_MSG_COALESCE_GET and ETHTOOL_MSG_COALESCE_SET. */
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#include "begin.h"

/* What the driver tells of its coalescing. */
struct coalesce_params {
	struct ethtool_coalesce basic;
	struct kernel_ethtool_coalesce more;
};

static int read_coalesce(struct net_device *dev, struct coalesce_params *p,
			 struct netlink_ext_ack *extack)
{
	memset(p, 0, sizeof(*p));
	return dev->ethtool_ops->get_coalesce(dev, &p->basic, &p->more, extack);
}

int ethtool_dev_get_coalesce(struct net_device *dev, struct ethtool_dev_coalesce *coalesce,
			     struct netlink_ext_ack *extack)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct coalesce_params p;
	int err;

	ASSERT_RTNL();
	if (!ops->get_coalesce)
		return -EOPNOTSUPP;
	err = ethtool_calls_begin(dev);
	if (err)
		return err;
	err = read_coalesce(dev, &p, extack);
	ethtool_calls_end(dev);
	if (err < 0)
		return err;

	coalesce->rx_usecs = p.basic.rx_coalesce_usecs;
	coalesce->tx_usecs = p.basic.tx_coalesce_usecs;
	coalesce->adaptive_rx = p.basic.use_adaptive_rx_coalesce;
	coalesce->adaptive_tx = p.basic.use_adaptive_tx_coalesce;
	coalesce->supported = ops->supported_coalesce_params;
	coalesce->fixed = !ops->set_coalesce;
	return 0;
}

/*
 * Called between begin and end.  Returns 1 if the driver was called.  A driver may take
 * parameters only after it has changed the mode: @both tells that it has to be called
 * again, as the kernel does.
 */
static int set_coalesce(struct net_device *dev, const struct ethtool_dev_coalesce *coalesce,
			bool *both, struct netlink_ext_ack *extack)
{
	struct coalesce_params p;
	bool params, mode;
	int err;

	err = read_coalesce(dev, &p, extack);
	if (err < 0)
		return err;
	params = p.basic.rx_coalesce_usecs != coalesce->rx_usecs ||
		 p.basic.tx_coalesce_usecs != coalesce->tx_usecs;
	mode = !!p.basic.use_adaptive_rx_coalesce != coalesce->adaptive_rx ||
	       !!p.basic.use_adaptive_tx_coalesce != coalesce->adaptive_tx;
	*both = params && mode;
	if (!params && !mode)
		return 0;
	p.basic.rx_coalesce_usecs = coalesce->rx_usecs;
	p.basic.tx_coalesce_usecs = coalesce->tx_usecs;
	p.basic.use_adaptive_rx_coalesce = coalesce->adaptive_rx;
	p.basic.use_adaptive_tx_coalesce = coalesce->adaptive_tx;
	err = dev->ethtool_ops->set_coalesce(dev, &p.basic, &p.more, extack);
	return err < 0 ? err : 1;
}

int ethtool_dev_set_coalesce(struct net_device *dev,
			     const struct ethtool_dev_coalesce *coalesce,
			     struct netlink_ext_ack *extack)
{
	bool both;
	int ret;

	ASSERT_RTNL();
	if (!dev->ethtool_ops->get_coalesce || !dev->ethtool_ops->set_coalesce)
		return -EOPNOTSUPP;
	ret = ethtool_calls_begin(dev);
	if (ret)
		return ret;
	ret = set_coalesce(dev, coalesce, &both, extack);
	if (ret > 0) {
		if (both)
			ret = set_coalesce(dev, coalesce, &both, extack);
		ethtool_tell(dev, ETHTOOL_MSG_COALESCE_NTF);
	}
	ethtool_calls_end(dev);
	return ret < 0 ? ret : 0;
}
