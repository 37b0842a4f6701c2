/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Network devices, and what there is to know of them. */
#ifndef HOST_DEVICE_H
#define HOST_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <net/if.h>

#include "ctrl.h"

#define HOST_ATTRS_MAX	32

/**
 * struct host_attr - an attribute that can be set
 * @offset: of the member of struct if_xdp_attributes
 * @now: its value
 * @min: smallest value, if @has_min
 * @max: largest value, if @has_max
 * @has_min: @min is told
 * @has_max: @max is told
 * @begins_with_zero: it is 0 when the device is registered
 */
struct host_attr {
	size_t offset;
	__u64 now;
	__u64 min;
	__u64 max;
	bool has_min;
	bool has_max;
	bool begins_with_zero;
};

/**
 * struct host_device - what is known of a device
 * @ifindex: of this network namespace
 * @name: its own, not an alternative one
 * @address: of the link layer, as sysfs writes it; empty or all zero: none
 * @native_prog_id: of the program in the driver; 0: none
 * @generic_prog_id: of the program in the stack; 0: none
 * @offload_prog_id: of the program in the hardware; 0: none
 * @xdp_features: enum netdev_xdp_act
 * @zc_max_segs: most segments of a zero-copy AF_XDP frame; 0: not told
 * @rx_queues: in use; 0: not told
 * @tx_queues: in use; 0: not told
 * @has_features: @xdp_features is told
 * @attrs: what can be set
 * @nr_attrs: number of @attrs
 */
struct host_device {
	__u32 ifindex;
	char name[IF_NAMESIZE];
	char address[100];
	__u32 native_prog_id;
	__u32 generic_prog_id;
	__u32 offload_prog_id;
	__u64 xdp_features;
	__u32 zc_max_segs;
	__u32 rx_queues;
	__u32 tx_queues;
	bool has_features;
	struct host_attr attrs[HOST_ATTRS_MAX];
	__u32 nr_attrs;
};

/**
 * struct host_devices - devices, by index
 * @at: the devices; owned
 * @n: number of @at
 */
struct host_devices {
	struct host_device *at;
	__u32 n;
};

/**
 * host_devices__append() - room for one more device
 * @devices: which has it at its end, zeroed
 *
 * Return: the device; NULL: no memory.
 */
struct host_device *host_devices__append(struct host_devices *devices);

/**
 * host_device__add() - note an attribute
 * @device: which tells it
 * @attr: copied; no other one of @device has its offset
 */
void host_device__add(struct host_device *device, const struct host_attr *attr);

/* By index; for host_devices__find(). */
void host_devices__sort(struct host_devices *devices);

/* NULL: not one of them */
struct host_device *host_devices__find(const struct host_devices *devices,
				       __u32 ifindex);

void host_devices__deinit(struct host_devices *devices);

#endif /* HOST_DEVICE_H */
