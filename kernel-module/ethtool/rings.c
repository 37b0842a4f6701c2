// SPDX-License-Identifier: GPL-2.0-only
/* Ring sizes and header split, as ETHTOOL_MSG_RINGS_GET and ETHTOOL_MSG_RINGS_SET. */
#include <features.h>
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#if HAVE_NETDEV_CFG
#include <net/netdev_queues.h>
#endif

#include "../device/device.h"
#include "begin.h"

/* What the driver tells of its rings. */
struct ring_params {
	struct ethtool_ringparam sizes;
	struct kernel_ethtool_ringparam more;
};

static void read_rings(struct net_device *dev, struct ring_params *p,
		       struct netlink_ext_ack *extack)
{
	memset(p, 0, sizeof(*p));
#if HAVE_NETDEV_CFG
	p->more.tcp_data_split = dev->cfg->hds_config;
	p->more.hds_thresh = dev->cfg->hds_thresh;
#endif
	dev->ethtool_ops->get_ringparam(dev, &p->sizes, &p->more, extack);
}

/* Older drivers do not say whether it can be set. */
static bool can_split(const struct ethtool_ops *ops)
{
#if HAVE_RING_PARAMS
	return ops->supported_ring_params & ETHTOOL_RING_USE_TCP_DATA_SPLIT && ops->set_ringparam;
#else
	return false;
#endif
}

int ethtool_dev_get_rings(struct net_device *dev, struct ethtool_dev_rings *rings)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct ring_params p;
	int err;

	ASSERT_RTNL();
	if (!ops->get_ringparam)
		return -EOPNOTSUPP;
	err = ethtool_calls_begin(dev);
	if (err)
		return err;
	read_rings(dev, &p, NULL);
	ethtool_calls_end(dev);

	rings->rx = p.sizes.rx_pending;
	rings->rx_max = p.sizes.rx_max_pending;
	rings->tx = p.sizes.tx_pending;
	rings->tx_max = p.sizes.tx_max_pending;
	rings->fixed = !ops->set_ringparam;
	rings->tcp_data_split = p.more.tcp_data_split;
	rings->split_fixed = !can_split(ops);
	return 0;
}

#if HAVE_NETDEV_CFG
/* A driver that is to allocate rings reads the pending configuration. */
static int call_driver(struct net_device *dev, struct ring_params *p,
		       struct netlink_ext_ack *extack)
{
	int err = -ENOMEM;

	dev->cfg_pending = kmemdup(dev->cfg, sizeof(*dev->cfg), GFP_KERNEL_ACCOUNT);
	if (dev->cfg_pending) {
		dev->cfg_pending->hds_config = p->more.tcp_data_split;
		err = dev->ethtool_ops->set_ringparam(dev, &p->sizes, &p->more, extack);
		if (err >= 0)
			swap(dev->cfg, dev->cfg_pending);
		kfree(dev->cfg_pending);
	}
	dev->cfg_pending = dev->cfg;
	return err;
}
#else
static int call_driver(struct net_device *dev, struct ring_params *p,
		       struct netlink_ext_ack *extack)
{
	return dev->ethtool_ops->set_ringparam(dev, &p->sizes, &p->more, extack);
}
#endif

/* Programs and memory providers that need headers as they are, or apart. */
static int check_split(struct net_device *dev, struct netlink_ext_ack *extack)
{
	if (!can_split(dev->ethtool_ops)) {
		NL_SET_ERR_MSG(extack, "setting TCP data split is not supported");
		return -EOPNOTSUPP;
	}
	if (device_xdp_attached(dev) || device_providers(dev)) {
		NL_SET_ERR_MSG(extack,
			       "with a program or a memory provider the header split cannot be set");
		return -EINVAL;
	}
	return 0;
}

/* Called between begin and end.  Returns 1 if the driver was called. */
static int set_rings(struct net_device *dev, const struct ethtool_dev_rings *rings,
		     struct netlink_ext_ack *extack)
{
	struct ring_params p;
	bool rx, tx, split;
	int err;

	read_rings(dev, &p, extack);
	rx = p.sizes.rx_pending != rings->rx;
	tx = p.sizes.tx_pending != rings->tx;
	split = p.more.tcp_data_split != rings->tcp_data_split;
	if (!rx && !tx && !split)
		return 0;
	err = split ? check_split(dev, extack) : 0;
	if (err)
		return err;
	if ((rx && rings->rx > p.sizes.rx_max_pending) ||
	    (tx && rings->tx > p.sizes.tx_max_pending)) {
		NL_SET_ERR_MSG(extack, "requested ring size exceeds maximum");
		return -EINVAL;
	}
	p.sizes.rx_pending = rings->rx;
	p.sizes.tx_pending = rings->tx;
	p.more.tcp_data_split = rings->tcp_data_split;
	err = call_driver(dev, &p, extack);
	return err < 0 ? err : 1;
}

int ethtool_dev_set_rings(struct net_device *dev, const struct ethtool_dev_rings *rings,
			  struct netlink_ext_ack *extack)
{
	int ret;

	ASSERT_RTNL();
	if (!dev->ethtool_ops->get_ringparam || !dev->ethtool_ops->set_ringparam)
		return -EOPNOTSUPP;
	ret = ethtool_calls_begin(dev);
	if (ret)
		return ret;
	ret = set_rings(dev, rings, extack);
	if (ret > 0)
		ethtool_tell(dev, ETHTOOL_MSG_RINGS_NTF);
	ethtool_calls_end(dev);
	return ret < 0 ? ret : 0;
}
