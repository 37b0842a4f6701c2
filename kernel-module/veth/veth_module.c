// SPDX-License-Identifier: GPL-2.0-only
/*
 * The veth driver of the kernel with a ring size that can be changed: its source, with the
 * functions of the series, and what tells bpf_ctrl of them.
 */
#include <linux/module.h>
#include <linux/xsk_ring.h>

/* The driver is begun and ended below. */
#pragma push_macro("module_init")
#pragma push_macro("module_exit")
#undef module_init
#undef module_exit
#define module_init(fn)
#define module_exit(fn)
#include "../drivers/net/veth.c"
#pragma pop_macro("module_init")
#pragma pop_macro("module_exit")

static const struct netdev_xsk_ring_ops veth_xsk_ring_ops = {
	.get_xsk_ring		= veth_get_xsk_ring,
	.set_xsk_ring_size	= veth_set_xsk_ring_size,
};

static int __init veth_module_init(void)
{
	int err = netdev_xsk_ring_register(&veth_netdev_ops, &veth_xsk_ring_ops);

	if (err)
		return err;
	err = veth_init();
	if (err)
		netdev_xsk_ring_unregister(&veth_netdev_ops);
	return err;
}
module_init(veth_module_init);

static void __exit veth_module_exit(void)
{
	veth_exit();
	netdev_xsk_ring_unregister(&veth_netdev_ops);
}
module_exit(veth_module_exit);
