/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What sysfs has of devices. */
#ifndef HOST_SYSFS_H
#define HOST_SYSFS_H

#include "device.h"

/**
 * struct host_sysfs_attr - an attribute that is a file with a number
 * @offset: of the member of struct if_xdp_attributes
 * @name: of the file
 * @max: largest value, the smallest is 0; 0: no limits but those of its type
 */
struct host_sysfs_attr {
	size_t offset;
	const char *name;
	__u64 max;
};

#define HOST_SYSFS_ATTRS	3

extern const struct host_sysfs_attr host_sysfs_attrs[HOST_SYSFS_ATTRS];

/* Add queues and host_sysfs_attrs, where it is the sysfs of this network namespace. */
void host_sysfs__read(struct host_devices *devices);

/**
 * host_sysfs__set() - set an attribute of a device
 * @device: the device
 * @name: of the attribute, a file
 * @number: what to write
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int host_sysfs__set(const struct host_device *device, const char *name,
		    __u64 number, struct ctrl_error *err);

#endif /* HOST_SYSFS_H */
