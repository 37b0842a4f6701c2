// SPDX-License-Identifier: GPL-2.0-only
/*
 * Defaults of the attributes of network devices: their values when the device was
 * registered.
 *
 * They are saved at NETDEV_REGISTER, before user space can change them, and kept until
 * the device is unregistered, also if it moves to another network namespace.  What a
 * driver reports only while the device is up, such as ring sizes, is saved at NETDEV_UP,
 * as it cannot be changed before.  Protected by RTNL.
 */
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/rhashtable.h>
#include <linux/rtnetlink.h>
#include <linux/slab.h>

#include "xdp_defaults.h"

static struct rhashtable xdp_defaults_table;
static void (*xdp_defaults_save)(struct net_device *dev,
				 struct xdp_defaults *defaults);

static const struct rhashtable_params xdp_defaults_params = {
	.head_offset = offsetof(struct xdp_defaults, node),
	.key_offset = offsetof(struct xdp_defaults, dev),
	.key_len = sizeof_field(struct xdp_defaults, dev),
	.automatic_shrinking = true,
};

static struct xdp_defaults *xdp_defaults_lookup(const struct net_device *dev)
{
	return rhashtable_lookup_fast(&xdp_defaults_table, &dev,
				      xdp_defaults_params);
}

/**
 * xdp_defaults_find() - get the defaults of a device
 * @dev: a registered device; the caller holds RTNL
 *
 * Return: the defaults, valid until RTNL is released; NULL: there was no memory to
 * save them.
 */
struct xdp_defaults *xdp_defaults_find(const struct net_device *dev)
{
	ASSERT_RTNL();
	return xdp_defaults_lookup(dev);
}

/* NETDEV_REGISTER is sent again when a device moves to another network namespace. */
static void xdp_defaults_add(struct net_device *dev)
{
	struct xdp_defaults *defaults = xdp_defaults_lookup(dev);

	if (defaults)
		return;
	defaults = kzalloc_obj(*defaults, GFP_KERNEL);
	if (!defaults)
		return;
	defaults->dev = dev;
	xdp_defaults_save(dev, defaults);
	if (rhashtable_insert_fast(&xdp_defaults_table, &defaults->node,
				   xdp_defaults_params))
		kfree(defaults);
}

static void xdp_defaults_up(struct net_device *dev)
{
	struct xdp_defaults *defaults = xdp_defaults_lookup(dev);

	if (defaults)
		xdp_defaults_save(dev, defaults);
}

static void xdp_defaults_remove(struct net_device *dev)
{
	struct xdp_defaults *defaults = xdp_defaults_lookup(dev);

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
		xdp_defaults_add(dev);
		break;
	case NETDEV_UP:
		xdp_defaults_up(dev);
		break;
	case NETDEV_UNREGISTER:
		xdp_defaults_remove(dev);
		break;
	}
	return NOTIFY_DONE;
}

static struct notifier_block xdp_defaults_notifier = {
	.notifier_call = xdp_defaults_event,
};

/**
 * xdp_defaults_init() - begin to save the defaults of devices
 * @save: save the current values of the writable members that are not known yet; called
 *	under RTNL
 *
 * For devices that are registered already, the current values are saved.
 *
 * Return: 0; -ENOMEM.
 */
int __init xdp_defaults_init(void (*save)(struct net_device *dev,
					  struct xdp_defaults *defaults))
{
	int err;

	xdp_defaults_save = save;
	err = rhashtable_init(&xdp_defaults_table, &xdp_defaults_params);
	if (err)
		return err;
	err = register_netdevice_notifier(&xdp_defaults_notifier);
	if (err)
		rhashtable_destroy(&xdp_defaults_table);
	return err;
}
