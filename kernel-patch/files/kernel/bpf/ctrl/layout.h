/* SPDX-License-Identifier: GPL-2.0-only */
/* The members of a control type's value struct. */
#ifndef _BPF_CTRL_LAYOUT_H
#define _BPF_CTRL_LAYOUT_H

#include <linux/bitops.h>
#include <linux/bpf_ctrl.h>

struct btf;
struct btf_type;

#define BPF_CTRL_MEMBERS_MAX	64
#define BPF_CTRL_HEADER_SIZE	sizeof(struct bpf_ctrl_header)

/**
 * struct bpf_ctrl_member - a member of the value struct
 * @name: name in the BTF
 * @type: type id in the BTF
 * @bit_off: offset from the start of the value, in bits
 * @bits: width
 */
struct bpf_ctrl_member {
	const char *name;
	u32 type;
	u32 bit_off;
	u32 bits;
};

/**
 * struct bpf_ctrl_layout - the members of a control type's value struct
 * @btf: BTF of the kernel, which owns all names; not referenced
 * @key_id: type id of the key struct
 * @value_id: type id of the value struct
 * @key_size: size of the key struct, in bytes
 * @size: size of the value struct, in bytes
 * @writable: bit i: member i can be set
 * @moving: bit i: member i is volatile, it changes without an update
 * @init_ns: bit i: as BPF_CTRL_MEMBER_INIT_NS
 * @repeats: bit i: as BPF_CTRL_MEMBER_REPEAT
 * @flags: bit i: as BPF_CTRL_MEMBER_FLAGS
 * @nr_members: number of @members
 * @members: in the order of the struct, etag and mask first
 * @at: for each byte of the value, the member that begins there; 0: none
 */
struct bpf_ctrl_layout {
	const struct btf *btf;
	u32 key_id;
	u32 value_id;
	u32 key_size;
	u32 size;
	u64 writable;
	u64 moving;
	u64 init_ns;
	u64 repeats;
	u64 flags;
	u32 nr_members;
	struct bpf_ctrl_member members[BPF_CTRL_MEMBERS_MAX];
	u8 at[];
};

/* How the bits of a leaf are read. */
enum bpf_ctrl_leaf_kind {
	BPF_CTRL_LEAF_UNSIGNED,
	BPF_CTRL_LEAF_SIGNED,
	BPF_CTRL_LEAF_BOOL,	/* 0 or 1 */
	BPF_CTRL_LEAF_TEXT,	/* array of char, NUL-terminated */
};

/**
 * struct bpf_ctrl_leaf - a scalar or an array of scalars in a member
 * @name: innermost name in the BTF; empty: the member itself is the scalar
 * @enums: enum type in the BTF; NULL: not an enum
 * @bit_off: offset from the start of the value, in bits
 * @bits: width of one element, 1 to 64; for BPF_CTRL_LEAF_TEXT of the whole array
 * @nr: number of elements, at least 1
 * @quals: qualifiers, as from bpf_ctrl_skip_mods()
 * @kind: how its bits are read
 */
struct bpf_ctrl_leaf {
	const char *name;
	const struct btf_type *enums;
	u32 bit_off;
	u32 bits;
	u32 nr;
	u32 quals;
	enum bpf_ctrl_leaf_kind kind;
};

typedef int (*bpf_ctrl_visit_t)(const struct bpf_ctrl_leaf *leaf, void *data);

/* Iterate over the members in @mask, in order; @mask has no bit without a member. */
#define bpf_ctrl_for_each(i, mask)					\
	for (u64 __left = (mask);					\
	     __left && ((i) = __ffs64(__left), true);			\
	     __left &= __left - 1)

/* Return the index of the member that begins at a byte offset; 0: none, or the etag. */
static inline u32 bpf_ctrl_member_at(const struct bpf_ctrl_layout *layout, u32 offset)
{
	return offset < layout->size ? layout->at[offset] : 0;
}

struct bpf_ctrl_layout *bpf_ctrl_layout_create(const struct btf *btf,
					       u32 key_id, u32 value_id);
int bpf_ctrl_layout_mark(struct bpf_ctrl_layout *layout, u32 offset, u32 flags);
u64 bpf_ctrl_prefix(const struct bpf_ctrl_layout *layout, u32 size, u32 *end);
int bpf_ctrl_walk(const struct bpf_ctrl_layout *layout, u32 i,
		  bpf_ctrl_visit_t visit, void *data);
const struct btf_type *bpf_ctrl_skip_mods(const struct btf *btf, u32 id,
					  u32 *quals);

#endif /* _BPF_CTRL_LAYOUT_H */
