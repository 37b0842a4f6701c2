/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* The RSS indirection table of devices, by the ioctls of ethtool. */
#ifndef HOST_RSS_H
#define HOST_RSS_H

#include "device.h"
#include "host.h"

/* Add how many queues the table names, after the channels; a device without one is left. */
void host_rss__read(struct host_devices *devices);

/* Whether the table is to name fewer queues, and so is set before some of them go. */
bool host_rss__is_lowered(const struct ctrl_host_change *change);
bool host_rss__is_raised(const struct ctrl_host_change *change);

/* Whether there will be queues enough, if their number changes, too. */
int host_rss__check(const struct ctrl_host_change *change, struct ctrl_error *err);

/* A step of a change. */
int host_rss__set(const struct ctrl_host_change *change,
		  const struct ctrl_host_step *step, const void *value,
		  struct ctrl_error *err);

#endif /* HOST_RSS_H */
