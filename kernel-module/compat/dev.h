/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the control types use of net/core/dev.h, which is not for modules.  Where a kernel has
 * no lock of each device, RTNL protects what it would.
 */
#ifndef _BPF_CTRL_COMPAT_DEV_H
#define _BPF_CTRL_COMPAT_DEV_H

#include <features.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

#if HAVE_NETDEV_LOCK
#include <net/netdev_lock.h>
#endif

#include <linux/xsk_ring.h>

#include "../device/device.h"

#define dev_xdp_prog_id(dev, mode)	device_xdp_prog_id(dev, mode)

int netif_set_mtu_ext(struct net_device *dev, int new_mtu, struct netlink_ext_ack *extack);

/* To be killed while one waits is not possible on a kernel that does not export it. */
#if !HAVE_RTNL_KILLABLE
#define rtnl_lock_killable()	bpf_ctrl_rtnl_lock()

static inline int bpf_ctrl_rtnl_lock(void)
{
	rtnl_lock();
	return 0;
}
#endif

#if HAVE_NETDEV_LOCK
/* The exported function takes the lock of the device itself; RTNL is held as well. */
static inline int netif_set_threaded(struct net_device *dev,
				     enum netdev_napi_threaded threaded)
{
	int err;

	netdev_unlock(dev);
	err = dev_set_threaded(dev, threaded);
	netdev_lock(dev);
	return err;
}

/* What a NAPI instance has of its own, and what one of a queue will have. */
static inline void netdev_set_defer_hard_irqs(struct net_device *dev, u32 defer)
{
	struct napi_struct *napi;
	u32 i;

	WRITE_ONCE(dev->napi_defer_hard_irqs, defer);
	list_for_each_entry(napi, &dev->napi_list, dev_list)
		WRITE_ONCE(napi->defer_hard_irqs, defer);
	for (i = 0; i < dev->num_napi_configs; i++)
		dev->napi_config[i].defer_hard_irqs = defer;
}

static inline void netdev_set_gro_flush_timeout(struct net_device *dev, unsigned long timeout)
{
	struct napi_struct *napi;
	u32 i;

	WRITE_ONCE(dev->gro_flush_timeout, timeout);
	list_for_each_entry(napi, &dev->napi_list, dev_list)
		WRITE_ONCE(napi->gro_flush_timeout, timeout);
	for (i = 0; i < dev->num_napi_configs; i++)
		dev->napi_config[i].gro_flush_timeout = timeout;
}
#else
static inline void netdev_lock_ops(struct net_device *dev)
{
	ASSERT_RTNL();
}

static inline void netdev_unlock_ops(struct net_device *dev)
{
}

static inline void netdev_lock_ops_to_full(struct net_device *dev)
{
}

static inline void netdev_unlock_full_to_ops(struct net_device *dev)
{
}

enum netdev_napi_threaded {
	NETDEV_NAPI_THREADED_DISABLED,
	NETDEV_NAPI_THREADED_ENABLED,
};

static inline int netif_set_threaded(struct net_device *dev,
				     enum netdev_napi_threaded threaded)
{
	return dev_set_threaded(dev, threaded);
}

static inline void netdev_set_defer_hard_irqs(struct net_device *dev, u32 defer)
{
	WRITE_ONCE(dev->napi_defer_hard_irqs, defer);
}

static inline void netdev_set_gro_flush_timeout(struct net_device *dev, unsigned long timeout)
{
	WRITE_ONCE(dev->gro_flush_timeout, timeout);
}
#endif

#endif /* _BPF_CTRL_COMPAT_DEV_H */
