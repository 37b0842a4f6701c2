/* SPDX-License-Identifier: GPL-2.0-only */
/* The initcalls of the core and of the control types, see compat/linux/module.h. */
#ifndef _BPF_CTRL_INITCALLS_H
#define _BPF_CTRL_INITCALLS_H

int bpf_ctrl_init_directory_init(void);
int bpf_ctrl_init_xdp_ctrl_init(void);

#endif /* _BPF_CTRL_INITCALLS_H */
