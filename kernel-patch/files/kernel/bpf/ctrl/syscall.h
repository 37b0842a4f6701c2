/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Operations on control maps, for the bpf() system call and for kfuncs.  Without
 * CONFIG_BPF_CTRL_MAP there is no such map, and the compiler drops the calls.
 */
#ifndef _BPF_CTRL_SYSCALL_H
#define _BPF_CTRL_SYSCALL_H

#include <linux/bpf.h>

static inline bool bpf_map_is_ctrl(const struct bpf_map *map)
{
	return IS_ENABLED(CONFIG_BPF_CTRL_MAP) &&
	       map->map_type == BPF_MAP_TYPE_CONTROL;
}

int bpf_ctrl_map_may_create(const union bpf_attr *attr,
			    const struct bpf_token *token);
int bpf_ctrl_map_info_fill(struct bpf_map_info *info, const struct bpf_map *map);
int bpf_ctrl_map_lookup(struct bpf_map *map, const void *key, void *value);

#endif /* _BPF_CTRL_SYSCALL_H */
