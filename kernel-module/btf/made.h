/* SPDX-License-Identifier: GPL-2.0-only */
/* BTF that was made for maps. */
#ifndef _BPF_CTRL_MADE_H
#define _BPF_CTRL_MADE_H

#include <linux/types.h>

bool btf_made_fd(u32 id, int *result);

#endif /* _BPF_CTRL_MADE_H */
