/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BTF as the core of control maps sees it here.  struct btf of the kernel is private to
 * kernel/bpf/btf.c, so this one can have its name; the kernel's functions for it that the
 * core calls have other names in compat/linux/btf.h.
 */
#ifndef _BPF_CTRL_MODULE_BTF_H
#define _BPF_CTRL_MODULE_BTF_H

#include <linux/btf.h>
#include <linux/refcount.h>
#include <linux/types.h>

struct file;

/**
 * struct btf - BTF of a module, or that of a map
 * @refcnt: number of references
 * @types: of a module: by type id; [0] is void
 * @nr_types: number of @types
 * @strings: of a module: the string section
 * @strings_len: its length
 * @file: of a map: the kernel's BTF
 * @id: of a map: its id
 */
struct btf {
	refcount_t refcnt;
	const struct btf_type **types;
	u32 nr_types;
	const char *strings;
	u32 strings_len;
	struct file *file;
	u32 id;
};

#endif /* _BPF_CTRL_MODULE_BTF_H */
