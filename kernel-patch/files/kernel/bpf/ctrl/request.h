/* SPDX-License-Identifier: GPL-2.0-only */
/* Update and delete on control maps. */
#ifndef _BPF_CTRL_REQUEST_H
#define _BPF_CTRL_REQUEST_H

#include <linux/bpf.h>

struct bpf_ctrl_reason;

int bpf_ctrl_update(struct bpf_map *map, const void *key, const void *value,
		    u64 flags, struct bpf_ctrl_reason *reason);
int bpf_ctrl_delete(struct bpf_map *map, const void *key, void *value,
		    struct bpf_ctrl_reason *reason);

#endif /* _BPF_CTRL_REQUEST_H */
