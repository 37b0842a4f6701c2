/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether the new values of a change are within the limits and of their type. */
#ifndef _BPF_CTRL_CHECK_H
#define _BPF_CTRL_CHECK_H

#include <linux/types.h>

struct bpf_ctrl_change;
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

int bpf_ctrl_check_limits(const struct bpf_ctrl_change *c,
			  const struct bpf_ctrl_limits *min,
			  const struct bpf_ctrl_limits *max,
			  struct bpf_ctrl_reason *reason);
int bpf_ctrl_check_kinds(const struct bpf_ctrl_change *c,
			 struct bpf_ctrl_reason *reason);

#endif /* _BPF_CTRL_CHECK_H */
