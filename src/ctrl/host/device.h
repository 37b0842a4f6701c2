/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Network devices, and what there is to know of them. */
#ifndef HOST_DEVICE_H
#define HOST_DEVICE_H

#include <stdbool.h>
#include <net/if.h>

#include "ctrl.h"

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
 * @rx_max: largest receive ring; 0: there is no such ring, or it is not told
 * @rx: descriptors of a receive ring
 * @tx_max: as @rx_max, of transmit rings
 * @tx: as @rx
 * @rx_queues: in use; 0: not told
 * @tx_queues: in use; 0: not told
 * @napi_defer_hard_irqs: as in sysfs
 * @gro_flush_timeout: as in sysfs, nanoseconds
 * @has_features: @xdp_features is told
 * @has_napi: the two of sysfs are told
 * @begins_with_zeros: both are 0 when the device is registered
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
	__u32 rx_max;
	__u32 rx;
	__u32 tx_max;
	__u32 tx;
	__u32 rx_queues;
	__u32 tx_queues;
	__u64 napi_defer_hard_irqs;
	__u64 gro_flush_timeout;
	bool has_features;
	bool has_napi;
	bool begins_with_zeros;
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

/* By index; for host_devices__find(). */
void host_devices__sort(struct host_devices *devices);

/* NULL: not one of them */
struct host_device *host_devices__find(const struct host_devices *devices,
				       __u32 ifindex);

void host_devices__deinit(struct host_devices *devices);

#endif /* HOST_DEVICE_H */
