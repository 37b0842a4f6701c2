// SPDX-License-Identifier: GPL-2.0-only
/* A helper gets pointers to elements, which a control map does not have. */
#include "ctrl_kfuncs.h"

SEC("syscall")
int helper(void *ctx)
{
	struct if_xdp_key key = {};

	return !bpf_map_lookup_elem(&devices, &key);
}
