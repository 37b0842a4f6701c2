// SPDX-License-Identifier: GPL-2.0-only
/* Parts of the control type of network devices that net/ethtool has. */
#include <linux/ethtool_netlink.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>

#include "xdp_ctrl_parts.h"

/* What a driver is asked for. */
enum xdp_params {
	XDP_RINGS,
};

static int ask(struct xdp_object *o, enum xdp_params what)
{
	switch (what) {
	case XDP_RINGS:
		return ethtool_dev_get_rings(o->dev, &o->rings);
	}
	return -EOPNOTSUPP;
}

/* Whether the driver has them, and could be called. */
static bool know(struct xdp_object *o, enum xdp_params what)
{
	int err;

	if (o->asked & BIT(what))
		return o->known & BIT(what);
	err = ask(o, what);
	o->asked |= BIT(what);
	o->driver_asked |= err != -EOPNOTSUPP;
	if (!err)
		o->known |= BIT(what);
	return !err;
}

/* A driver may round up, and one change may have an effect on others. */
static void forget(struct xdp_object *o)
{
	o->asked = 0;
	o->known = 0;
}

/*
 * Ring sizes.  A maximum of 0 means that there is no such ring, as in
 * ETHTOOL_MSG_RINGS_GET.  ethtool has no lower limit: a driver that has one rounds up,
 * or fails with a message.
 */
static void get_rings(struct xdp_object *o, const struct xdp_view *v)
{
	const struct ethtool_dev_rings *r = &o->rings;

	if (!know(o, XDP_RINGS))
		return;
	if (r->rx_max)
		xdp_put_rw(v, rx_ring_size, r->fixed ? xdp_fixed(r->rx) :
			   xdp_up_to(r->rx, r->rx_max));
	if (r->tx_max)
		xdp_put_rw(v, tx_ring_size, r->fixed ? xdp_fixed(r->tx) :
			   xdp_up_to(r->tx, r->tx_max));
}

static int set_rings(struct xdp_object *o, const struct bpf_ctrl_change *change,
		     const struct if_xdp_attributes *to,
		     struct netlink_ext_ack *extack)
{
	struct ethtool_dev_rings rings;
	int err;

	if (!know(o, XDP_RINGS))
		return -ENODEV;
	rings = o->rings;
	if (xdp_changed(change, rx_ring_size))
		rings.rx = to->rx_ring_size;
	if (xdp_changed(change, tx_ring_size))
		rings.tx = to->tx_ring_size;
	forget(o);
	err = ethtool_dev_set_rings(o->dev, &rings, extack);
	if (err)
		NL_SET_ERR_MSG_WEAK(extack, "the driver refused the ring sizes");
	return err;
}

static const struct xdp_member rings_members[] = {
	XDP_MEMBER(rx_ring_size),
	XDP_MEMBER(tx_ring_size),
};

const struct xdp_part xdp_part_rings = {
	.get		= get_rings,
	.members	= rings_members,
	.nr_members	= ARRAY_SIZE(rings_members),
	.set		= set_rings,
};
