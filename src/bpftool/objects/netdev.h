/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Names of the network devices of this namespace. */
#ifndef BPFTOOL_OBJECTS_NETDEV_H
#define BPFTOOL_OBJECTS_NETDEV_H

#include <net/if.h>

/**
 * netdev__name() - the name of a device
 * @ifindex: its index
 * @name: filled in, as it is: any bytes; "" on failure
 *
 * Return: 0; -ENODEV: there is no such device; another negative errno: the kernel
 * could not be asked.
 */
int netdev__name(unsigned int ifindex, char name[IF_NAMESIZE]);

#endif
