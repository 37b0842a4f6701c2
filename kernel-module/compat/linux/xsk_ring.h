/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Operations of a driver on the size of its rings in front of XDP and AF_XDP.  In the series
 * they are part of struct net_device_ops, which has no room for them here, so a driver that
 * has them registers them with bpf_ctrl.
 */
#ifndef _BPF_CTRL_XSK_RING_H
#define _BPF_CTRL_XSK_RING_H

#include <linux/netdevice.h>
#include <linux/types.h>

struct netlink_ext_ack;

/**
 * struct netdev_xsk_ring - size of the rings in front of XDP and AF_XDP
 * @size: number of descriptors of each ring
 * @min: smallest size that the driver accepts now
 * @max: largest size that the driver accepts now
 */
struct netdev_xsk_ring {
	u32 size;
	u32 min;
	u32 max;
};

/**
 * struct netdev_xsk_ring_ops - operations of a driver, both called under RTNL
 * @get_xsk_ring: get the size and its limits
 * @set_xsk_ring_size: set the size, which is within the limits; may sleep.  Returns 0, or a
 *	negative errno if no ring was changed
 */
struct netdev_xsk_ring_ops {
	void (*get_xsk_ring)(struct net_device *dev, struct netdev_xsk_ring *ring);
	int (*set_xsk_ring_size)(struct net_device *dev, u32 size,
				 struct netlink_ext_ack *extack);
};

int netdev_xsk_ring_register(const struct net_device_ops *netdev_ops,
			     const struct netdev_xsk_ring_ops *ops);
void netdev_xsk_ring_unregister(const struct net_device_ops *netdev_ops);
const struct netdev_xsk_ring_ops *netdev_xsk_ring_ops(const struct net_device *dev);

#endif /* _BPF_CTRL_XSK_RING_H */
