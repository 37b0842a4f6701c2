/* SPDX-License-Identifier: GPL-2.0-only */
/* The front: bpf() calls on control maps are answered here, all others go on in the kernel. */
#ifndef _BPF_CTRL_FRONT_H
#define _BPF_CTRL_FRONT_H

#include <linux/types.h>

/**
 * struct front_args - the arguments of __sys_bpf(), as entry.S saves them
 * @cmd: enum bpf_cmd, in the low 32 bits; set to the result of a call that was answered
 * @uattr: union bpf_attr, in user memory
 * @is_kernel: @uattr is in kernel memory, in the low 8 bits
 * @size: bytes at @uattr, in the low 32 bits
 * @common: struct bpf_common_attr, in user memory; kernels from 7.1 on
 * @common_is_kernel: @common is in kernel memory, in the low 8 bits; likewise
 * @return_address: of the call
 * @common_size: bytes at @common, in the low 32 bits; likewise
 */
struct front_args {
	u64 cmd;
	u64 uattr;
	u64 is_kernel;
	u64 size;
	u64 common;
	u64 common_is_kernel;
	u64 return_address;
	u64 common_size;
};

/* In entry.S, whose C part is front_call() and which goes on at front_resume. */
void bpf_ctrl_front(void);
bool front_call(struct front_args *args);
extern unsigned long front_resume;

int front_begin(void);
void front_end(void);

#endif /* _BPF_CTRL_FRONT_H */
