/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What XDP can do with a device.  Linux 6.1 does not know it, so it is never told, but the
 * type is part of the value struct.
 */
#ifndef _BPF_CTRL_COMPAT_NETDEV_H
#define _BPF_CTRL_COMPAT_NETDEV_H

enum netdev_xdp_act {
	NETDEV_XDP_ACT_BASIC		= 1,
	NETDEV_XDP_ACT_REDIRECT		= 2,
	NETDEV_XDP_ACT_NDO_XMIT		= 4,
	NETDEV_XDP_ACT_XSK_ZEROCOPY	= 8,
	NETDEV_XDP_ACT_HW_OFFLOAD	= 16,
	NETDEV_XDP_ACT_RX_SG		= 32,
	NETDEV_XDP_ACT_NDO_XMIT_SG	= 64,
	NETDEV_XDP_ACT_MASK		= 127,
};

#endif /* _BPF_CTRL_COMPAT_NETDEV_H */
