/* SPDX-License-Identifier: GPL-2.0-only */
/* The number of the map type. */
#ifndef _BPF_CTRL_NUMBER_H
#define _BPF_CTRL_NUMBER_H

/*
 * Far from those that the kernel gives: a small number would be that of another type on a
 * later kernel, and a library that tries which types there are would find one more.  User
 * space reads it in /sys/module/bpf_ctrl/parameters/map_type.
 */
#define BPF_CTRL_MAP_TYPE_NUMBER	0x4354524c	/* "CTRL" */

#endif /* _BPF_CTRL_NUMBER_H */
