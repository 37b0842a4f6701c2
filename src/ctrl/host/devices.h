/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Network devices: each interface adds what it knows of them. */
#ifndef HOST_DEVICES_H
#define HOST_DEVICES_H

#include "device.h"

/**
 * host_devices__read() - what is known of one device, or of all
 * @devices: filled in on success; for host_devices__deinit()
 * @ifindex: of the one; 0: all
 * @err: on failure; -ENODEV: there is no such device
 *
 * Return: 0 or a negative errno.
 */
int host_devices__read(struct host_devices *devices, __u32 ifindex,
		       struct ctrl_error *err);

#endif /* HOST_DEVICES_H */
