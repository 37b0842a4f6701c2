/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the files of the control map core share.  A subsystem that offers
 * attributes needs <linux/bpf_ctrl.h> only.
 */
#ifndef _BPF_CTRL_INTERNAL_H
#define _BPF_CTRL_INTERNAL_H

#include <linux/bitops.h>
#include <linux/bpf_ctrl.h>
#include <linux/xarray.h>

struct bpf_map;
struct bpf_token;
struct btf;
struct btf_type;
union bpf_attr;

#define BPF_CTRL_MEMBERS_MAX	64
#define BPF_CTRL_LEAVES_MAX	1024
#define BPF_CTRL_REASON_LEN	256
#define BPF_CTRL_HEADER_SIZE	sizeof(struct bpf_ctrl_header)
#define BPF_CTRL_HEADER_MASK	3ULL	/* the bits of etag and mask */

/**
 * struct bpf_ctrl_reason - why an update or a delete failed
 * @text: one sentence, NUL-terminated; empty: nothing to say beyond the errno
 * @limits_at: where in @text limits of the object are told, which are for readers;
 *	0: nowhere
 */
struct bpf_ctrl_reason {
	char text[BPF_CTRL_REASON_LEN];
	u16 limits_at;
};

static inline void bpf_ctrl_reason_init(struct bpf_ctrl_reason *reason)
{
	reason->text[0] = '\0';
	reason->limits_at = 0;
}

__printf(2, 3)
void bpf_ctrl_say(struct bpf_ctrl_reason *reason, const char *fmt, ...);
void bpf_ctrl_say_range(struct bpf_ctrl_reason *reason, const char *what,
			const char *low, const char *high);
void bpf_ctrl_hide_limits(struct bpf_ctrl_reason *reason);

/* What the rules on bytes know of a scalar. */
enum bpf_ctrl_leaf_kind {
	BPF_CTRL_LEAF_UNSIGNED,
	BPF_CTRL_LEAF_SIGNED,
	BPF_CTRL_LEAF_BOOL,
	BPF_CTRL_LEAF_TEXT,	/* a char array as a whole */
};

/**
 * struct bpf_ctrl_leaf - a scalar, or an array of them, somewhere in a member
 * @name: innermost name in the BTF; empty for a scalar that is the member
 * @enums: type of the enumerators, NULL for a plain integer
 * @bit_off: from the start of the value
 * @bits: width of one element, 1 to 64; of all of it for a text
 * @nr: number of elements, at least 1
 * @kind: see the enum
 * @flags: the enumerators are bits, which a value may combine
 * @readonly: const inside of a member that is not
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
 * struct bpf_ctrl_member - a member of the value struct itself
 * @name: in the BTF that the layout was made from
 * @bit_off: from the start of the value
 * @bits: width
 * @first_leaf: index of its first leaf
 * @nr_leaves: number of its leaves; wider integers than 64 bits have none
 */
struct bpf_ctrl_member {
	const char *name;
	u32 bit_off;
	u32 bits;
	u16 first_leaf;
	u16 nr_leaves;
};

/**
 * struct bpf_ctrl_layout - the table of members of a control type's value
 * @btf: what it was made from, which has the names of enumerators
 * @size: bytes of the whole value
 * @key_size: bytes of the key
 * @nr_members: number of @members
 * @nr_leaves: number of @leaves
 * @writable: bit i: member i can be set
 * @moving: bit i: member i changes by itself
 * @init_ns: bit i: to set member i takes privilege in the initial user namespace;
 *	the registry fills this in, and @repeats
 * @repeats: bit i: to set member i to what it is has an effect
 * @flags: bit i: member i is an enum of bits that a value may combine
 * @members: in the order of the struct, etag and mask first
 * @leaves: in the order of the members
 * @slots: what begins at a byte offset; @size entries
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

/* The members of a mask, the first one first; each is below the layout's number. */
#define bpf_ctrl_for_each(i, mask)					\
	for (u64 __left = (mask);					\
	     __left && ((i) = __ffs64(__left), true);			\
	     __left &= __left - 1)

/**
 * struct bpf_ctrl_limits - what the MIN or MAX view answered
 * @data: the value
 * @mask: members that it has an answer for
 */
