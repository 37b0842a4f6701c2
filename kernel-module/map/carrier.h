/* SPDX-License-Identifier: GPL-2.0-only */
/* The map of the kernel that stands for a control map. */
#ifndef _BPF_CTRL_CARRIER_H
#define _BPF_CTRL_CARRIER_H

#include <linux/bpf.h>
#include <linux/types.h>

struct file;

bool carrier_maps(void);
bool carrier_btf_ids(void);
bool carrier_of_file(const struct file *file, struct bpf_map **native, struct bpf_map **map);
struct file *carrier_create(struct bpf_map *map, const union bpf_attr *attr);

#endif /* _BPF_CTRL_CARRIER_H */
