// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* XDP attributes of network devices without control maps. */
#include <errno.h>
#include <limits.h>

#include "devices.h"
#include "ethtool.h"
#include "host.h"
#include "link.h"
#include "sysfs.h"

#define put(value, member, x) \
	host_put(value, struct if_xdp_attributes, member, x)
#define bit(change, member) \
	ctrl_host_bit((change)->map, offsetof(struct if_xdp_attributes, member))

static void put_rings(struct ctrl_host_value *value, const struct host_device *d,
		      __u32 rx, __u32 tx)
{
	if (d->rx_max)
		put(value, rx_ring_size, rx);
	if (d->tx_max)
		put(value, tx_ring_size, tx);
}

/*
 * That a driver takes programs is told by its features alone: without any, none in
 * the driver is no answer.
 */
static void put_programs(struct ctrl_host_value *value, const struct host_device *d)
{
	if (d->native_prog_id || d->xdp_features & NETDEV_XDP_ACT_BASIC)
		put(value, native_prog_id, d->native_prog_id);
	put(value, generic_prog_id, d->generic_prog_id);
	if (d->offload_prog_id || d->xdp_features & NETDEV_XDP_ACT_HW_OFFLOAD)
		put(value, offload_prog_id, d->offload_prog_id);
}

static void put_current(struct ctrl_host_value *value, const struct host_device *d)
{
	put_programs(value, d);
	if (d->has_features)
		put(value, xdp_features, (enum netdev_xdp_act)d->xdp_features);
	if (d->xdp_features & NETDEV_XDP_ACT_XSK_ZEROCOPY && d->zc_max_segs)
		put(value, zc_max_segs, d->zc_max_segs);
	if (d->rx_queues)
		put(value, rx_queues, d->rx_queues);
	if (d->tx_queues)
		put(value, tx_queues, d->tx_queues);
	put_rings(value, d, d->rx, d->tx);
	if (d->has_napi) {
		put(value, napi_defer_hard_irqs, d->napi_defer_hard_irqs);
		put(value, gro_flush_timeout, d->gro_flush_timeout);
	}
}

/* ethtool has no lower limit of a ring; those of NAPI are in net-sysfs.c. */
static void put_min(struct ctrl_host_value *value, const struct host_device *d)
{
	if (!d->has_napi)
		return;
	put(value, napi_defer_hard_irqs, 0);
	put(value, gro_flush_timeout, 0);
}

static void put_max(struct ctrl_host_value *value, const struct host_device *d)
{
	put_rings(value, d, d->rx_max, d->tx_max);
	if (!d->has_napi)
		return;
	put(value, napi_defer_hard_irqs, INT_MAX);
	put(value, gro_flush_timeout, ULONG_MAX);
}

/* With which rings a device was registered, nothing tells later. */
static void put_default(struct ctrl_host_value *value, const struct host_device *d)
{
	if (!d->begins_with_zeros)
		return;
	put(value, napi_defer_hard_irqs, 0);
	put(value, gro_flush_timeout, 0);
}

static void put_view(struct ctrl_host_value *value, enum ctrl_view view,
		     const struct host_device *d)
{
	if (view == CTRL_VIEW_CURRENT)
		put_current(value, d);
	else if (view == CTRL_VIEW_MIN)
		put_min(value, d);
	else if (view == CTRL_VIEW_MAX)
		put_max(value, d);
	else if (view == CTRL_VIEW_DEFAULT)
		put_default(value, d);
}

static int get(const void *key, enum ctrl_view view,
	       struct ctrl_host_value *value, struct ctrl_error *err)
{
	__u32 ifindex = ((const struct if_xdp_key *)key)->ifindex;
	struct host_devices d;
	int ret;

	/* 0 would be all of them */
	if (!ifindex)
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENODEV, NULL);
	ret = host_devices__read(&d, ifindex, err);
	if (ret)
		return ret;
	if (d.n)
		put_view(value, view, &d.at[0]);
	else
		ret = ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENODEV, NULL);
	host_devices__deinit(&d);
	return ret;
}

static void add_device(const struct ctrl_map *map, struct ctrl_objects *o,
		       const struct host_device *d)
{
	struct ctrl_host_value value = { map, ctrl_objects__value(o, map, o->n) };
	struct if_xdp_key key = { .ifindex = d->ifindex };

	memcpy(ctrl_objects__key(o, map, o->n), &key, sizeof(key));
	memset(value.data, 0, map->value_size);
	put_view(&value, map->view, d);
	if (map->view == CTRL_VIEW_CURRENT)
		ctrl_host_seal(map, value.data);
	o->n++;
}

static int all(const struct ctrl_map *map, struct ctrl_objects *o,
	       struct ctrl_error *err)
{
	struct host_devices d;
	__u32 i;
	int ret;

	ret = host_devices__read(&d, 0, err);
	if (ret)
		return ret;
	if (ctrl_objects__reserve(o, map, d.n))
		ret = ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	for (i = 0; i < d.n && !ret; i++)
		add_device(map, o, &d.at[i]);
	host_devices__deinit(&d);
	return ret;
}

static int set_rings(const struct ctrl_host_change *c,
		     const struct ctrl_host_step *step, const void *value,
		     struct ctrl_error *err)
{
	const struct if_xdp_attributes *v = value;
	const struct if_xdp_key *key = c->key;

	return host_ethtool__set_rings(key->ifindex,
				       c->changed & bit(c, rx_ring_size) ?
				       &v->rx_ring_size : NULL,
				       c->changed & bit(c, tx_ring_size) ?
				       &v->tx_ring_size : NULL, err);
}

/* The data of the step is the name of the file. */
static int set_in_sysfs(const struct ctrl_host_change *c,
			const struct ctrl_host_step *step, const void *value,
			struct ctrl_error *err)
{
	const struct if_xdp_key *key = c->key;
	struct host_devices d = { 0 };
	int ret;

	/* the name of today */
	ret = host_link__read(&d, key->ifindex, err);
	if (!ret && d.n)
		ret = host_sysfs__set(&d.at[0], step->data,
				      ctrl_host_number(c->map, step->members[0],
						       value), err);
	host_devices__deinit(&d);
	return ret;
}

#define MEMBER(m)	offsetof(struct if_xdp_attributes, m)

/*
 * The rings come last: a driver may refuse them, and to put them back would reset the
 * device.
 */
static const struct ctrl_host_step steps[] = {
	{ { MEMBER(napi_defer_hard_irqs) }, set_in_sysfs, "napi_defer_hard_irqs" },
	{ { MEMBER(gro_flush_timeout) }, set_in_sysfs, "gro_flush_timeout" },
	{ { MEMBER(rx_ring_size), MEMBER(tx_ring_size) }, set_rings, NULL },
};

const struct ctrl_host_type ctrl_host_xdp = {
	.number		= BPF_CTRL_XDP_ATTR,
	.name		= "xdp",
	.flags		= BPF_CTRL_TYPE_PUBLIC_READ | BPF_CTRL_TYPE_PER_NETNS,
	.key		= "if_xdp_key",
	.value		= "if_xdp_attributes",
	.flags_member	= "xdp_features",
	.get		= get,
	.all		= all,
	.steps		= steps,
	.nr_steps	= sizeof(steps) / sizeof(steps[0]),
};
