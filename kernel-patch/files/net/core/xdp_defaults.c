// SPDX-License-Identifier: GPL-2.0-only
/*
 * What network devices began with, which is what a reset of their XDP attributes
 * goes back to.
 *
 * It is noted when a device is registered, before anybody can have changed it, and
 * kept until the device goes, also when it moves to another network namespace.
 * Some drivers cannot tell the sizes of their rings before the device is up: these
 * are noted then, which is before they can be changed.  RTNL guards all of it.
 */
#include <linux/ethtool_netlink.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/rhashtable.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "xdp_defaults.h"

static struct rhashtable xdp_defaults_table;

static const struct rhashtable_params xdp_defaults_params = {
	.head_offset = offsetof(struct xdp_defaults, node),
	.key_offset = offsetof(struct xdp_defaults, dev),
	.key_len = sizeof_field(struct xdp_defaults, dev),
	.automatic_shrinking = true,
};

static struct xdp_defaults *find(const struct net_device *dev)
{
	return rhashtable_lookup_fast(&xdp_defaults_table, &dev,
				      xdp_defaults_params);
}

/**
 * xdp_defaults_find() - what a device was registered with
 * @dev: a registered device; the caller holds RTNL
 *
 * Return: valid as long as RTNL is held; NULL: there was no memory to note it.
 */
const struct xdp_defaults *xdp_defaults_find(const struct net_device *dev)
{
	ASSERT_RTNL();
	return find(dev);
}

static void note_rings(struct net_device *dev, struct xdp_defaults *defaults)
{
	struct ethtool_dev_rings rings;

	if (!defaults || defaults->rings_known ||
	    ethtool_dev_get_rings(dev, &rings))
		return;
	defaults->rx_ring_size = rings.rx;
	defaults->tx_ring_size = rings.tx;
	defaults->rings_known = true;
}

/* A device that moves to another namespace is registered there once more. */
static void note_device(struct net_device *dev)
{
	struct xdp_defaults *defaults = find(dev);

	if (defaults)
		return;
	defaults = kzalloc(sizeof(*defaults), GFP_KERNEL);
	if (!defaults)
		return;
	defaults->dev = dev;
	defaults->napi_defer_hard_irqs = READ_ONCE(dev->napi_defer_hard_irqs);
	defaults->gro_flush_timeout = READ_ONCE(dev->gro_flush_timeout);
	note_rings(dev, defaults);
	if (rhashtable_insert_fast(&xdp_defaults_table, &defaults->node,
				   xdp_defaults_params))
		kfree(defaults);
}

static void forget_device(struct net_device *dev)
{
	struct xdp_defaults *defaults = find(dev);

	if (!defaults || dev->reg_state == NETREG_REGISTERED)
		return;
	rhashtable_remove_fast(&xdp_defaults_table, &defaults->node,
			       xdp_defaults_params);
	kfree(defaults);
}

static int xdp_defaults_event(struct notifier_block *nb, unsigned long event,
			      void *ptr)
{
	struct net_device *dev = netdev_notifier_info_to_dev(ptr);

	switch (event) {
	case NETDEV_REGISTER:
		note_device(dev);
		break;
	case NETDEV_UP:
		note_rings(dev, find(dev));
		break;
	case NETDEV_UNREGISTER:
		forget_device(dev);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block xdp_defaults_notifier = {
	.notifier_call = xdp_defaults_event,
};

/**
 * xdp_defaults_init() - begin to note what devices are registered with
 *
 * Those that are there already are noted as they are.
 *
 * Return: 0 or -ENOMEM.
 */
int __init xdp_defaults_init(void)
{
	int err;

	err = rhashtable_init(&xdp_defaults_table, &xdp_defaults_params);
	if (err)
		return err;
	err = register_netdevice_notifier(&xdp_defaults_notifier);
	if (err)
		rhashtable_destroy(&xdp_defaults_table);
	return err;
}
