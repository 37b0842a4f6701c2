/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Features of devices, by ethtool's generic netlink family. */
#ifndef HOST_FEATURES_H
#define HOST_FEATURES_H

#include "device.h"
#include "host.h"

struct nl_sock;

/* As host_netdev__read(): add the features of devices. */
int host_features__read(struct host_devices *devices, __u32 ifindex,
			struct nl_sock *sk, int family, struct ctrl_error *err);

/* A step of a change. */
int host_features__set(const struct ctrl_host_change *change,
		       const struct ctrl_host_step *step, const void *value,
		       struct ctrl_error *err);

#endif /* HOST_FEATURES_H */
