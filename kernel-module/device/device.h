/* SPDX-License-Identifier: GPL-2.0-only */
/* What is known of a network device without the functions that the kernel keeps to itself. */
#ifndef _BPF_CTRL_DEVICE_H
#define _BPF_CTRL_DEVICE_H

#include <linux/types.h>

struct net_device;

u32 device_xdp_prog_id(const struct net_device *dev, int mode);
bool device_xdp_attached(const struct net_device *dev);
u32 device_providers(const struct net_device *dev);

#endif /* _BPF_CTRL_DEVICE_H */
