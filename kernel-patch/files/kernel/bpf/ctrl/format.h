/* SPDX-License-Identifier: GPL-2.0-only */
/* Values as text, for reasons and for the tracepoint. */
#ifndef _BPF_CTRL_FORMAT_H
#define _BPF_CTRL_FORMAT_H

#include <linux/types.h>

struct bpf_ctrl_layout;
struct bpf_ctrl_leaf;

void bpf_ctrl_format_number(const struct bpf_ctrl_leaf *leaf, u64 v, char *buf,
			    size_t len);
void bpf_ctrl_format_member(const struct bpf_ctrl_layout *layout, u32 i,
			    const void *data, char *buf, size_t len);

#endif /* _BPF_CTRL_FORMAT_H */
