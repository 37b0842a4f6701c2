// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control types for the XDP statistics of network devices and of their receive queues.
 *
 * Only control maps see a reset, and it changes nothing but what they show, so it
 * requires no more than a change of the device.  RTNL protects the device, what is bound
 * to its queues, and the counters against a reset.
 */
#include <linux/bpf_ctrl.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/xarray.h>
#include <net/net_namespace.h>
#include <net/netdev_rx_queue.h>
#include <net/xdp_stats.h>
#include <net/xsk_ctrl.h>

#include "dev.h"
#include "xdp_ctrl_dev.h"
#include "xdp_stats.h"

#define queue_put(value, member, x) \
	bpf_ctrl_put(value, struct if_xdp_queue, member, x)

/**
 * struct xdp_stats_object - a device or a queue between acquire and release
 * @dev: the device, protected by RTNL
 * @queue: index of the queue, for BPF_CTRL_XDP_QUEUE
 */
struct xdp_stats_object {
	struct net_device *dev;
	u32 queue;
};

/**
 * struct xdp_stats_member - a counter
 * @offset: its byte offset in the value
 * @stat: enum xdp_rx_stat or enum xdp_xmit_stat
 */
struct xdp_stats_member {
	u32 offset;
	u32 stat;
};

#define RX_MEMBERS(type) {						\
	{ offsetof(type, packets), XDP_RX_PACKETS },			\
	{ offsetof(type, bytes), XDP_RX_BYTES },			\
	{ offsetof(type, aborted), XDP_ABORTED },			\
	{ offsetof(type, drop), XDP_DROP },				\
	{ offsetof(type, pass), XDP_PASS },				\
	{ offsetof(type, tx), XDP_TX },					\
	{ offsetof(type, redirect), XDP_REDIRECT },			\
	{ offsetof(type, invalid), XDP_RX_INVALID },			\
	{ offsetof(type, redirect_errors), XDP_RX_REDIRECT_ERRORS },	\
}

static const struct xdp_stats_member queue_rx[] = RX_MEMBERS(struct if_xdp_queue);
static const struct xdp_stats_member dev_rx[] = RX_MEMBERS(struct if_xdp_stats);
static const struct xdp_stats_member dev_xmit[] = {
	{ offsetof(struct if_xdp_stats, xmit_packets), XDP_XMIT_PACKETS },
	{ offsetof(struct if_xdp_stats, xmit_bytes), XDP_XMIT_BYTES },
	{ offsetof(struct if_xdp_stats, xmit_errors), XDP_XMIT_ERRORS },
	{ offsetof(struct if_xdp_stats, xmit_drop), XDP_XMIT_DROP },
};

static int xdp_stats_acquire(struct net *net, const void *key, void *object)
{
	const struct if_xdp_key *k = key;
	struct xdp_stats_object *o = object;

	o->dev = xa_load(&net->dev_by_index, k->ifindex);
	return o->dev ? 0 : -ENODEV;
}

static int xdp_queue_acquire(struct net *net, const void *key, void *object)
{
	const struct if_xdp_queue_key *k = key;
	struct xdp_stats_object *o = object;

	o->dev = xa_load(&net->dev_by_index, k->ifindex);
	if (!o->dev)
		return -ENODEV;
	o->queue = k->queue;
	return o->queue < o->dev->real_num_rx_queues ? 0 : -ENOENT;
}

/* The counters can only be set to 0, so all views but the current one are 0. */
static void put_counters(struct bpf_ctrl_value *value,
			 const struct xdp_stats_member *members, u32 nr,
			 const struct xdp_stats_sum *sum)
{
	u32 i;

	for (i = 0; i < nr; i++)
		__bpf_ctrl_put(value, members[i].offset,
			       &sum->n[members[i].stat], sizeof(u64));
}

static void add_all_queues(const struct net_device *dev,
			   struct xdp_stats_sum *sum)
{
	u32 i;

	for (i = 0; i < dev->num_rx_queues; i++)
		xdp_stats_add(dev, i, sum);
}

static int xdp_stats_get(void *object, enum bpf_ctrl_view view,
			 struct bpf_ctrl_value *value)
{
	const struct xdp_stats_object *o = object;
	struct xdp_stats_sum rx = {}, xmit = {};

