// SPDX-License-Identifier: GPL-2.0-only
/* The RSS indirection table of the main context, as ETHTOOL_GRSSH and ETHTOOL_SRSSH. */
#include <features.h>
#include <linux/err.h>
#include <linux/ethtool.h>
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "begin.h"

/**
 * struct ethtool_rss_table - an indirection table
 * @configured: as struct ethtool_dev_rss
 * @size: number of @queue
 * @queue: RX queues
 */
struct ethtool_rss_table {
	bool configured;
	u32 size;
	u32 queue[];
};

#if HAVE_RXFH_PARAM
static int driver_get(struct net_device *dev, struct ethtool_rss_table *table)
{
	struct ethtool_rxfh_param p = { .indir = table->queue, .indir_size = table->size };

	return dev->ethtool_ops->get_rxfh(dev, &p);
}

static int driver_set(struct net_device *dev, u32 *queue, u32 size,
		      struct netlink_ext_ack *extack)
{
	struct ethtool_rxfh_param p = {
		.hfunc = ETH_RSS_HASH_NO_CHANGE,
		.input_xfrm = RXH_XFRM_NO_CHANGE,
		.indir = queue,
		.indir_size = size,
	};

	return dev->ethtool_ops->set_rxfh(dev, &p, extack);
}
#else
static int driver_get(struct net_device *dev, struct ethtool_rss_table *table)
{
	return dev->ethtool_ops->get_rxfh(dev, table->queue, NULL, NULL);
}

static int driver_set(struct net_device *dev, u32 *queue, u32 size,
		      struct netlink_ext_ack *extack)
{
	return dev->ethtool_ops->set_rxfh(dev, queue, NULL, ETH_RSS_HASH_NO_CHANGE);
}
#endif

#if HAVE_RSS_USER_SIZE
static void note_configured(struct net_device *dev, const struct ethtool_rss_table *table)
{
	dev->ethtool->rss_indir_user_size = table->configured ? table->size : 0;
}

static bool is_configured(const struct net_device *dev)
{
	return dev->ethtool->rss_indir_user_size;
}
#else
static void note_configured(struct net_device *dev, const struct ethtool_rss_table *table)
{
	if (table->configured)
		dev->priv_flags |= IFF_RXFH_CONFIGURED;
	else
		dev->priv_flags &= ~IFF_RXFH_CONFIGURED;
}

static bool is_configured(const struct net_device *dev)
{
	return netif_is_rxfh_configured(dev);
}
#endif

static void lock_contexts(struct net_device *dev)
{
#if HAVE_RSS_CONTEXTS
	mutex_lock(&dev->ethtool->rss_lock);
#endif
}

static void unlock_contexts(struct net_device *dev)
{
#if HAVE_RSS_CONTEXTS
	mutex_unlock(&dev->ethtool->rss_lock);
#endif
}

/* The current one.  Called between begin and end. */
static struct ethtool_rss_table *read_table(struct net_device *dev)
{
	u32 size = dev->ethtool_ops->get_rxfh_indir_size(dev);
	struct ethtool_rss_table *table;
	int err;

	if (!size)
		return ERR_PTR(-EOPNOTSUPP);
	table = kzalloc(struct_size(table, queue, size), GFP_KERNEL);
	if (!table)
		return ERR_PTR(-ENOMEM);
	table->size = size;
	lock_contexts(dev);
	err = driver_get(dev, table);
	unlock_contexts(dev);
	if (err) {
		kfree(table);
		return ERR_PTR(err);
	}
	table->configured = is_configured(dev);
	return table;
}

static u32 table_queues(const struct ethtool_rss_table *table)
{
	u32 i, most = 0;

	for (i = 0; i < table->size; i++)
		most = max(most, table->queue[i]);
	return most + 1;
}

static bool has_rss(const struct net_device *dev)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;

	return ops->get_rxfh_indir_size && ops->get_rxfh;
}

struct ethtool_rss_table *ethtool_dev_save_rss(struct net_device *dev)
{
	struct ethtool_rss_table *table;
	int err;

	ASSERT_RTNL();
	if (!has_rss(dev))
		return ERR_PTR(-EOPNOTSUPP);
	err = ethtool_calls_begin(dev);
	if (err)
		return ERR_PTR(err);
	table = read_table(dev);
	ethtool_calls_end(dev);
	return table;
}

int ethtool_dev_get_rss(struct net_device *dev, struct ethtool_dev_rss *rss)
{
	struct ethtool_rss_table *table;
	int rings;

	ASSERT_RTNL();
	if (!has_rss(dev))
		return -EOPNOTSUPP;
	rings = ethtool_calls_begin(dev);
	if (rings)
		return rings;
	table = read_table(dev);
	rings = ethtool_rx_rings(dev);
	ethtool_calls_end(dev);
	if (IS_ERR(table))
		return PTR_ERR(table);
	rss->queues = table_queues(table);
	rss->rings = max(rings, 0);
	rss->size = table->size;
	rss->configured = table->configured;
	rss->fixed = !dev->ethtool_ops->set_rxfh;
	kfree(table);
	return min(rings, 0);
}

/* Called between begin and end.  The driver may write to the table that it is given. */
static int set_table(struct net_device *dev, const struct ethtool_rss_table *table,
		     struct netlink_ext_ack *extack)
{
	int err, rings = ethtool_rx_rings(dev);
	u32 *queue;

	if (rings < 0)
		return rings;
	if (table_queues(table) > rings) {
		NL_SET_ERR_MSG_FMT(extack, "RX queues: %d", rings);
		return -EINVAL;
	}
	queue = kmemdup(table->queue, table->size * sizeof(*queue), GFP_KERNEL);
	if (!queue)
		return -ENOMEM;
	lock_contexts(dev);
	err = driver_set(dev, queue, table->size, extack);
	if (!err)
		note_configured(dev, table);
	unlock_contexts(dev);
	kfree(queue);
	return err;
}

static bool is_same(const struct ethtool_rss_table *a, const struct ethtool_rss_table *b)
{
	return a->configured == b->configured &&
	       !memcmp(a->queue, b->queue, a->size * sizeof(a->queue[0]));
}

int ethtool_dev_restore_rss(struct net_device *dev, const struct ethtool_rss_table *table,
			    struct netlink_ext_ack *extack)
{
	struct ethtool_rss_table *now;
	int err;

	ASSERT_RTNL();
	if (!has_rss(dev) || !dev->ethtool_ops->set_rxfh)
		return -EOPNOTSUPP;
	err = ethtool_calls_begin(dev);
	if (err)
		return err;
	now = read_table(dev);
	if (IS_ERR(now))
		err = PTR_ERR(now);
	else if (now->size != table->size)
		err = -EINVAL;
	else if (!is_same(now, table))
		err = set_table(dev, table, extack);
	ethtool_calls_end(dev);
	if (!IS_ERR(now))
		kfree(now);
	return min(err, 0);
}

int ethtool_dev_spread_rss(struct net_device *dev, u32 queues, bool configured,
			   struct netlink_ext_ack *extack)
{
	struct ethtool_rss_table *table = ethtool_dev_save_rss(dev);
	int err;
	u32 i;

	if (IS_ERR(table))
		return PTR_ERR(table);
	for (i = 0; i < table->size; i++)
		table->queue[i] = ethtool_rxfh_indir_default(i, queues);
	table->configured = configured;
	err = ethtool_dev_restore_rss(dev, table, extack);
	kfree(table);
	return err;
}
