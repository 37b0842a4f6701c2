/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether a queue that would go is in use. */
#ifndef _BPF_CTRL_CHANNELS_USE_H
#define _BPF_CTRL_CHANNELS_USE_H

#include <linux/types.h>

struct ethtool_channels;
struct net_device;
struct netlink_ext_ack;

int channels_check_use(struct net_device *dev, const struct ethtool_channels *now,
		       const struct ethtool_channels *old, u32 rss_queues,
		       struct netlink_ext_ack *extack);

#endif /* _BPF_CTRL_CHANNELS_USE_H */
