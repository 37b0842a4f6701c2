/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the core uses of the kernel's maps and what is not exported or not there.  The control
 * map of the core is one that the kernel does not see; map/carrier.c has the one that it
 * sees.
 */
#ifndef _BPF_CTRL_COMPAT_BPF_H
#define _BPF_CTRL_COMPAT_BPF_H

#include <features.h>
#include_next <linux/bpf.h>
#include <linux/capability.h>

#include "../../map/number.h"

#define BPF_MAP_TYPE_CONTROL	BPF_CTRL_MAP_TYPE_NUMBER

#if HAVE_LONG_MAP_OPS
#define MAP_OP_RESULT	long
#else
#define MAP_OP_RESULT	int
#endif

#if !HAVE_BPF_TOKEN
struct bpf_token;
#endif

/* Of the core, see kernel/bpf/ctrl/map.c. */
extern const struct bpf_map_ops ctrl_map_ops;

#define bpf_map_area_alloc(size, node)	bpf_ctrl_map_area_alloc(size)
#define bpf_map_area_free(area)		bpf_ctrl_map_area_free(area)
#define bpf_map_init_from_attr		bpf_ctrl_map_init_from_attr
#define bpf_token_capable(token, cap)	bpf_ctrl_capable(cap)
#define generic_map_update_batch	NULL
#define generic_map_delete_batch	NULL
#define map_check_no_btf		NULL

/* Exported for the programs of the kernel itself, which declare it themselves. */
int kern_sys_bpf(int cmd, union bpf_attr *attr, unsigned int size);

void *bpf_ctrl_map_area_alloc(size_t size);
void bpf_ctrl_map_area_free(void *area);
void bpf_ctrl_map_init_from_attr(struct bpf_map *map, const union bpf_attr *attr);

/* As in the kernel without a token: delegation by tokens is left out. */
static inline bool bpf_ctrl_capable(int cap)
{
	return capable(cap) || (cap != CAP_SYS_ADMIN && capable(CAP_SYS_ADMIN));
}

#endif /* _BPF_CTRL_COMPAT_BPF_H */
