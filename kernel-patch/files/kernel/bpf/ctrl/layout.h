/* SPDX-License-Identifier: GPL-2.0-only */
/* The table of members of a control type's value struct. */
#ifndef _BPF_CTRL_LAYOUT_H
#define _BPF_CTRL_LAYOUT_H

#include <linux/bitops.h>
#include <linux/bpf_ctrl.h>

struct btf;
struct btf_type;

#define BPF_CTRL_MEMBERS_MAX	64
#define BPF_CTRL_LEAVES_MAX	1024
#define BPF_CTRL_HEADER_SIZE	sizeof(struct bpf_ctrl_header)
#define BPF_CTRL_HEADER_MASK	3ULL	/* the bits of etag and mask */

/**
 * enum bpf_ctrl_leaf_kind - how the bits of a leaf are read
 * @BPF_CTRL_LEAF_UNSIGNED: unsigned integer
 * @BPF_CTRL_LEAF_SIGNED: signed integer
 * @BPF_CTRL_LEAF_BOOL: 0 or 1
 * @BPF_CTRL_LEAF_TEXT: array of char, NUL-terminated
 */
enum bpf_ctrl_leaf_kind {
	BPF_CTRL_LEAF_UNSIGNED,
	BPF_CTRL_LEAF_SIGNED,
	BPF_CTRL_LEAF_BOOL,
	BPF_CTRL_LEAF_TEXT,
};

/**
 * struct bpf_ctrl_leaf - a scalar or an array of scalars in a member
 * @name: innermost name in the BTF; empty: the member itself is the scalar
 * @enums: enum type in the BTF; NULL: not an enum
 * @bit_off: offset from the start of the value, in bits
 * @bits: width of one element, 1 to 64; for BPF_CTRL_LEAF_TEXT of the whole array
 * @nr: number of elements, at least 1
 * @kind: enum bpf_ctrl_leaf_kind
 * @flags: the enumerators are bits that a value may combine
 * @readonly: const, in a member that is not
 */
struct bpf_ctrl_leaf {
	const char *name;
	const struct btf_type *enums;
	u32 bit_off;
	u32 bits;
	u32 nr;
	enum bpf_ctrl_leaf_kind kind;
	bool flags;
	bool readonly;
};

/**
 * struct bpf_ctrl_member - a member of the value struct
 * @name: name in the BTF
 * @bit_off: offset from the start of the value, in bits
 * @bits: width
 * @first_leaf: index of its first leaf in the layout
 * @nr_leaves: number of its leaves; unions and integers of more than 64 bits have
 *	none
 */
struct bpf_ctrl_member {
	const char *name;
	u32 bit_off;
	u32 bits;
	u16 first_leaf;
	u16 nr_leaves;
};

/**
 * struct bpf_ctrl_layout - the members of a control type's value struct
 * @btf: the BTF that it was made from, which owns all names; not referenced
 * @size: size of the value struct, in bytes
 * @key_size: size of the key struct, in bytes
 * @nr_members: number of @members
 * @nr_leaves: number of @leaves
 * @writable: bit i: member i can be set
 * @moving: bit i: member i is volatile, it changes without an update
 * @init_ns: bit i: member i can be set only with privilege in the initial user
 *	namespace; filled in by the registry
 * @repeats: bit i: setting member i to its current value has an effect; filled in
 *	by the registry
 * @flags: bit i: member i is an enum of bits that a value may combine
 * @members: in the order of the struct, etag and mask first
 * @leaves: in the order of the members
 * @slots: one for each byte of the value: which member begins there
 */
struct bpf_ctrl_layout {
	const struct btf *btf;
	u32 size;
	u32 key_size;
	u32 nr_members;
	u32 nr_leaves;
	u64 writable;
	u64 moving;
	u64 init_ns;
	u64 repeats;
	u64 flags;
	struct bpf_ctrl_member members[BPF_CTRL_MEMBERS_MAX];
	struct bpf_ctrl_leaf *leaves;
	struct bpf_ctrl_slot *slots;
};

/* Iterate over the members in @mask, in order; @mask has no bit without a member. */
#define bpf_ctrl_for_each(i, mask)					\
	for (u64 __left = (mask);					\
	     __left && ((i) = __ffs64(__left), true);			\
	     __left &= __left - 1)

struct bpf_ctrl_layout *bpf_ctrl_layout_create(const struct btf *btf,
					       u32 key_id, u32 value_id);
bool bpf_ctrl_layout_set_flags(struct bpf_ctrl_layout *layout, u64 members);
void bpf_ctrl_layout_destroy(struct bpf_ctrl_layout *layout);
const struct btf_type *bpf_ctrl_skip_mods(const struct btf *btf, u32 id,
					  bool *is_const);

#endif /* _BPF_CTRL_LAYOUT_H */
