// SPDX-License-Identifier: GPL-2.0-only
/*
 * Make the table of members of a control type's value struct from its BTF.
 *
 * For each member, the table has the offset and the size, whether it can be set,
 * and the scalars that it consists of.  value.c and check.c need nothing else.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/slab.h>

#include "layout.h"

#define LAYOUT_CHAIN_MAX	32	/* typedefs and qualifiers in a row */
#define LAYOUT_DEPTH_MAX	8	/* nested structs and arrays */

/**
 * struct layout_walk - state of the walk over a value struct
 * @btf: the BTF of the struct
 * @layout: the table that is filled in
 * @readonly: the current type is const, or is part of one that is
 */
struct layout_walk {
	const struct btf *btf;
	struct bpf_ctrl_layout *layout;
	bool readonly;
};

/**
 * bpf_ctrl_skip_mods() - skip typedefs, qualifiers and type tags
 * @btf: BTF
 * @id: type id in @btf
 * @is_const: set to true if const was skipped, otherwise not changed; may be NULL
 *
 * Return: the first other type; NULL: it is void, or there are too many modifiers.
 */
const struct btf_type *bpf_ctrl_skip_mods(const struct btf *btf, u32 id,
					  bool *is_const)
{
	int i;

	for (i = 0; id && i < LAYOUT_CHAIN_MAX; i++) {
		const struct btf_type *t = btf_type_by_id(btf, id);

		if (!t)
			return NULL;
		switch (BTF_INFO_KIND(t->info)) {
		case BTF_KIND_CONST:
			if (is_const)
				*is_const = true;
			fallthrough;
		case BTF_KIND_TYPEDEF:
		case BTF_KIND_VOLATILE:
		case BTF_KIND_RESTRICT:
		case BTF_KIND_TYPE_TAG:
			id = t->type;
			break;
		default:
			return t;
		}
	}
	return NULL;
}

static bool type_is_char(const struct btf *btf, const struct btf_type *t)
{
	return BTF_INFO_KIND(t->info) == BTF_KIND_INT && t->size == 1 &&
	       !strcmp(btf_name_by_offset(btf, t->name_off), "char");
}

static int leaf_add(struct layout_walk *w, const char *name,
		    const struct bpf_ctrl_leaf *leaf)
{
	struct bpf_ctrl_layout *layout = w->layout;

	if (layout->nr_leaves == BPF_CTRL_LEAVES_MAX)
		return -E2BIG;
	layout->leaves[layout->nr_leaves] = *leaf;
	layout->leaves[layout->nr_leaves].name = name;
	layout->leaves[layout->nr_leaves].readonly = w->readonly;
	layout->nr_leaves++;
	return 0;
}

static int leaf_add_scalar(struct layout_walk *w, const char *name,
			   const struct btf_type *t, u32 bit_off, u32 bits,
			   u32 nr)
{
	struct bpf_ctrl_leaf leaf = { .bit_off = bit_off, .nr = nr };

	leaf.bits = bits ?: t->size * BITS_PER_BYTE;
	if (leaf.bits > 64)
		return 0;

	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_INT:
		if (btf_int_encoding(t) & BTF_INT_BOOL)
			leaf.kind = BPF_CTRL_LEAF_BOOL;
		else if (btf_int_encoding(t) & BTF_INT_SIGNED)
			leaf.kind = BPF_CTRL_LEAF_SIGNED;
		break;
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		leaf.enums = t;
		if (btf_type_kflag(t))
			leaf.kind = BPF_CTRL_LEAF_SIGNED;
		break;
	default:
		/*
		 * Neither a float nor a pointer can be set.  A pointer could only be
		 * one of the kernel.
		 */
		return w->readonly ? 0 : -EINVAL;
	}
	return leaf_add(w, name, &leaf);
}

static int layout_walk(struct layout_walk *w, const char *name, u32 id,
		       u32 bit_off, u32 bits, int depth);

static int layout_walk_struct(struct layout_walk *w, const struct btf_type *t,
			      u32 bit_off, int depth)
{
	const struct btf_member *m;
	u32 i;
	int err;

	for_each_member(i, t, m) {
		const char *name = btf_name_by_offset(w->btf, m->name_off);

		err = layout_walk(w, name, m->type,
				  bit_off + __btf_member_bit_offset(t, m),
				  __btf_member_bitfield_size(t, m), depth);
		if (err)
			return err;
	}
	return 0;
}