	if (view == BPF_CTRL_CURRENT) {
		add_all_queues(o->dev, &rx);
		xdp_stats_add(o->dev, XDP_STATS_XMIT, &xmit);
		bpf_ctrl_put(value, struct if_xdp_stats, reset_time,
			     max(rx.reset_time, xmit.reset_time));
		bpf_ctrl_put(value, struct if_xdp_stats, counting,
			     static_key_enabled(&xdp_stats_enabled_key));
	}
	put_counters(value, dev_rx, ARRAY_SIZE(dev_rx), &rx);
	put_counters(value, dev_xmit, ARRAY_SIZE(dev_xmit), &xmit);
	return 0;
}

static void put_napi_instance(const struct napi_struct *napi,
			      struct bpf_ctrl_value *value)
{
	queue_put(value, napi_id, napi->napi_id);
	if (napi->irq >= 0)
		queue_put(value, irq, napi->irq);
	if (napi->thread)
		queue_put(value, thread,
			  task_pid_nr_ns(napi->thread,
					 task_active_pid_ns(current)));
}

/* As the netdev family tells it, which takes this lock for the NAPI instances. */
static void put_napi(const struct xdp_stats_object *o,
		     struct bpf_ctrl_value *value)
{
	const struct napi_struct *napi;

	netdev_lock(o->dev);
	napi = o->dev->_rx[o->queue].napi;
	if (napi)
		put_napi_instance(napi, value);
	netdev_unlock(o->dev);
}

static void put_xsk(const struct xdp_stats_object *o,
		    struct bpf_ctrl_value *value)
{
	struct xsk_ctrl_queue info;

	if (!xsk_ctrl_get_queue(o->dev, o->queue, &info))
		return;
	queue_put(value, xsk_umem_id, info.umem_id);
	queue_put(value, xsk_mode, info.zero_copy ? IF_XDP_XSK_ZERO_COPY :
						    IF_XDP_XSK_COPY);
	queue_put(value, xsk_frame_size, info.frame_size);
	queue_put(value, xsk_fill_ring_size, info.fill_ring_size);
	queue_put(value, xsk_completion_ring_size, info.completion_ring_size);
	if (info.one_rx_ring_size)
		queue_put(value, xsk_rx_ring_size, info.rx_ring_size);
	if (info.one_tx_ring_size)
		queue_put(value, xsk_tx_ring_size, info.tx_ring_size);
}

static int xdp_queue_get(void *object, enum bpf_ctrl_view view,
			 struct bpf_ctrl_value *value)
{
	const struct xdp_stats_object *o = object;
	struct xdp_stats_sum rx = {};

	if (view == BPF_CTRL_CURRENT) {
		xdp_stats_add(o->dev, o->queue, &rx);
		put_napi(o, value);
		put_xsk(o, value);
		queue_put(value, reset_time, rx.reset_time);
		queue_put(value, counting,
			  static_key_enabled(&xdp_stats_enabled_key));
	}
	put_counters(value, queue_rx, ARRAY_SIZE(queue_rx), &rx);
	return 0;
}

/* Which counters are to be reset: bit i: counter i of struct xdp_stats_sum. */
static unsigned long changed_stats(const struct bpf_ctrl_change *change,
				   const struct xdp_stats_member *members, u32 nr)
{
	unsigned long which = 0;
	u32 i;

	for (i = 0; i < nr; i++)
		if (__bpf_ctrl_changed(change, members[i].offset))
			which |= BIT(members[i].stat);
	return which;
}

static void store_replaced(const struct bpf_ctrl_change *change,
			   const struct xdp_stats_member *members, u32 nr,
			   const struct xdp_stats_sum *sum)
{
	u32 i;

	for (i = 0; i < nr; i++)
		if (__bpf_ctrl_changed(change, members[i].offset))
			*(u64 *)(change->replaced + members[i].offset) =
				sum->n[members[i].stat];
}

/* The only new value is 0, by the limits. */
static int xdp_queue_set(void *object, const struct bpf_ctrl_change *change,
			 struct netlink_ext_ack *extack)
{
	const struct xdp_stats_object *o = object;
	struct xdp_stats_sum replaced = {};
	int err;

