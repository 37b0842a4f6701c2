/* SPDX-License-Identifier: GPL-2.0-only */
/* Calls of a driver's ethtool operations, with what net/ethtool does around them. */
#ifndef _BPF_CTRL_ETHTOOL_BEGIN_H
#define _BPF_CTRL_ETHTOOL_BEGIN_H

struct ethtool_ringparam;
struct kernel_ethtool_ringparam;
struct net_device;
struct netlink_ext_ack;

int ethtool_calls_begin(struct net_device *dev);
void ethtool_calls_end(struct net_device *dev);
void ethtool_tell(struct net_device *dev, unsigned int cmd);
int ethtool_rx_rings(struct net_device *dev);

#endif /* _BPF_CTRL_ETHTOOL_BEGIN_H */
