// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whether a queue that would go is in use: by an RSS table, by a rule that steers to it, by
 * a memory provider or by an AF_XDP socket.  The kernel checks the same, with the same
 * messages, and does not export the function.
 */
#include <features.h>
#include <linux/err.h>
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/slab.h>
#include <net/xdp_sock_drv.h>

#include "../device/device.h"
#include "begin.h"
#include "channels_use.h"

/* One more than the highest queue that a rule steers to; 0: there are none. */
static u32 queues_in_rules(struct net_device *dev)
{
	int (*ask)(struct net_device *dev, struct ethtool_rxnfc *info, u32 *rules) =
		dev->ethtool_ops->get_rxnfc;
	struct ethtool_rxnfc info = { .cmd = ETHTOOL_GRXCLSRLCNT };
	u32 *rules, i, nr, queues = 0;

	if (!ask || ask(dev, &info, NULL) || !info.rule_cnt)
		return 0;
	nr = info.rule_cnt;
	rules = kvcalloc(nr, sizeof(*rules), GFP_KERNEL);
	if (!rules)
		return U32_MAX;
	info = (struct ethtool_rxnfc){ .cmd = ETHTOOL_GRXCLSRLALL, .rule_cnt = nr };
	if (ask(dev, &info, rules))
		nr = 0;
	for (i = 0; i < min(nr, info.rule_cnt); i++) {
		struct ethtool_rxnfc rule = { .cmd = ETHTOOL_GRXCLSRULE };

		rule.fs.location = rules[i];
		if (ask(dev, &rule, NULL) || rule.fs.ring_cookie == RX_CLS_FLOW_DISC ||
		    rule.fs.ring_cookie == RX_CLS_FLOW_WAKE || rule.fs.flow_type & FLOW_RSS ||
		    ethtool_get_flow_spec_ring_vf(rule.fs.ring_cookie))
			continue;
		queues = max_t(u32, queues, rule.fs.ring_cookie + 1);
	}
	kvfree(rules);
	return queues;
}

/* Likewise in the tables of other RSS contexts. */
static u32 queues_in_contexts(struct net_device *dev)
{
	u32 queues = 0;
#if HAVE_RSS_CONTEXTS
	struct ethtool_rxfh_context *ctx;
	unsigned long index;
	u32 i, *table;

	mutex_lock(&dev->ethtool->rss_lock);
	xa_for_each(&dev->ethtool->rss_ctx, index, ctx) {
		table = ethtool_rxfh_context_indir(ctx);
		for (i = 0; i < ctx->indir_size; i++)
			queues = max(queues, table[i] + 1);
	}
	mutex_unlock(&dev->ethtool->rss_lock);
#endif
	return queues;
}

/*
 * Likewise in the main table.  One that was not set follows the number of queues.
 */
static u32 queues_in_main_table(struct net_device *dev)
{
	struct ethtool_dev_rss rss;

	if (ethtool_dev_get_rss(dev, &rss) || !rss.configured)
		return 0;
	return rss.queues;
}

static bool has_xsk_pool(struct net_device *dev, const struct ethtool_channels *now,
			 const struct ethtool_channels *old)
{
	u32 from = now->combined_count + min(now->rx_count, now->tx_count);
	u32 to = old->combined_count + max(old->rx_count, old->tx_count);
	u32 i;

	for (i = from; i < to; i++)
		if (xsk_get_pool_from_qid(dev, i))
			return true;
	return false;
}

/**
 * channels_check_use() - check whether a queue that would go is in use
 * @dev: the device, between ethtool_calls_begin() and ethtool_calls_end()
 * @now: the new numbers of queues
 * @old: the current ones
 * @rss_queues: RX queues that the main RSS table will name; 0: as now
 * @extack: for the reason
 *
 * Return: 0 or -EINVAL.
 */
int channels_check_use(struct net_device *dev, const struct ethtool_channels *now,
		       const struct ethtool_channels *old, u32 rss_queues,
		       struct netlink_ext_ack *extack)
{
	u32 rx = now->combined_count + now->rx_count;

	rss_queues = max(rss_queues ?: queues_in_main_table(dev), queues_in_contexts(dev));
	if (rx < rss_queues) {
		NL_SET_ERR_MSG_FMT(extack,
				   "requested channel counts are too low for existing indirection table (%u)",
				   rss_queues - 1);
		return -EINVAL;
	}
	if (rx < queues_in_rules(dev)) {
		NL_SET_ERR_MSG(extack,
			       "requested channel counts are too low for existing ntuple filter settings");
		return -EINVAL;
	}
	if (rx < device_providers(dev)) {
		NL_SET_ERR_MSG(extack,
			       "requested channel counts are too low for existing memory provider setting");
		return -EINVAL;
	}
	if (has_xsk_pool(dev, now, old)) {
		NL_SET_ERR_MSG(extack,
			       "requested channel counts are too low for existing zerocopy AF_XDP sockets");
		return -EINVAL;
	}
	return 0;
}
