/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What the generic netlink family "netdev" tells of devices. */
#ifndef HOST_NETDEV_H
#define HOST_NETDEV_H

#include "device.h"

struct nl_sock;

/**
 * host_netdev__read() - add the XDP features of devices
 * @devices: that there are
 * @ifindex: of the only one; 0: all
 * @sk: of generic netlink
 * @family: number of "netdev"
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int host_netdev__read(struct host_devices *devices, __u32 ifindex,
		      struct nl_sock *sk, int family, struct ctrl_error *err);

#endif /* HOST_NETDEV_H */
