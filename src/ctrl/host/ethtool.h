/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Sizes of rings, by ethtool's generic netlink family. */
#ifndef HOST_ETHTOOL_H
#define HOST_ETHTOOL_H

#include "device.h"

struct nl_sock;

/* As host_netdev__read(): add the sizes of the rings of devices. */
int host_ethtool__read(struct host_devices *devices, __u32 ifindex,
		       struct nl_sock *sk, int family, struct ctrl_error *err);

/**
 * host_ethtool__set_rings() - set sizes of rings
 * @ifindex: the device
 * @rx: descriptors; NULL: as it is
 * @tx: descriptors; NULL: as it is
 * @err: on failure, with the driver's reason
 *
 * Return: 0 or a negative errno.
 */
int host_ethtool__set_rings(__u32 ifindex, const __u32 *rx, const __u32 *tx,
			    struct ctrl_error *err);

#endif /* HOST_ETHTOOL_H */
