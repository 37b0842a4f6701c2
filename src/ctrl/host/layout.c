// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * The layouts of the control types that the host has, for their BTF alone: pahole makes
 * it of what the compiler says of this file, and no code of it is linked. What is const
 * or volatile, and what is a bool, is in the header for the kernel.
 */
#include <linux/types.h>
#include <linux/bpf.h>
#include <linux/netdev.h>

#undef bool	/* a macro would not be in the BTF */
typedef _Bool bool;

#define __KERNEL__
#include <linux/bpf_ctrl.h>

struct bpf_ctrl_type_key directory_key;
struct bpf_ctrl_type_info directory_value;
struct if_xdp_key xdp_key;
struct if_xdp_attributes xdp_value;
struct bpf_ctrl_prog_fd_key prog_fd_key;
struct bpf_ctrl_prog_id_key prog_id_key;
struct bpf_ctrl_prog_stats prog_value;
struct bpf_ctrl_sock_key sock_key;
struct bpf_ctrl_sock_attr sock_value;
