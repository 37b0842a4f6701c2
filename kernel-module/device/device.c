// SPDX-License-Identifier: GPL-2.0-only
/* What is known of a network device without the functions that the kernel keeps to itself. */
#include <features.h>
#include <linux/bpf.h>
#include <linux/netdevice.h>
#include <linux/rtnetlink.h>

#if HAVE_RSS_CONTEXTS
#include <net/netdev_rx_queue.h>
#endif

#include "device.h"

/*
 * A program is attached by itself or by a link.  struct bpf_xdp_link is private to
 * net/core/dev.c; its first member is the common part of all links.
 */
static const struct bpf_prog *xdp_prog(const struct net_device *dev, int mode)
{
	const struct bpf_link *link = (const struct bpf_link *)dev->xdp_state[mode].link;

	return link ? link->prog : dev->xdp_state[mode].prog;
}

/**
 * device_xdp_prog_id() - get the id of an XDP program of a device
 * @dev: the device; the caller holds RTNL
 * @mode: enum bpf_xdp_mode
 *
 * Return: the id; 0: there is no program.
 */
u32 device_xdp_prog_id(const struct net_device *dev, int mode)
{
	const struct bpf_prog *prog = xdp_prog(dev, mode);

	ASSERT_RTNL();
	return prog ? prog->aux->id : 0;
}

/**
 * device_xdp_attached() - whether a device has an XDP program of any kind
 * @dev: the device; the caller holds RTNL
 *
 * Return: true if it has one.
 */
bool device_xdp_attached(const struct net_device *dev)
{
	int mode;

	for (mode = 0; mode < __MAX_XDP_MODE; mode++)
		if (xdp_prog(dev, mode))
			return true;
	return false;
}

/**
 * device_providers() - how many queues have to stay for memory providers
 * @dev: the device; the caller holds RTNL
 *
 * Return: one more than the index of the last queue that has one; 0: none has.
 */
u32 device_providers(const struct net_device *dev)
{
	u32 queues = 0;
#if HAVE_RSS_CONTEXTS
	u32 i;

	for (i = 0; i < dev->real_num_rx_queues; i++)
		if (dev->_rx[i].mp_params.mp_priv)
			queues = i + 1;
#endif
	return queues;
}
