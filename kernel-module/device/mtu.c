// SPDX-License-Identifier: GPL-2.0-only
/* The MTU.  What tells why a driver has refused it is not exported. */
#include <features.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>

#include "dev.h"

/**
 * netif_set_mtu_ext() - set the MTU of a device
 * @dev: the device; the caller holds RTNL and netdev_lock_ops()
 * @new_mtu: the MTU, in bytes
 * @extack: for the reason of a failure, which dev_set_mtu() writes to the kernel log only
 *
 * Return: 0 or a negative errno.
 */
int netif_set_mtu_ext(struct net_device *dev, int new_mtu, struct netlink_ext_ack *extack)
{
#if HAVE_NETDEV_LOCK
	return netif_set_mtu(dev, new_mtu);
#else
	return dev_set_mtu(dev, new_mtu);
#endif
}
