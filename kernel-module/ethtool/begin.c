// SPDX-License-Identifier: GPL-2.0-only
/* Calls of a driver's ethtool operations, with what net/ethtool does around them. */
#include <features.h>
#include <linux/ethtool.h>
#include <linux/netdevice.h>
#include <linux/pm_runtime.h>

#include "begin.h"

/* A device may be suspended until it is used. */
static void let_device_sleep(struct net_device *dev)
{
	if (dev->dev.parent)
		pm_runtime_put(dev->dev.parent);
}

/**
 * ethtool_calls_begin() - prepare a device for calls of its ethtool operations
 * @dev: the device; the caller holds RTNL and netdev_lock_ops()
 *
 * Return: 0; -ENODEV: the device is not present; or an error of the driver.
 */
int ethtool_calls_begin(struct net_device *dev)
{
	int err = -ENODEV;

	if (dev->dev.parent)
		pm_runtime_get_sync(dev->dev.parent);
	if (netif_device_present(dev) && dev->reg_state < NETREG_UNREGISTERING)
		err = dev->ethtool_ops->begin ? dev->ethtool_ops->begin(dev) : 0;
	if (err)
		let_device_sleep(dev);
	return err;
}

/**
 * ethtool_calls_end() - undo ethtool_calls_begin()
 * @dev: the device
 */
void ethtool_calls_end(struct net_device *dev)
{
	if (dev->ethtool_ops->complete)
		dev->ethtool_ops->complete(dev);
	let_device_sleep(dev);
}

/**
 * ethtool_tell() - send a notification
 * @dev: the device
 * @cmd: which one, such as ETHTOOL_MSG_RINGS_NTF
 */
void ethtool_tell(struct net_device *dev, unsigned int cmd)
{
#if HAVE_NETDEV_LOCK
	ethtool_notify(dev, cmd);
#else
	ethtool_notify(dev, cmd, NULL);
#endif
}

/**
 * ethtool_rx_rings() - ask a driver for its RX queues, as ETHTOOL_GRXRINGS
 * @dev: the device, between ethtool_calls_begin() and ethtool_calls_end()
 *
 * Return: their number; -EOPNOTSUPP; or an error of the driver.
 */
int ethtool_rx_rings(struct net_device *dev)
{
	struct ethtool_rxnfc info = { .cmd = ETHTOOL_GRXRINGS };
	int err;

#if HAVE_RX_RING_COUNT
	if (dev->ethtool_ops->get_rx_ring_count)
		return dev->ethtool_ops->get_rx_ring_count(dev);
#endif
	if (!dev->ethtool_ops->get_rxnfc)
		return -EOPNOTSUPP;
	err = dev->ethtool_ops->get_rxnfc(dev, &info, NULL);
	return err < 0 ? err : (int)info.data;
}
