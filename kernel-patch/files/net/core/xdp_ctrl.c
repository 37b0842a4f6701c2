// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control type for the XDP attributes of network devices, see <linux/bpf_ctrl.h>.
 *
 * Each attribute has another interface, too (rtnetlink, the netdev family, ethtool,
 * sysfs), and is read and set here with the same limits, privilege and notification.
 * Ring sizes go through net/ethtool, all other attributes are in struct net_device.
 * RTNL protects all of them and keeps the device from being unregistered.
 */
#include <linux/bpf_ctrl.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/ethtool_netlink.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>
#include <linux/xarray.h>
#include <net/net_namespace.h>

#include "xdp_defaults.h"

#define xdp_put(value, member, x) \
	bpf_ctrl_put(value, struct if_xdp_attributes, member, x)
#define xdp_changed(change, member) \
	bpf_ctrl_changed(change, struct if_xdp_attributes, member)

/**
 * struct xdp_object - a device between acquire and release
 * @dev: the device, protected by RTNL
 * @rings: ring sizes; all 0 if the driver could not be called or has no rings
 * @rings_known: @rings is valid.  It is read once, since the driver may have to resume
 *	the device
 * @driver_asked: the driver was called for @rings
 */
struct xdp_object {
	struct net_device *dev;
	struct ethtool_dev_rings rings;
	bool rings_known;
	bool driver_asked;
};

static int xdp_lock(struct net *net)
{
	return rtnl_lock_killable();
}

static void xdp_unlock(struct net *net)
{
	rtnl_unlock();
}

static int xdp_acquire(struct net *net, const void *key, void *object)
{
	const struct if_xdp_key *k = key;
	struct xdp_object *o = object;

	/* faster than __dev_get_by_index(), whose hash has a fixed number of buckets */
	o->dev = xa_load(&net->dev_by_index, k->ifindex);
	return o->dev ? 0 : -ENODEV;
}

static const struct ethtool_dev_rings *xdp_rings(struct xdp_object *o)
{
	int err;

	if (o->rings_known)
		return &o->rings;
	err = ethtool_dev_get_rings(o->dev, &o->rings);
	if (err)
		memset(&o->rings, 0, sizeof(o->rings));
	o->driver_asked |= err != -EOPNOTSUPP;
	o->rings_known = true;
	return &o->rings;
}

/* A maximum of 0 means that there is no such ring, as in ETHTOOL_MSG_RINGS_GET. */
static void xdp_put_rings(struct bpf_ctrl_value *value,
			  const struct ethtool_dev_rings *rings, u32 rx, u32 tx)
{
	if (rings->rx_max)
		xdp_put(value, rx_ring_size, rx);
	if (rings->tx_max)
		xdp_put(value, tx_ring_size, tx);
}

static void xdp_get_programs(struct net_device *dev,
			     struct bpf_ctrl_value *value)
{
	u32 offload_id = dev_xdp_prog_id(dev, XDP_MODE_HW);

	if (dev->netdev_ops->ndo_bpf)
		xdp_put(value, native_prog_id,
			dev_xdp_prog_id(dev, XDP_MODE_DRV));
	xdp_put(value, generic_prog_id, dev_xdp_prog_id(dev, XDP_MODE_SKB));
	if (dev->xdp_features & NETDEV_XDP_ACT_HW_OFFLOAD || offload_id)
		xdp_put(value, offload_prog_id, offload_id);
}

static void xdp_get_current(struct xdp_object *o, struct bpf_ctrl_value *value)
{
	const struct ethtool_dev_rings *rings = xdp_rings(o);
	struct net_device *dev = o->dev;

	xdp_get_programs(dev, value);
	xdp_put(value, xdp_features, dev->xdp_features);
	if (dev->xdp_features & NETDEV_XDP_ACT_XSK_ZEROCOPY)
		xdp_put(value, zc_max_segs, dev->xdp_zc_max_segs);
	xdp_put(value, rx_queues, dev->real_num_rx_queues);
	xdp_put(value, tx_queues, dev->real_num_tx_queues);
	xdp_put_rings(value, rings, rings->rx, rings->tx);
	xdp_put(value, napi_defer_hard_irqs,
		READ_ONCE(dev->napi_defer_hard_irqs));
	xdp_put(value, gro_flush_timeout, READ_ONCE(dev->gro_flush_timeout));
}

static void xdp_get_min(struct xdp_object *o, struct bpf_ctrl_value *value)
{
	const struct ethtool_dev_rings *rings = xdp_rings(o);

	/*
	 * ethtool has no lower limit.  A driver that has one rounds up, or fails
	 * with a message.
	 */
	if (rings->fixed)
		xdp_put_rings(value, rings, rings->rx, rings->tx);
	xdp_put(value, napi_defer_hard_irqs, 0);
	xdp_put(value, gro_flush_timeout, 0);
}

static void xdp_get_max(struct xdp_object *o, struct bpf_ctrl_value *value)
{
	const struct ethtool_dev_rings *rings = xdp_rings(o);

	if (rings->fixed)
		xdp_put_rings(value, rings, rings->rx, rings->tx);
	else
		xdp_put_rings(value, rings, rings->rx_max, rings->tx_max);
	/* the limits of net-sysfs.c */
	xdp_put(value, napi_defer_hard_irqs, S32_MAX);
	xdp_put(value, gro_flush_timeout, ULONG_MAX);
}

