/* SPDX-License-Identifier: GPL-2.0-only */
/* Batch lookup on control maps. */
#ifndef _BPF_CTRL_BATCH_H
#define _BPF_CTRL_BATCH_H

#include <linux/bpf.h>

int bpf_ctrl_map_lookup_batch(struct bpf_map *map, const union bpf_attr *attr,
			      union bpf_attr __user *uattr);

#endif /* _BPF_CTRL_BATCH_H */
