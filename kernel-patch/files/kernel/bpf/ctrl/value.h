/* SPDX-License-Identifier: GPL-2.0-only */
/* The rules for values: what an update changes, and whether it may. */
#ifndef _BPF_CTRL_VALUE_H
#define _BPF_CTRL_VALUE_H

#include <linux/types.h>

struct bpf_ctrl_change;
struct bpf_ctrl_layout;
struct bpf_ctrl_reason;

/**
 * struct bpf_ctrl_limits - the MIN or the MAX view of an object
 * @data: the value
 * @mask: members that have a limit
 */
struct bpf_ctrl_limits {
	const void *data;
	u64 mask;
};

/* value.c: values as bytes */
u64 bpf_ctrl_load_bits(const void *data, u32 bit_off, u32 bits);
void bpf_ctrl_copy_member(const struct bpf_ctrl_layout *layout, u32 i,
			  void *to, const void *from);
u64 bpf_ctrl_differ(const struct bpf_ctrl_layout *layout, u64 members,
		    const void *a, const void *b);
u64 bpf_ctrl_etag(const struct bpf_ctrl_layout *layout, u64 members,
		  const void *data);
int bpf_ctrl_check_tail(const void *value, u32 end, u32 size,
			struct bpf_ctrl_reason *reason);
void bpf_ctrl_take(u64 members, const void *from, struct bpf_ctrl_change *c,
		   void *wanted);
int bpf_ctrl_merge(u64 prefix, const void *user, u64 supported,
		   struct bpf_ctrl_change *c, void *wanted,
		   struct bpf_ctrl_reason *reason);

/* check.c: values of their types */
int bpf_ctrl_check_limits(const struct bpf_ctrl_change *c,
			  const struct bpf_ctrl_limits *min,
			  const struct bpf_ctrl_limits *max,
			  struct bpf_ctrl_reason *reason);
int bpf_ctrl_check_kinds(const struct bpf_ctrl_change *c,
			 struct bpf_ctrl_reason *reason);
void bpf_ctrl_format_member(const struct bpf_ctrl_layout *layout, u32 i,
			    const void *data, char *buf, size_t len);

#endif /* _BPF_CTRL_VALUE_H */
