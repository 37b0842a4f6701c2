// SPDX-License-Identifier: GPL-2.0-only
/* The driver that has operations on its rings, see compat/linux/xsk_ring.h. */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/xsk_ring.h>

/* There is one driver of that kind.  Protected by RTNL. */
static const struct net_device_ops *xsk_ring_devices;
static const struct netdev_xsk_ring_ops *xsk_ring_driver;

/**
 * netdev_xsk_ring_register() - tell of a driver that can change the size of its rings
 * @netdev_ops: operations by which its devices are known
 * @ops: what it can do; in use until it is unregistered
 *
 * Return: 0; -EBUSY: there is one already.
 */
int netdev_xsk_ring_register(const struct net_device_ops *netdev_ops,
			     const struct netdev_xsk_ring_ops *ops)
{
	int err = -EBUSY;

	rtnl_lock();
	if (!xsk_ring_devices) {
		xsk_ring_devices = netdev_ops;
		xsk_ring_driver = ops;
		err = 0;
	}
	rtnl_unlock();
	return err;
}
EXPORT_SYMBOL_GPL(netdev_xsk_ring_register);

/**
 * netdev_xsk_ring_unregister() - undo netdev_xsk_ring_register()
 * @netdev_ops: as there
 */
void netdev_xsk_ring_unregister(const struct net_device_ops *netdev_ops)
{
	rtnl_lock();
	if (xsk_ring_devices == netdev_ops) {
		xsk_ring_devices = NULL;
		xsk_ring_driver = NULL;
	}
	rtnl_unlock();
}
EXPORT_SYMBOL_GPL(netdev_xsk_ring_unregister);

/**
 * netdev_xsk_ring_ops() - get what can be done with the rings of a device
 * @dev: the device; the caller holds RTNL
 *
 * Return: the operations of its driver; NULL: it has none.
 */
const struct netdev_xsk_ring_ops *netdev_xsk_ring_ops(const struct net_device *dev)
{
	ASSERT_RTNL();
	return xsk_ring_devices && dev->netdev_ops == xsk_ring_devices ? xsk_ring_driver : NULL;
}
