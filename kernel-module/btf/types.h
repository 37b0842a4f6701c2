/* SPDX-License-Identifier: GPL-2.0-only */
/* The BTF of this module and of others that bring control types. */
#ifndef _BPF_CTRL_TYPES_H
#define _BPF_CTRL_TYPES_H

int btf_types_begin(void);
void btf_types_end(void);

#endif /* _BPF_CTRL_TYPES_H */
