/* SPDX-License-Identifier: GPL-2.0-only */
/* Defaults of the attributes of network devices. */
#ifndef _NET_CORE_XDP_DEFAULTS_H
#define _NET_CORE_XDP_DEFAULTS_H

#include <linux/bpf_ctrl.h>
#include <linux/rhashtable-types.h>
#include <linux/types.h>

struct net_device;

/**
 * struct xdp_defaults - values of a device when it was registered
 * @node: node in the hash table, by @dev
 * @dev: the device
 * @known: bit i: the member at byte offset i of @value is valid
 * @value: the values; writable members only
 */
struct xdp_defaults {
	struct rhash_head node;
	const struct net_device *dev;
	DECLARE_BITMAP(known, sizeof(struct if_xdp_attributes));
	struct if_xdp_attributes value;
};

struct xdp_defaults *xdp_defaults_find(const struct net_device *dev);
int xdp_defaults_init(void (*save)(struct net_device *dev,
				   struct xdp_defaults *defaults));

#endif /* _NET_CORE_XDP_DEFAULTS_H */
