/* SPDX-License-Identifier: GPL-2.0-only */
/* What the core runs when the kernel starts, main.c calls when the module is loaded. */
#ifndef _BPF_CTRL_COMPAT_MODULE_H
#define _BPF_CTRL_COMPAT_MODULE_H

#include_next <linux/module.h>

#undef late_initcall
#define late_initcall(fn)						\
int bpf_ctrl_init_##fn(void);						\
int __init bpf_ctrl_init_##fn(void)					\
{									\
	return fn();							\
}

#endif /* _BPF_CTRL_COMPAT_MODULE_H */
