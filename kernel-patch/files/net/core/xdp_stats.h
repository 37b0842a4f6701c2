/* SPDX-License-Identifier: GPL-2.0-only */
/* The counters of net/core/xdp_stats.c, to read and reset them. */
#ifndef _NET_CORE_XDP_STATS_H
#define _NET_CORE_XDP_STATS_H

#include <linux/bits.h>
#include <linux/types.h>
#include <uapi/linux/bpf.h>

struct net_device;

/**
 * enum xdp_rx_stat - counters of a receive queue
 * @XDP_RX_INVALID: return values that are no enum xdp_action; the numbers below are
 *	those of enum xdp_action
 * @XDP_RX_BYTES: sum of the lengths of the frames, before the program ran
 * @XDP_RX_REDIRECT_ERRORS: of the frames for which the program returned XDP_REDIRECT:
 *	how many could not be redirected
 * @XDP_RX_COUNTERS: number of counters that are stored
 * @XDP_RX_PACKETS: sum of all return values
 * @XDP_RX_STATS: number of all
 */
enum xdp_rx_stat {
	XDP_RX_INVALID = XDP_REDIRECT + 1,
	XDP_RX_BYTES,
	XDP_RX_REDIRECT_ERRORS,
	XDP_RX_COUNTERS,
	XDP_RX_PACKETS = XDP_RX_COUNTERS,
	XDP_RX_STATS,
};

/**
 * enum xdp_xmit_stat - counters of the frames that were redirected to a device
 * @XDP_XMIT_PACKETS: sent
 * @XDP_XMIT_BYTES: sum of the lengths of the frames that were sent
 * @XDP_XMIT_ERRORS: not accepted by the driver
 * @XDP_XMIT_DROP: dropped by the program of a devmap entry
 * @XDP_XMIT_STATS: number of all
 */
enum xdp_xmit_stat {
	XDP_XMIT_PACKETS,
	XDP_XMIT_BYTES,
	XDP_XMIT_ERRORS,
	XDP_XMIT_DROP,
	XDP_XMIT_STATS,
};

/* The frames that were redirected to a device, in place of a queue. */
#define XDP_STATS_XMIT	U32_MAX

/**
 * struct xdp_stats_sum - counters of one or of several queues, since their last resets
 * @n: by enum xdp_rx_stat, or by enum xdp_xmit_stat
 * @reset_time: time of the latest reset, in nanoseconds since boot; 0: there was none
 */
struct xdp_stats_sum {
	u64 n[XDP_RX_STATS];
	u64 reset_time;
};

void xdp_stats_add(const struct net_device *dev, u32 queue,
		   struct xdp_stats_sum *sum);
int xdp_stats_prepare_reset(struct net_device *dev);
void xdp_stats_reset(struct net_device *dev, u32 queue, unsigned long which,
		     struct xdp_stats_sum *replaced);

#endif /* _NET_CORE_XDP_STATS_H */
