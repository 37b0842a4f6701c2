/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What net/ethtool offers to callers in the kernel.  The functions of the series are in the
 * kernel's own files; these, in ethtool/, do the same with what the kernel exports.
 */
#ifndef _BPF_CTRL_COMPAT_ETHTOOL_NETLINK_H
#define _BPF_CTRL_COMPAT_ETHTOOL_NETLINK_H

#include_next <linux/ethtool_netlink.h>
#include <linux/netdev_features.h>
#include <linux/types.h>

struct net_device;
struct netlink_ext_ack;

/**
 * struct ethtool_dev_rings - rings of a device: sizes, in descriptors, and header split
 * @rx: size of each receive ring
 * @rx_max: largest size that the driver allows; 0: there are no receive rings
 * @tx: size of each transmit ring
 * @tx_max: largest size that the driver allows; 0: there are no transmit rings
 * @fixed: the driver cannot change the sizes
 * @tcp_data_split: ETHTOOL_TCP_DATA_SPLIT_*
 * @split_fixed: the driver cannot change @tcp_data_split
 */
struct ethtool_dev_rings {
	u32 rx;
	u32 rx_max;
	u32 tx;
	u32 tx_max;
	bool fixed;
	u8 tcp_data_split;
	bool split_fixed;
};

/**
 * struct ethtool_dev_rss - the RSS indirection table of a device, of its main context
 * @queues: one more than the highest RX queue in it
 * @rings: RX queues that it may name at present
 * @size: number of its entries
 * @configured: it was set, and does not follow the number of RX queues
 * @fixed: the driver cannot change it
 */
struct ethtool_dev_rss {
	u32 queues;
	u32 rings;
	u32 size;
	bool configured;
	bool fixed;
};

struct ethtool_rss_table;

/**
 * struct ethtool_dev_channels - channel counts of a device
 * @rx: number of receive channels
 * @rx_max: largest number that the driver allows
 * @tx: number of transmit channels
 * @tx_max: largest number that the driver allows
 * @combined: number of channels for both
 * @combined_max: largest number that the driver allows
 * @rss_queues: to check counts: the RX queues that the RSS table will name by then; 0:
 *	those that it names
 * @fixed: the driver cannot change the counts
 */
struct ethtool_dev_channels {
	u32 rx;
	u32 rx_max;
	u32 tx;
	u32 tx_max;
	u32 combined;
	u32 combined_max;
	u32 rss_queues;
	bool fixed;
};

/**
 * struct ethtool_dev_coalesce - interrupt coalescing of a device
 * @rx_usecs: how long a receive interrupt is delayed, in microseconds
 * @tx_usecs: how long a transmit interrupt is delayed, in microseconds
 * @adaptive_rx: the driver adapts the delay of receive interrupts
 * @adaptive_tx: the driver adapts the delay of transmit interrupts
 * @supported: ETHTOOL_COALESCE_* of the parameters that the driver has
 * @fixed: the driver cannot change them
 */
struct ethtool_dev_coalesce {
	u32 rx_usecs;
	u32 tx_usecs;
	bool adaptive_rx;
	bool adaptive_tx;
	u32 supported;
	bool fixed;
};

/**
 * struct ethtool_dev_pause - flow control of a device
 * @autoneg: negotiated with the link partner
 * @rx: pause frames that are received are obeyed
 * @tx: pause frames are sent
 * @fixed: the driver cannot change it
 */
struct ethtool_dev_pause {
	bool autoneg;
	bool rx;
	bool tx;
	bool fixed;
};

int ethtool_dev_get_rings(struct net_device *dev, struct ethtool_dev_rings *rings);
int ethtool_dev_set_rings(struct net_device *dev, const struct ethtool_dev_rings *rings,
			  struct netlink_ext_ack *extack);
int ethtool_dev_get_rss(struct net_device *dev, struct ethtool_dev_rss *rss);
int ethtool_dev_spread_rss(struct net_device *dev, u32 queues, bool configured,
			   struct netlink_ext_ack *extack);
struct ethtool_rss_table *ethtool_dev_save_rss(struct net_device *dev);
int ethtool_dev_restore_rss(struct net_device *dev, const struct ethtool_rss_table *table,
			    struct netlink_ext_ack *extack);
int ethtool_dev_get_channels(struct net_device *dev, struct ethtool_dev_channels *channels);
int ethtool_dev_check_channels(struct net_device *dev,
			       const struct ethtool_dev_channels *channels,
			       struct netlink_ext_ack *extack);
int ethtool_dev_set_channels(struct net_device *dev,
			     const struct ethtool_dev_channels *channels,
			     struct netlink_ext_ack *extack);
int ethtool_dev_get_coalesce(struct net_device *dev, struct ethtool_dev_coalesce *coalesce,
			     struct netlink_ext_ack *extack);
int ethtool_dev_set_coalesce(struct net_device *dev,
			     const struct ethtool_dev_coalesce *coalesce,
			     struct netlink_ext_ack *extack);
int ethtool_dev_get_pause(struct net_device *dev, struct ethtool_dev_pause *pause);
int ethtool_dev_set_pause(struct net_device *dev, const struct ethtool_dev_pause *pause);
int ethtool_dev_set_features(struct net_device *dev, netdev_features_t wanted,
			     netdev_features_t mask, netdev_features_t *left);

#endif /* _BPF_CTRL_COMPAT_ETHTOOL_NETLINK_H */