/* An array of scalars is one leaf; for an array of structs, walk each element. */
static int layout_walk_array(struct layout_walk *w, const char *name,
			     const struct btf_type *t, u32 bit_off, int depth)
{
	const struct btf_array *a = btf_array(t);
	const struct btf_type *elem = bpf_ctrl_skip_mods(w->btf, a->type, NULL);
	const struct btf_type *sized;
	u32 i, size;
	int err;

	if (!elem)
		return -EINVAL;
	if (type_is_char(w->btf, elem)) {
		struct bpf_ctrl_leaf leaf = {
			.bit_off = bit_off,
			.bits = a->nelems * BITS_PER_BYTE,
			.nr = 1,
			.kind = BPF_CTRL_LEAF_TEXT,
		};

		return leaf_add(w, name, &leaf);
	}
	if (btf_type_is_int(elem) || btf_is_any_enum(elem))
		return leaf_add_scalar(w, name, elem, bit_off, 0, a->nelems);

	sized = btf_resolve_size(w->btf, elem, &size);
	if (IS_ERR(sized))
		return PTR_ERR(sized);
	for (i = 0; i < a->nelems; i++) {
		err = layout_walk(w, name, a->type,
				  bit_off + i * size * BITS_PER_BYTE, 0, depth);
		if (err)
			return err;
	}
	return 0;
}

static int layout_walk(struct layout_walk *w, const char *name, u32 id,
		       u32 bit_off, u32 bits, int depth)
{
	bool outer = w->readonly;
	const struct btf_type *t = bpf_ctrl_skip_mods(w->btf, id, &w->readonly);
	int err = 0;

	if (!t || depth == LAYOUT_DEPTH_MAX)
		err = -EINVAL;
	else if (BTF_INFO_KIND(t->info) == BTF_KIND_STRUCT)
		err = layout_walk_struct(w, t, bit_off, depth + 1);
	else if (btf_type_is_array(t))
		err = layout_walk_array(w, name, t, bit_off, depth + 1);
	else if (BTF_INFO_KIND(t->info) != BTF_KIND_UNION)
		err = leaf_add_scalar(w, name, t, bit_off, bits, 1);
	/* a union has no leaves: it is not known which of its members is valid */

	w->readonly = outer;
	return err;
}

/* An array of const elements is const. */
static bool member_is_readonly(const struct btf *btf, u32 id)
{
	bool is_const = false;
	const struct btf_type *t;
	int i;

	for (i = 0; i < LAYOUT_DEPTH_MAX; i++) {
		t = bpf_ctrl_skip_mods(btf, id, &is_const);
		if (!t || !btf_type_is_array(t))
			break;
		id = btf_array(t)->type;
	}
	return is_const;
}

static bool member_is_moving(const struct btf *btf, u32 id)
{
	const struct btf_type *t = btf_type_by_id(btf, id);
	int i;

	for (i = 0; t && i < LAYOUT_CHAIN_MAX; i++) {
		if (BTF_INFO_KIND(t->info) == BTF_KIND_VOLATILE)
			return true;
		if (BTF_INFO_KIND(t->info) != BTF_KIND_CONST &&
		    BTF_INFO_KIND(t->info) != BTF_KIND_TYPEDEF)
			break;
		t = btf_type_by_id(btf, t->type);
	}
	return false;
}

/*
 * The size is set for members of whole bytes, up to 64 bits.  For all others, and for
 * etag and mask, it stays 0, so that __bpf_ctrl_answer() takes the slow path.
 */
static void layout_add_slot(struct bpf_ctrl_layout *layout, u32 i)
{
	const struct bpf_ctrl_member *m = &layout->members[i];
	struct bpf_ctrl_slot *slot;

	if (m->bit_off % BITS_PER_BYTE)
		return;
	slot = &layout->slots[m->bit_off / BITS_PER_BYTE];
	slot->member = i;
	if (i >= 2 && m->bits % BITS_PER_BYTE == 0 && m->bits <= 64)
		slot->bytes = m->bits / BITS_PER_BYTE;
}

static int layout_add_member(struct layout_walk *w, const struct btf_type *t,
			     const struct btf_member *m)
{
	struct bpf_ctrl_layout *layout = w->layout;
	const struct btf_type *type, *sized;
	struct bpf_ctrl_member *member;
	u32 i = layout->nr_members;
	u32 size;
	int err;

	if (i == BPF_CTRL_MEMBERS_MAX)
		return -E2BIG;
	type = bpf_ctrl_skip_mods(w->btf, m->type, NULL);
	if (!type)
		return -EINVAL;
	sized = btf_resolve_size(w->btf, type, &size);
	if (IS_ERR(sized))
		return PTR_ERR(sized);

	member = &layout->members[i];
	member->name = btf_name_by_offset(w->btf, m->name_off);
	member->bit_off = __btf_member_bit_offset(t, m);
	member->bits = __btf_member_bitfield_size(t, m) ?: size * BITS_PER_BYTE;
	member->first_leaf = layout->nr_leaves;
	w->readonly = member_is_readonly(w->btf, m->type);
	if (!w->readonly && i >= 2)
		layout->writable |= BIT_ULL(i);
	if (member_is_moving(w->btf, m->type))
		layout->moving |= BIT_ULL(i);
	layout_add_slot(layout, i);

	err = layout_walk(w, "", m->type, member->bit_off,
			  __btf_member_bitfield_size(t, m), 0);
	if (err)
		return err;
	member->nr_leaves = layout->nr_leaves - member->first_leaf;
	layout->nr_members++;
	return 0;
}