	err = xdp_stats_prepare_reset(o->dev);
	if (err)
		return err;
	xdp_stats_reset(o->dev, o->queue,
			changed_stats(change, queue_rx, ARRAY_SIZE(queue_rx)),
			&replaced);
	store_replaced(change, queue_rx, ARRAY_SIZE(queue_rx), &replaced);
	return 0;
}

static int xdp_stats_set(void *object, const struct bpf_ctrl_change *change,
			 struct netlink_ext_ack *extack)
{
	const struct xdp_stats_object *o = object;
	struct xdp_stats_sum rx = {}, xmit = {};
	unsigned long which;
	int err;
	u32 i;

	err = xdp_stats_prepare_reset(o->dev);
	if (err)
		return err;
	which = changed_stats(change, dev_rx, ARRAY_SIZE(dev_rx));
	for (i = 0; which && i < o->dev->num_rx_queues; i++)
		xdp_stats_reset(o->dev, i, which, &rx);
	which = changed_stats(change, dev_xmit, ARRAY_SIZE(dev_xmit));
	if (which)
		xdp_stats_reset(o->dev, XDP_STATS_XMIT, which, &xmit);
	store_replaced(change, dev_rx, ARRAY_SIZE(dev_rx), &rx);
	store_replaced(change, dev_xmit, ARRAY_SIZE(dev_xmit), &xmit);
	return 0;
}

/* The key begins with that of the device. */
static int xdp_queue_next_key(struct net *net, const void *key, void *next)
{
	const struct if_xdp_queue_key *k = key;
	struct if_xdp_queue_key *n = next;
	struct net_device *dev = NULL;

	if (k)
		dev = xa_load(&net->dev_by_index, k->ifindex);
	if (dev && k->queue < READ_ONCE(dev->real_num_rx_queues) - 1) {
		n->ifindex = k->ifindex;
		n->queue = k->queue + 1;
		return 0;
	}
	n->queue = 0;
	return xdp_ctrl_next_key(net, key, next);
}

BTF_ID_LIST(xdp_stats_btf_ids)
BTF_ID(struct, if_xdp_key)
BTF_ID(struct, if_xdp_stats)

BTF_ID_LIST(xdp_queue_btf_ids)
BTF_ID(struct, if_xdp_queue_key)
BTF_ID(struct, if_xdp_queue)

static const struct bpf_ctrl_ops xdp_stats_ops[] = {
	{
		.name		= "xdp_stats",
		.type		= BPF_CTRL_XDP_STATS,
		.flags		= BPF_CTRL_TYPE_PUBLIC_READ |
				  BPF_CTRL_TYPE_PER_NETNS,
		.write_cap	= CAP_NET_ADMIN,
		.btf_ids	= xdp_stats_btf_ids,
		.object_size	= sizeof(struct xdp_stats_object),
		.owner		= THIS_MODULE,
		.lock		= xdp_ctrl_lock,
		.unlock		= xdp_ctrl_unlock,
		.acquire	= xdp_stats_acquire,
		.get		= xdp_stats_get,
		.set		= xdp_stats_set,
		.next_key	= xdp_ctrl_next_key,
	}, {
		.name		= "xdp_queue",
		.type		= BPF_CTRL_XDP_QUEUE,
		.flags		= BPF_CTRL_TYPE_PUBLIC_READ |
				  BPF_CTRL_TYPE_PER_NETNS,
		.write_cap	= CAP_NET_ADMIN,
		.btf_ids	= xdp_queue_btf_ids,
		.object_size	= sizeof(struct xdp_stats_object),
		.owner		= THIS_MODULE,
		.lock		= xdp_ctrl_lock,
		.unlock		= xdp_ctrl_unlock,
		.acquire	= xdp_queue_acquire,
		.get		= xdp_queue_get,
		.set		= xdp_queue_set,
		.next_key	= xdp_queue_next_key,
	},
};

static int __init xdp_stats_ctrl_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(xdp_stats_ops); i++) {
		err = bpf_ctrl_register(&xdp_stats_ops[i]);
		if (err)
			return err;
	}
	return 0;
}
late_initcall(xdp_stats_ctrl_init);
