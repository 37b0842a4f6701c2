/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Names of the network devices of this namespace. */
#ifndef BPFTOOL_OBJECTS_NETDEV_H
#define BPFTOOL_OBJECTS_NETDEV_H

#include <net/if.h>

#include "ctrl.h"

/**
 * netdev__name() - the name of a device
 * @ifindex: its index
 * @name: filled in, as it is: any bytes; "" on failure
 *
 * Return: 0; -ENODEV: there is no such device; another negative errno: the kernel
 * could not be asked.
 */
int netdev__name(unsigned int ifindex, char name[IF_NAMESIZE]);

/**
 * netdev__add_lower() - the devices below one, such as the members of a bond
 * @ifindex: its index
 * @name: its name
 * @line: their names are added, with commas; nothing where the sysfs that is mounted is
 *	not that of this network namespace
 *
 * Return: how many there are.
 */
unsigned int netdev__add_lower(unsigned int ifindex, const char *name,
			       struct ctrl_line *line);

/**
 * netdev__height() - how many devices are below a device, one below the other
 * @ifindex: of the device
 * @name: of the device
 *
 * Return: 0: none, or it is not known.
 */
unsigned int netdev__height(unsigned int ifindex, const char *name);

#endif