static int layout_fill(struct layout_walk *w, const struct btf_type *value)
{
	const struct bpf_ctrl_member *m = w->layout->members;
	const struct btf_member *member;
	int err;
	u32 i;

	for_each_member(i, value, member) {
		err = layout_add_member(w, value, member);
		if (err)
			return err;
	}
	if (w->layout->nr_members < 2 ||
	    strcmp(m[0].name, "etag") || m[0].bit_off || m[0].bits != 64 ||
	    strcmp(m[1].name, "mask") || m[1].bit_off != 64 || m[1].bits != 64)
		return -EINVAL;
	return 0;
}

/* Give back the memory for leaves that was not needed. */
static int layout_shrink(struct bpf_ctrl_layout *layout)
{
	struct bpf_ctrl_leaf *leaves;

	leaves = kvmalloc_array(layout->nr_leaves, sizeof(*leaves), GFP_KERNEL);
	if (!leaves)
		return -ENOMEM;
	memcpy(leaves, layout->leaves, array_size(layout->nr_leaves,
						  sizeof(*leaves)));
	kvfree(layout->leaves);
	layout->leaves = leaves;
	return 0;
}

static const struct btf_type *struct_by_id(const struct btf *btf, u32 id)
{
	const struct btf_type *t = btf_type_by_id(btf, id);

	return t && BTF_INFO_KIND(t->info) == BTF_KIND_STRUCT ? t : NULL;
}

/**
 * bpf_ctrl_layout_create() - make the table of members
 * @btf: BTF of the subsystem; must outlive the table, which has pointers to it
 * @key_id: type id of the key struct
 * @value_id: type id of the value struct
 *
 * Return: the table, to be freed with bpf_ctrl_layout_destroy(), or an error
 * pointer. -EINVAL: key or value is not a struct, the value does not begin with
 * etag and mask, or a member of a type that cannot be set is not const; -E2BIG: too
 * many members, or the key or the value is too large; -ENOMEM.
 */
struct bpf_ctrl_layout *bpf_ctrl_layout_create(const struct btf *btf,
					       u32 key_id, u32 value_id)
{
	const struct btf_type *key = struct_by_id(btf, key_id);
	const struct btf_type *value = struct_by_id(btf, value_id);
	struct layout_walk w = { .btf = btf };
	struct bpf_ctrl_layout *layout;
	int err = -ENOMEM;
	u32 i;

	if (!key || !value || !key->size ||
	    value->size < BPF_CTRL_HEADER_SIZE)
		return ERR_PTR(-EINVAL);
	if (key->size > BPF_CTRL_KEY_MAX || value->size > BPF_CTRL_VALUE_MAX)
		return ERR_PTR(-E2BIG);

	layout = kzalloc_obj(*layout, GFP_KERNEL);
	if (!layout)
		return ERR_PTR(-ENOMEM);
	layout->btf = btf;
	layout->key_size = key->size;
	layout->size = value->size;
	layout->leaves = kvcalloc(BPF_CTRL_LEAVES_MAX, sizeof(*layout->leaves),
				  GFP_KERNEL);
	layout->slots = kvcalloc(value->size, sizeof(*layout->slots), GFP_KERNEL);
	if (!layout->leaves || !layout->slots)
		goto err_destroy;
	for (i = 0; i < value->size; i++)
		layout->slots[i].member = U8_MAX;

	w.layout = layout;
	err = layout_fill(&w, value);
	if (!err)
		err = layout_shrink(layout);
	if (err)
		goto err_destroy;
	return layout;

err_destroy:
	bpf_ctrl_layout_destroy(layout);
	return ERR_PTR(err);
}

/**
 * bpf_ctrl_layout_set_flags() - set which enum members have bits as enumerators
 * @layout: layout of a control type that is not registered yet
 * @members: bit i: member i
 *
 * Return: true; false: one of @members is not an enum.
 */
bool bpf_ctrl_layout_set_flags(struct bpf_ctrl_layout *layout, u64 members)
{
	u32 i;

	bpf_ctrl_for_each(i, members) {
		const struct bpf_ctrl_member *m = &layout->members[i];
		struct bpf_ctrl_leaf *l = &layout->leaves[m->first_leaf];

		/* an enum in an array or a struct does not count */
		if (m->nr_leaves != 1 || !l->enums || l->bits != m->bits)
			return false;
		l->flags = true;
	}
	layout->flags = members;
	return true;
}

/**
 * bpf_ctrl_layout_destroy() - free a table of members
 * @layout: may be NULL
 */
void bpf_ctrl_layout_destroy(struct bpf_ctrl_layout *layout)
{
	if (!layout)
		return;
	kvfree(layout->slots);
	kvfree(layout->leaves);
	kfree(layout);
}