struct bpf_ctrl_limits {
	const void *data;
	u64 mask;
};

/* layout.c: the table of members, made from BTF */
struct bpf_ctrl_layout *bpf_ctrl_layout_create(const struct btf *btf,
					       u32 key_id, u32 value_id);
bool bpf_ctrl_layout_set_flags(struct bpf_ctrl_layout *layout, u64 members);
void bpf_ctrl_layout_destroy(struct bpf_ctrl_layout *layout);
const struct btf_type *bpf_ctrl_skip_mods(const struct btf *btf, u32 id,
					  bool *is_const);

/* value.c: the rules on bytes; no locks, no allocation, no user memory */
u64 bpf_ctrl_load_bits(const void *data, u32 bit_off, u32 bits);
void bpf_ctrl_copy_member(const struct bpf_ctrl_layout *layout, u32 i,
			  void *to, const void *from);
bool bpf_ctrl_members_equal(const struct bpf_ctrl_layout *layout, u64 members,
			    const void *a, const void *b);
u64 bpf_ctrl_prefix(const struct bpf_ctrl_layout *layout, u32 size, u32 *end);
u64 bpf_ctrl_etag(const struct bpf_ctrl_layout *layout, u64 members,
		  const void *data);
int bpf_ctrl_check_tail(const void *value, u32 end, u32 size,
			struct bpf_ctrl_reason *reason);
int bpf_ctrl_merge(const struct bpf_ctrl_layout *layout, u64 prefix,
		   const void *user, u64 supported, struct bpf_ctrl_change *c,
		   void *wanted, struct bpf_ctrl_reason *reason);
void bpf_ctrl_merge_defaults(const struct bpf_ctrl_layout *layout, u64 members,
			     const void *defaults, struct bpf_ctrl_change *c,
			     void *wanted);
int bpf_ctrl_check_limits(const struct bpf_ctrl_change *c,
			  const struct bpf_ctrl_limits *min,
			  const struct bpf_ctrl_limits *max,
			  struct bpf_ctrl_reason *reason);
int bpf_ctrl_check_kinds(const struct bpf_ctrl_change *c,
			 struct bpf_ctrl_reason *reason);
void bpf_ctrl_format_member(const struct bpf_ctrl_layout *layout, u32 i,
			    const void *data, char *buf, size_t len);

/**
 * struct bpf_ctrl_btf - BTF that the kernel made for a value size
 * @btf: of key and value; owned
 * @key_id: type id of the key struct
 * @value_id: type id of the value struct
 */
struct bpf_ctrl_btf {
	struct btf *btf;
	u32 key_id;
	u32 value_id;
};

/* btf.c: key and value distilled out of a larger BTF */
int bpf_ctrl_btf_distill(const struct btf *from, u32 key_id, u32 value_id,
			 u64 flags, u32 value_size, struct bpf_ctrl_btf *out);

/**
 * struct bpf_ctrl_entry - a registered control type
 * @ops: of the subsystem
 * @number: what user space names it by
 * @flags: enum bpf_ctrl_type_flags, complete
 * @layout: owned
 * @btf: BTF of @ops->owner, referenced
 * @key_id: type id of the key struct in @btf
 * @value_id: type id of the value struct in @btf
 * @made: struct bpf_ctrl_btf by value size, made when first asked for; so an
 *	unprivileged caller can make the kernel hold but so many of them
 */
struct bpf_ctrl_entry {
	const struct bpf_ctrl_ops *ops;
	u32 number;
	u32 flags;
	struct bpf_ctrl_layout *layout;
	struct btf *btf;
	u32 key_id;
	u32 value_id;
	struct xarray made;
};

/* registry.c */
extern struct mutex bpf_ctrl_registry_lock;
extern struct xarray bpf_ctrl_types;	/* struct bpf_ctrl_entry by number */

struct bpf_ctrl_entry *bpf_ctrl_entry_get(u32 number);
void bpf_ctrl_entry_put(struct bpf_ctrl_entry *entry);
const struct bpf_ctrl_btf *bpf_ctrl_entry_btf(struct bpf_ctrl_entry *entry,
					      u32 value_size);

#endif /* _BPF_CTRL_INTERNAL_H */
