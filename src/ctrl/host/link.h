/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What rtnetlink tells of devices. */
#ifndef HOST_LINK_H
#define HOST_LINK_H

#include "device.h"

/**
 * host_link__read() - find devices, with their names, addresses and XDP programs
 * @devices: empty; on success sorted
 * @ifindex: of the one; 0: all
 * @err: on failure; -ENODEV: there is no such device
 *
 * Return: 0 or a negative errno; in any case for host_devices__deinit().
 */
int host_link__read(struct host_devices *devices, __u32 ifindex,
		    struct ctrl_error *err);

/**
 * host_link__read_one() - find a device, by its index, with the name that it has now
 * @device: filled in on success
 * @ifindex: not 0
 * @err: on failure; -ENODEV: there is no such device
 *
 * Return: 0 or a negative errno.
 */
int host_link__read_one(struct host_device *device, __u32 ifindex,
			struct ctrl_error *err);

/**
 * host_link__set_mtu() - set the MTU of a device
 * @ifindex: the device
 * @mtu: in bytes
 * @err: on failure, with the kernel's reason
 *
 * Return: 0 or a negative errno.
 */
int host_link__set_mtu(__u32 ifindex, __u32 mtu, struct ctrl_error *err);

#endif /* HOST_LINK_H */
