/* SPDX-License-Identifier: GPL-2.0-only */
/* The registered control types. */
#ifndef _BPF_CTRL_REGISTRY_H
#define _BPF_CTRL_REGISTRY_H

#include <linux/bpf_ctrl.h>
#include <linux/mutex.h>
#include <linux/xarray.h>

struct bpf_ctrl_layout;
struct btf;

/**
 * struct bpf_ctrl_entry - a registered control type
 * @ops: operations of the subsystem
 * @number: number of the type, enum bpf_ctrl_type
 * @flags: enum bpf_ctrl_type_flags, with those that follow from @ops
 * @layout: owned
 * @made: BTF of maps by value size.  Each is made when the first map of this size is created
 *	and kept.  There is at most one for each member.
 */
struct bpf_ctrl_entry {
	const struct bpf_ctrl_ops *ops;
	u32 number;
	u32 flags;
	struct bpf_ctrl_layout *layout;
	struct xarray made;
};

/* Protects bpf_ctrl_types and the @made of each entry. */
extern struct mutex bpf_ctrl_registry_lock;
extern struct xarray bpf_ctrl_types;	/* struct bpf_ctrl_entry by number */

struct bpf_ctrl_entry *bpf_ctrl_entry_find(u32 number);
struct btf *bpf_ctrl_entry_btf(struct bpf_ctrl_entry *entry, u32 value_size);

#endif /* _BPF_CTRL_REGISTRY_H */
