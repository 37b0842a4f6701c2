/* SPDX-License-Identifier: GPL-2.0-only */
/* BTF of a module, as bytes in the module. */
#ifndef _BPF_CTRL_BLOB_H
#define _BPF_CTRL_BLOB_H

#include <linux/types.h>

struct btf;

struct btf *btf_parse_blob(const void *data, u32 size);

/* In blob.S: what pahole has made of types.c. */
extern const u8 btf_blob[];
extern const u8 btf_blob_end[];

#endif /* _BPF_CTRL_BLOB_H */
