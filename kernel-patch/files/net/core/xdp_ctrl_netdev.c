// SPDX-License-Identifier: GPL-2.0-only
/* Parts of the control type of network devices that struct net_device has. */
#include <linux/netdevice.h>
#include <linux/netlink.h>

#include "dev.h"
#include "xdp_ctrl_parts.h"

static void get_programs(struct xdp_object *o, const struct xdp_view *v)
{
	struct net_device *dev = o->dev;
	u32 offload_id = dev_xdp_prog_id(dev, XDP_MODE_HW);

	if (dev->netdev_ops->ndo_bpf)
		xdp_put_ro(v, native_prog_id,
			   dev_xdp_prog_id(dev, XDP_MODE_DRV));
	xdp_put_ro(v, generic_prog_id, dev_xdp_prog_id(dev, XDP_MODE_SKB));
	if (dev->xdp_features & NETDEV_XDP_ACT_HW_OFFLOAD || offload_id)
		xdp_put_ro(v, offload_prog_id, offload_id);
	xdp_put_ro(v, xdp_features, dev->xdp_features);
	if (dev->xdp_features & NETDEV_XDP_ACT_XSK_ZEROCOPY)
		xdp_put_ro(v, zc_max_segs, dev->xdp_zc_max_segs);
	xdp_put_ro(v, rx_queues, dev->real_num_rx_queues);
	xdp_put_ro(v, tx_queues, dev->real_num_tx_queues);
}

const struct xdp_part xdp_part_programs = {
	.get		= get_programs,
};

/* With the limits of net-sysfs.c. */
static void get_napi(struct xdp_object *o, const struct xdp_view *v)
{
	struct net_device *dev = o->dev;

	xdp_put_rw(v, napi_defer_hard_irqs,
		   xdp_between(READ_ONCE(dev->napi_defer_hard_irqs), 0,
			       S32_MAX));
	xdp_put_rw(v, gro_flush_timeout,
		   xdp_between(READ_ONCE(dev->gro_flush_timeout), 0,
			       ULONG_MAX));
}

static int set_napi(struct xdp_object *o, const struct bpf_ctrl_change *change,
		    const struct if_xdp_attributes *to,
		    struct netlink_ext_ack *extack)
{
	netdev_lock_ops_to_full(o->dev);
	if (xdp_changed(change, napi_defer_hard_irqs))
		netdev_set_defer_hard_irqs(o->dev, to->napi_defer_hard_irqs);
	if (xdp_changed(change, gro_flush_timeout))
		netdev_set_gro_flush_timeout(o->dev, to->gro_flush_timeout);
	netdev_unlock_full_to_ops(o->dev);
	return 0;
}

static const struct xdp_member napi_members[] = {
	XDP_MEMBER(napi_defer_hard_irqs),
	XDP_MEMBER(gro_flush_timeout),
};

const struct xdp_part xdp_part_napi = {
	.get		= get_napi,
	.members	= napi_members,
	.nr_members	= ARRAY_SIZE(napi_members),
	.set		= set_napi,
};
