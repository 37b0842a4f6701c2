// SPDX-License-Identifier: GPL-2.0-only
/* Attached to a function that is called under RTNL, it would wait for itself. */
#include "ctrl_kfuncs.h"

SEC("lsm.s/bpf")
int attached(void *ctx)
{
	struct if_xdp_key key = {};
	struct if_xdp_attributes value = {};

	return bpf_ctrl_lookup_elem(&devices, &key, sizeof(key), &value, sizeof(value));
}
