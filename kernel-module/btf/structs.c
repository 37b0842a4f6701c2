// SPDX-License-Identifier: GPL-2.0-only
/*
 * Keys and values of the control types: what the build makes the module's BTF of.  Nothing
 * of this is linked into the module.
 */
#include <linux/bpf_ctrl.h>

#define IN_BTF(type)	struct type bpf_ctrl_in_btf_##type

IN_BTF(bpf_ctrl_type_key);
IN_BTF(bpf_ctrl_type_info);
IN_BTF(if_xdp_key);
IN_BTF(if_xdp_attributes);
