// SPDX-License-Identifier: GPL-2.0-only
/* An XDP program must not sleep. */
#include "ctrl_kfuncs.h"

SEC("xdp")
int awake(struct xdp_md *ctx)
{
	struct if_xdp_key key = { .ifindex = ctx->ingress_ifindex };
	struct if_xdp_attributes value = {};

	bpf_ctrl_lookup_elem(&devices, &key, sizeof(key), &value, sizeof(value));
	return XDP_PASS;
}
