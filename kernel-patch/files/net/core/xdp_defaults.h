/* SPDX-License-Identifier: GPL-2.0-only */
/* Defaults of the XDP attributes of network devices. */
#ifndef _NET_CORE_XDP_DEFAULTS_H
#define _NET_CORE_XDP_DEFAULTS_H

#include <linux/rhashtable-types.h>
#include <linux/types.h>

struct net_device;

/**
 * struct xdp_defaults - values of a device when it was registered
 * @node: node in the hash table, by @dev
 * @dev: the device
 * @napi_defer_hard_irqs: as in struct net_device
 * @gro_flush_timeout: as in struct net_device, in nanoseconds
 * @rings_known: @rx_ring_size and @tx_ring_size are valid
 * @rx_ring_size: descriptors of each receive ring
 * @tx_ring_size: descriptors of each transmit ring
 */
struct xdp_defaults {
	struct rhash_head node;
	const struct net_device *dev;
	u32 napi_defer_hard_irqs;
	unsigned long gro_flush_timeout;
	bool rings_known;
	u32 rx_ring_size;
	u32 tx_ring_size;
};

const struct xdp_defaults *xdp_defaults_find(const struct net_device *dev);
int xdp_defaults_init(void);

#endif /* _NET_CORE_XDP_DEFAULTS_H */
