/* SPDX-License-Identifier: GPL-2.0-only */
/* To have some capabilities and no others. */
#ifndef CAPABILITIES_H
#define CAPABILITIES_H

#include <linux/capability.h>

#include "become.h"

/* Keep just these capabilities, as root or, with PR_SET_KEEPCAPS, any other. */
static inline void keep_capabilities(uint64_t caps)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2] = {
		{ .effective = caps, .permitted = caps },
		{ .effective = caps >> 32, .permitted = caps >> 32 },
	};

	need(!syscall(SYS_capset, &header, data), "capset: %m");
}

#endif
