/* SPDX-License-Identifier: GPL-2.0-only */
/* The BTF of a control map. */
#ifndef _BPF_CTRL_BTF_H
#define _BPF_CTRL_BTF_H

#include <linux/types.h>

struct btf;

/**
 * struct bpf_ctrl_btf - BTF of control maps with one value size
 * @btf: the types of key and value; referenced
 * @key_id: type id of the key struct in @btf
 * @value_id: type id of the value struct in @btf
 */
struct bpf_ctrl_btf {
	struct btf *btf;
	u32 key_id;
	u32 value_id;
};

int bpf_ctrl_btf_distill(const struct btf *from, u32 key_id, u32 value_id,
			 u64 flags, u32 value_size, struct bpf_ctrl_btf *out);

#endif /* _BPF_CTRL_BTF_H */
