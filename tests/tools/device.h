/* SPDX-License-Identifier: GPL-2.0-only */
/* A device by its name, and its XDP attributes. */
#ifndef DEVICE_H
#define DEVICE_H

#include <net/if.h>

#include "need.h"
#include "xdp_value.h"

static inline uint32_t device_index(const char *name)
{
	uint32_t ifindex = name ? if_nametoindex(name) : 0;

	need(ifindex, "no device %s", name ? name : "given");
	return ifindex;
}

static inline struct if_xdp_attributes read_device(int fd, uint32_t ifindex)
{
	struct if_xdp_attributes v;
	int err;

	memset(&v, 0, sizeof(v));
	err = ctrl_lookup(fd, ifindex, &v);
	need(!err, "lookup of device %u: %s", ifindex, result_name(err));
	return v;
}

#endif
