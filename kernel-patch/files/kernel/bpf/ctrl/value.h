/* SPDX-License-Identifier: GPL-2.0-only */
/* Values as bytes: prefix, tail, etag, and what an update or a reset changes. */
#ifndef _BPF_CTRL_VALUE_H
#define _BPF_CTRL_VALUE_H

#include <linux/types.h>

struct bpf_ctrl_change;
struct bpf_ctrl_layout;
struct bpf_ctrl_reason;

u64 bpf_ctrl_load_bits(const void *data, u32 bit_off, u32 bits);
void bpf_ctrl_copy_member(const struct bpf_ctrl_layout *layout, u32 i,
			  void *to, const void *from);
bool bpf_ctrl_members_equal(const struct bpf_ctrl_layout *layout, u64 members,
			    const void *a, const void *b);
u64 bpf_ctrl_prefix(const struct bpf_ctrl_layout *layout, u32 size, u32 *end);
u64 bpf_ctrl_etag(const struct bpf_ctrl_layout *layout, u64 members,
		  const void *data);
int bpf_ctrl_check_tail(const void *value, u32 end, u32 size,
			struct bpf_ctrl_reason *reason);
int bpf_ctrl_merge(const struct bpf_ctrl_layout *layout, u64 prefix,
		   const void *user, u64 supported, struct bpf_ctrl_change *c,
		   void *wanted, struct bpf_ctrl_reason *reason);
void bpf_ctrl_merge_defaults(const struct bpf_ctrl_layout *layout, u64 members,
			     const void *defaults, struct bpf_ctrl_change *c,
			     void *wanted);

#endif /* _BPF_CTRL_VALUE_H */
