/* SPDX-License-Identifier: GPL-2.0-only */
/* Control maps of programs, and the kfuncs on them. */
#ifndef CTRL_KFUNCS_H
#define CTRL_KFUNCS_H

#include <linux/bpf.h>
#include <linux/bpf_ctrl.h>
#include <bpf/bpf_helpers.h>

extern int bpf_ctrl_lookup_elem(void *p__map, const void *key, __u32 key__sz,
				void *value, __u32 value__sz) __ksym;
extern int bpf_ctrl_update_elem(void *p__map, const void *key, __u32 key__sz,
				const void *value, __u32 value__sz) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_CONTROL);
	__uint(map_extra, BPF_CTRL_XDP_ATTR);
	__uint(key_size, sizeof(struct if_xdp_key));
	__uint(value_size, sizeof(struct if_xdp_attributes));
} devices SEC(".maps");

char _license[] SEC("license") = "GPL";

#endif /* CTRL_KFUNCS_H */
