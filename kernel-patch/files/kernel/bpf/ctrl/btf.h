/* SPDX-License-Identifier: GPL-2.0-only */
/* The BTF of a control map. */
#ifndef _BPF_CTRL_BTF_H
#define _BPF_CTRL_BTF_H

#include <linux/types.h>

struct bpf_ctrl_layout;
struct btf;

#define BPF_CTRL_BTF_KEY	1	/* type ids in the BTF of a map */
#define BPF_CTRL_BTF_VALUE	2

struct btf *bpf_ctrl_btf_distill(const struct bpf_ctrl_layout *layout, u32 size);

#endif /* _BPF_CTRL_BTF_H */
