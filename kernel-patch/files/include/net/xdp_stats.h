/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Counters of what XDP programs decide, for each receive queue, and of the frames that
 * were redirected to a device.  Read and reset as control maps, see
 * net/core/xdp_stats_ctrl.c.
 */
#ifndef _NET_XDP_STATS_H
#define _NET_XDP_STATS_H

#include <linux/filter.h>
#include <linux/jump_label.h>
#include <linux/types.h>

struct bpf_prog;
struct net_device;
struct sk_buff;
struct xdp_buff;
struct xdp_frame;
struct xdp_rxq_info;

#ifdef CONFIG_BPF_CTRL_MAP
DECLARE_STATIC_KEY_FALSE(xdp_stats_enabled_key);

/* Whether counting is enabled, by BPF_ENABLE_STATS or by the sysctl. */
static __always_inline bool xdp_stats_enabled(void)
{
	return static_branch_unlikely(&xdp_stats_enabled_key);
}

int bpf_enable_xdp_stats(void);
void xdp_stats_free(struct net_device *dev);
u32 bpf_prog_run_xdp_counted(const struct bpf_prog *prog, struct xdp_buff *xdp);
void xdp_stats_redirect_error(const struct xdp_rxq_info *rxq);
u64 xdp_stats_bytes(struct xdp_frame **frames, int n);
void xdp_stats_xmit(struct net_device *dev, u32 packets, u64 bytes, u32 errors,
		    u32 drops);
void xdp_stats_generic_xmit(struct sk_buff *skb, const struct bpf_prog *prog);
#else
static __always_inline bool xdp_stats_enabled(void)
{
	return false;
}

static inline int bpf_enable_xdp_stats(void)
{
	return -EINVAL;
}

static inline void xdp_stats_free(struct net_device *dev)
{
}

static inline u32 bpf_prog_run_xdp_counted(const struct bpf_prog *prog,
					   struct xdp_buff *xdp)
{
	return 0;
}

static inline void xdp_stats_redirect_error(const struct xdp_rxq_info *rxq)
{
}

static inline u64 xdp_stats_bytes(struct xdp_frame **frames, int n)
{
	return 0;
}

static inline void xdp_stats_xmit(struct net_device *dev, u32 packets, u64 bytes,
				  u32 errors, u32 drops)
{
}

static inline void xdp_stats_generic_xmit(struct sk_buff *skb,
					  const struct bpf_prog *prog)
{
}
#endif

#endif /* _NET_XDP_STATS_H */
