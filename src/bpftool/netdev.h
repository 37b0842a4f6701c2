/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Network devices of this namespace: names to indexes and back. */
#ifndef BPFTOOL_NETDEV_H
#define BPFTOOL_NETDEV_H

#include <net/if.h>

/**
 * netdev__index() - find a device by its name or one of its alternative names
 * @name: of any length
 *
 * Return: the index, from 1 on; -ENODEV: no device has that name; another
 * negative errno: the kernel could not be asked.
 */
int netdev__index(const char *name);

/**
 * netdev__name() - the name of a device
 * @ifindex: its index
 * @name: filled in; "" for a device that is gone
 */
void netdev__name(unsigned int ifindex, char name[IF_NAMESIZE]);

#endif
