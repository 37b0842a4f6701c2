// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* XDP attributes of network devices without control maps. */
#include <errno.h>

#include "devices.h"
#include "ethtool.h"
#include "features.h"
#include "host.h"
#include "link.h"
#include "rss.h"
#include "sysfs.h"

#define put(value, member, x) \
	host_put(value, struct if_xdp_attributes, member, x)

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
}

/* What the others were when the device was registered, nothing tells later. */
static void put_attr(struct ctrl_host_value *value, enum ctrl_view view,
		     const struct host_attr *attr)
{
	if (view == CTRL_VIEW_CURRENT)
		ctrl_host_put_number(value, attr->offset, attr->now);
	else if (view == CTRL_VIEW_MIN && attr->has_min)
		ctrl_host_put_number(value, attr->offset, attr->min);
	else if (view == CTRL_VIEW_MAX && attr->has_max)
		ctrl_host_put_number(value, attr->offset, attr->max);
	else if (view == CTRL_VIEW_DEFAULT && attr->begins_with_zero)
		ctrl_host_put_number(value, attr->offset, 0);
}

static void put_view(struct ctrl_host_value *value, enum ctrl_view view,
		     const struct host_device *d)
{
	__u32 i;

	if (view == CTRL_VIEW_CURRENT)
		put_current(value, d);
	for (i = 0; i < d->nr_attrs; i++)
		put_attr(value, view, &d->attrs[i]);
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

static int set_mtu(const struct ctrl_host_change *c,
		   const struct ctrl_host_step *step, const void *value,
		   struct ctrl_error *err)
{
	const struct if_xdp_attributes *v = value;
	const struct if_xdp_key *key = c->key;

	return host_link__set_mtu(key->ifindex, v->mtu, err);
}

/* The data of the step is the file. */
static int set_in_sysfs(const struct ctrl_host_change *c,
			const struct ctrl_host_step *step, const void *value,
			struct ctrl_error *err)
{
	const struct host_sysfs_attr *file = step->data;
	const struct if_xdp_key *key = c->key;
	struct host_device d;
	int ret;

	ret = host_link__read_one(&d, key->ifindex, err);
	if (ret)
		return ret;
	return host_sysfs__set(&d, file->name,
			       ctrl_host_number(c->map, step->members[0], value), err);
}

#define MEMBER(m)	offsetof(struct if_xdp_attributes, m)

/* The MTU of devices above is lowered with it, and not raised again. */
static bool is_lowered(const struct ctrl_host_change *c)
{
	const struct if_xdp_attributes *wanted = c->wanted, *current = c->current;

	return wanted->mtu < current->mtu;
}

static bool is_raised(const struct ctrl_host_change *c)
{
	return !is_lowered(c);
}

/*
 * In the order of net/core/xdp_ctrl.c: first what only drivers check, last what cannot be
 * put back in all that it does.
 */
static const struct ctrl_host_step steps[] = {
	{ { MEMBER(mtu) }, set_mtu, NULL, is_raised },
	{ { MEMBER(rss_queues) }, host_rss__set, NULL, host_rss__is_lowered },
	{ { MEMBER(combined_queues), MEMBER(rx_only_queues), MEMBER(tx_only_queues) },
	  host_ethtool__set, &host_channels, NULL },
	{ { MEMBER(rss_queues) }, host_rss__set, NULL, host_rss__is_raised },
	{ { MEMBER(rx_usecs), MEMBER(tx_usecs), MEMBER(adaptive_rx), MEMBER(adaptive_tx) },
	  host_ethtool__set, &host_coalesce, NULL },
	{ { MEMBER(pause_autoneg), MEMBER(pause_rx), MEMBER(pause_tx) },
	  host_ethtool__set, &host_pause, NULL },
	{ { MEMBER(rx_ring_size), MEMBER(tx_ring_size), MEMBER(tcp_data_split) },
	  host_ethtool__set, &host_rings, NULL },
	{ { MEMBER(gro), MEMBER(lro), MEMBER(rx_gro_hw), MEMBER(rx_udp_gro_forwarding),
	    MEMBER(rx_vlan_offload), MEMBER(tx_vlan_offload), MEMBER(ntuple) },
	  host_features__set, NULL, NULL },
	{ { MEMBER(threaded) }, set_in_sysfs, &host_sysfs_attrs[0], NULL },
	{ { MEMBER(napi_defer_hard_irqs) }, set_in_sysfs, &host_sysfs_attrs[1], NULL },
	{ { MEMBER(gro_flush_timeout) }, set_in_sysfs, &host_sysfs_attrs[2], NULL },
	{ { MEMBER(mtu) }, set_mtu, NULL, is_lowered },
};

/* More queues would move it. */
static const size_t repeats[] = {
	MEMBER(rss_queues), 0
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
	.repeats	= repeats,
	.check		= host_rss__check,
	.nr_steps	= sizeof(steps) / sizeof(steps[0]),
};