static void xdp_get_default(struct xdp_object *o, struct bpf_ctrl_value *value)
{
	const struct xdp_defaults *defaults = xdp_defaults_find(o->dev);
	const struct ethtool_dev_rings *rings = xdp_rings(o);

	if (defaults) {
		xdp_put(value, napi_defer_hard_irqs,
			defaults->napi_defer_hard_irqs);
		xdp_put(value, gro_flush_timeout, defaults->gro_flush_timeout);
	}
	/* without set_ringparam() they cannot be reset */
	if (defaults && defaults->rings_known && !rings->fixed)
		xdp_put_rings(value, rings, defaults->rx_ring_size,
			      defaults->tx_ring_size);
}

static int xdp_get(void *object, enum bpf_ctrl_view view,
		   struct bpf_ctrl_value *value)
{
	struct xdp_object *o = object;

	switch (view) {
	case BPF_CTRL_CURRENT:
		xdp_get_current(o, value);
		break;
	case BPF_CTRL_MIN:
		xdp_get_min(o, value);
		break;
	case BPF_CTRL_MAX:
		xdp_get_max(o, value);
		break;
	case BPF_CTRL_DEFAULT:
		xdp_get_default(o, value);
		break;
	default:
		return -EINVAL;
	}
	if (o->driver_asked)
		bpf_ctrl_driver_asked(value);
	return 0;
}

static int xdp_set_rings(struct xdp_object *o,
			 const struct bpf_ctrl_change *change,
			 struct netlink_ext_ack *extack)
{
	const struct if_xdp_attributes *wanted = change->wanted;
	struct ethtool_dev_rings rings = *xdp_rings(o);
	bool rx = xdp_changed(change, rx_ring_size);
	bool tx = xdp_changed(change, tx_ring_size);
	int err;

	if (!rx && !tx)
		return 0;
	if (rx)
		rings.rx = wanted->rx_ring_size;
	if (tx)
		rings.tx = wanted->tx_ring_size;
	o->rings_known = false;		/* a driver may round up */
	err = ethtool_dev_set_rings(o->dev, &rings, extack);
	if (err)
		NL_SET_ERR_MSG_WEAK(extack, "the driver refused the ring sizes");
	return err;
}

/* Make the changes that can fail first. */
static int xdp_set(void *object, const struct bpf_ctrl_change *change,
		   struct netlink_ext_ack *extack)
{
	const struct if_xdp_attributes *wanted = change->wanted;
	struct xdp_object *o = object;
	int err;

	err = xdp_set_rings(o, change, extack);
	if (err)
		return err;
	if (xdp_changed(change, napi_defer_hard_irqs))
		WRITE_ONCE(o->dev->napi_defer_hard_irqs,
			   wanted->napi_defer_hard_irqs);
	if (xdp_changed(change, gro_flush_timeout))
		WRITE_ONCE(o->dev->gro_flush_timeout,
			   wanted->gro_flush_timeout);
	return 0;
}

/* In ascending order of the ifindex.  Reserved indexes without a device are skipped. */
static struct net_device *xdp_next_dev(struct net *net, const void *key,
				       void *next)
{
	const struct if_xdp_key *k = key;
	unsigned long index = k ? k->ifindex : 0;
	struct if_xdp_key *n = next;
	struct net_device *dev;

	dev = xa_find_after(&net->dev_by_index, &index, ULONG_MAX, XA_PRESENT);
	if (dev)
		n->ifindex = index;
	return dev;
}

static int xdp_next_key(struct net *net, const void *key, void *next)
{
	return xdp_next_dev(net, key, next) ? 0 : -ENOENT;
}

static int xdp_acquire_next(struct net *net, const void *key, void *next,
			    void *object)
{
	struct xdp_object *o = object;

	o->dev = xdp_next_dev(net, key, next);
	return o->dev ? 0 : -ENOENT;
}

/* To write these, sysfs requires CAP_NET_ADMIN in the initial user namespace. */
static const u32 xdp_init_ns_members[] = {
	offsetof(struct if_xdp_attributes, napi_defer_hard_irqs),
	offsetof(struct if_xdp_attributes, gro_flush_timeout),
};

static const u32 xdp_flags_members[] = {
	offsetof(struct if_xdp_attributes, xdp_features),
};

BTF_ID_LIST(xdp_btf_ids)
BTF_ID(struct, if_xdp_key)
BTF_ID(struct, if_xdp_attributes)

static const struct bpf_ctrl_ops xdp_ctrl_ops = {
	.name			= "xdp",
	.type			= BPF_CTRL_XDP_ATTR,
	.flags			= BPF_CTRL_TYPE_PUBLIC_READ |
				  BPF_CTRL_TYPE_PER_NETNS,
	.write_cap		= CAP_NET_ADMIN,
	.init_ns_members	= xdp_init_ns_members,
	.nr_init_ns_members	= ARRAY_SIZE(xdp_init_ns_members),
	.flags_members		= xdp_flags_members,
	.nr_flags_members	= ARRAY_SIZE(xdp_flags_members),
	.btf_ids		= xdp_btf_ids,
	.object_size		= sizeof(struct xdp_object),
	.owner			= THIS_MODULE,
	.lock			= xdp_lock,
	.unlock			= xdp_unlock,
	.acquire		= xdp_acquire,
	.get			= xdp_get,
	.set			= xdp_set,
	.next_key		= xdp_next_key,
	.acquire_next		= xdp_acquire_next,
};

static int __init xdp_ctrl_init(void)
{
	int err = xdp_defaults_init();

	return err ?: bpf_ctrl_register(&xdp_ctrl_ops);
}
late_initcall(xdp_ctrl_init);
