// SPDX-License-Identifier: GPL-2.0-only
/*
 * The members of a control type's value struct, found in its BTF: offset and size of each,
 * whether it can be set, and the scalars that it consists of.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "layout.h"

#define MODS_MAX	32	/* typedefs and qualifiers in a row */
#define DEPTH_MAX	8	/* nested structs and arrays */

/*
 * Skip typedefs, qualifiers and type tags, and set their kinds as bits of @quals.  Returns NULL
 * if the type is void, or if there are too many.
 */
const struct btf_type *bpf_ctrl_skip_mods(const struct btf *btf, u32 id, u32 *quals)
{
	int i;

	for (i = 0; id && i < MODS_MAX; i++) {
		const struct btf_type *t = btf_type_by_id(btf, id);

		if (!t)
			return NULL;
		switch (BTF_INFO_KIND(t->info)) {
		case BTF_KIND_TYPEDEF:
		case BTF_KIND_VOLATILE:
		case BTF_KIND_CONST:
		case BTF_KIND_RESTRICT:
		case BTF_KIND_TYPE_TAG:
			*quals |= BIT(BTF_INFO_KIND(t->info));
			id = t->type;
			break;
		default:
			return t;
		}
	}
	return NULL;
}

/* What a walk over the leaves of a member calls, and in which BTF they are. */
struct walk {
	const struct btf *btf;
	bpf_ctrl_visit_t visit;
	void *data;
};

static int walk_type(const struct walk *w, struct bpf_ctrl_leaf leaf, u32 id, int depth);

static int walk_scalar(const struct walk *w, struct bpf_ctrl_leaf *leaf, const struct btf_type *t)
{
	leaf->bits = leaf->bits ?: t->size * BITS_PER_BYTE;
	if (leaf->bits > 64)
		return 0;
	leaf->enums = btf_is_any_enum(t) ? t : NULL;
	if (leaf->enums ? btf_type_kflag(t) : btf_int_encoding(t) & BTF_INT_SIGNED)
		leaf->kind = BPF_CTRL_LEAF_SIGNED;
	else if (!leaf->enums && btf_int_encoding(t) & BTF_INT_BOOL)
		leaf->kind = BPF_CTRL_LEAF_BOOL;
	return w->visit(leaf, w->data);
}

static int walk_struct(const struct walk *w, const struct bpf_ctrl_leaf *at,
		       const struct btf_type *t, int depth)
{
	struct bpf_ctrl_leaf leaf = *at;
	const struct btf_member *m;
	int err = 0;
	u32 i;

	for_each_member(i, t, m) {
		leaf.name = btf_name_by_offset(w->btf, m->name_off);
		leaf.bit_off = at->bit_off + __btf_member_bit_offset(t, m);
		leaf.bits = __btf_member_bitfield_size(t, m);
		err = walk_type(w, leaf, m->type, depth);
		if (err)
			break;
	}
	return err;
}

/* An array of scalars is one leaf; for any other, walk each element. */
static int walk_array(const struct walk *w, struct bpf_ctrl_leaf *leaf,
		      const struct btf_array *a, int depth)
{
	u32 quals = leaf->quals, i, size;
	const struct btf_type *t = bpf_ctrl_skip_mods(w->btf, a->type, &quals);
	int err = 0;

	if (!t || IS_ERR(btf_resolve_size(w->btf, t, &size)))
		return -EINVAL;
	leaf->bits = 0;
	if (!btf_type_is_int(t) && !btf_is_any_enum(t)) {
		for (i = 0; i < a->nelems && !err; i++) {
			err = walk_type(w, *leaf, a->type, depth);
			leaf->bit_off += size * BITS_PER_BYTE;
		}
		return err;
	}
	leaf->quals = quals;
	leaf->nr = a->nelems;
	if (strcmp(btf_name_by_offset(w->btf, t->name_off), "char"))
		return walk_scalar(w, leaf, t);
	leaf->kind = BPF_CTRL_LEAF_TEXT;
	leaf->bits = a->nelems * BITS_PER_BYTE;
	leaf->nr = 1;
	return w->visit(leaf, w->data);
}

static int walk_type(const struct walk *w, struct bpf_ctrl_leaf leaf, u32 id, int depth)
{
	const struct btf_type *t = bpf_ctrl_skip_mods(w->btf, id, &leaf.quals);

	if (!t || depth == DEPTH_MAX)
		return -EINVAL;
	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_INT:
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		return walk_scalar(w, &leaf, t);
	case BTF_KIND_STRUCT:
		return walk_struct(w, &leaf, t, depth + 1);
	case BTF_KIND_ARRAY:
		return walk_array(w, &leaf, btf_array(t), depth + 1);
	case BTF_KIND_UNION:	/* it is not known which of its members is valid */
		return 0;
	}
	/* a pointer could only be one of the kernel, and floats it has none */
	return -EINVAL;
}

/*
 * Visit the leaves of member @i in order, until @visit returns an error.  Unions and integers
 * of more than 64 bits have no leaves.  Returns what @visit returned, or -EINVAL: a type that
 * bpf_ctrl_layout_create() refuses.
 */
int bpf_ctrl_walk(const struct bpf_ctrl_layout *layout, u32 i, bpf_ctrl_visit_t visit, void *data)
{
	const struct walk w = { .btf = layout->btf, .visit = visit, .data = data };
	const struct bpf_ctrl_member *m = &layout->members[i];

	return walk_type(&w, (struct bpf_ctrl_leaf) {
				.name = "", .bit_off = m->bit_off,
				.bits = m->bits, .nr = 1,
			 }, m->type, 0);
}

/* A member has the qualifiers that all its leaves have. */
static int visit_quals(const struct bpf_ctrl_leaf *leaf, void *data)
{
	*(u32 *)data &= leaf->quals;
	return 0;
}

static int layout_add(struct bpf_ctrl_layout *layout, const struct btf_type *t,
		      const struct btf_member *m)
{
	const struct btf *btf = layout->btf;
	u32 i = layout->nr_members, size, outer = 0, quals = U32_MAX;
	const struct btf_type *type;
	int err;

	if (i == BPF_CTRL_MEMBERS_MAX)
		return -E2BIG;
	type = bpf_ctrl_skip_mods(btf, m->type, &outer);
	if (!type || IS_ERR(btf_resolve_size(btf, type, &size)))
		return -EINVAL;

	layout->members[i].name = btf_name_by_offset(btf, m->name_off);
	layout->members[i].type = m->type;
	layout->members[i].bit_off = __btf_member_bit_offset(t, m);
	layout->members[i].bits = __btf_member_bitfield_size(t, m) ?: size * BITS_PER_BYTE;
	layout->nr_members++;
	if (layout->members[i].bit_off % BITS_PER_BYTE == 0)
		layout->at[layout->members[i].bit_off / BITS_PER_BYTE] = i;
	err = bpf_ctrl_walk(layout, i, visit_quals, &quals);
	if (quals == U32_MAX)	/* there are no leaves */
		quals = outer;
	if (i >= 2 && !(quals & BIT(BTF_KIND_CONST)))
		layout->writable |= BIT_ULL(i);
	if (quals & BIT(BTF_KIND_VOLATILE))
		layout->moving |= BIT_ULL(i);
	return err;
}

static int layout_fill(struct bpf_ctrl_layout *layout, const struct btf_type *value)
{
	const struct bpf_ctrl_member *m = layout->members;
	const struct btf_member *member;
	int err;
	u32 i;

	for_each_member(i, value, member) {
		err = layout_add(layout, value, member);
		if (err)
			return err;
	}
	if (layout->nr_members < 2 ||
	    strcmp(m[0].name, "etag") || m[0].bit_off || m[0].bits != 64 ||
	    strcmp(m[1].name, "mask") || m[1].bit_off != 64 || m[1].bits != 64)
		return -EINVAL;
	return 0;
}

/*
 * Find the members of a value struct.  @btf must outlive the layout, which has pointers to it.
 * Returns the layout, to be freed with kfree(), or an error pointer.  -EINVAL: key or value is
 * not a struct, the value does not begin with etag and mask or has a member of a type that
 * cannot be read; -E2BIG: too many members, or key or value is too large; -ENOMEM.
 */
struct bpf_ctrl_layout *bpf_ctrl_layout_create(const struct btf *btf, u32 key_id, u32 value_id)
{
	const struct btf_type *key = btf_type_by_id(btf, key_id);
	const struct btf_type *value = btf_type_by_id(btf, value_id);
	struct bpf_ctrl_layout *layout;
	int err;

	if (!key || !value || !__btf_type_is_struct(key) || !__btf_type_is_struct(value) ||
	    key == value || !key->size || value->size < BPF_CTRL_HEADER_SIZE)
		return ERR_PTR(-EINVAL);
	if (key->size > BPF_CTRL_KEY_MAX || value->size > BPF_CTRL_VALUE_MAX)
		return ERR_PTR(-E2BIG);

	layout = kzalloc(struct_size(layout, at, value->size), GFP_KERNEL);
	if (!layout)
		return ERR_PTR(-ENOMEM);
	layout->btf = btf;
	layout->key_id = key_id;
	layout->value_id = value_id;
	layout->key_size = key->size;
	layout->size = value->size;
	err = layout_fill(layout, value);
	if (err) {
		kfree(layout);
		return ERR_PTR(err);
	}
	return layout;
}

/*
 * Set properties of the member at a byte offset that its BTF does not have.  Returns 0;
 * -EINVAL: none that can be set, or for BPF_CTRL_MEMBER_FLAGS no enum, begins there.
 */
int bpf_ctrl_layout_mark(struct bpf_ctrl_layout *layout, u32 offset, u32 flags)
{
	u32 i = bpf_ctrl_member_at(layout, offset);
	u64 bit = BIT_ULL(i);
	const struct btf_type *t;
	u32 quals = 0;

	if (i < 2 || (flags & ~BPF_CTRL_MEMBER_FLAGS && !(layout->writable & bit)))
		return -EINVAL;
	t = bpf_ctrl_skip_mods(layout->btf, layout->members[i].type, &quals);
	if (flags & BPF_CTRL_MEMBER_FLAGS && !btf_is_any_enum(t))
		return -EINVAL;
	layout->init_ns |= flags & BPF_CTRL_MEMBER_INIT_NS ? bit : 0;
	layout->repeats |= flags & BPF_CTRL_MEMBER_REPEAT ? bit : 0;
	layout->flags |= flags & BPF_CTRL_MEMBER_FLAGS ? bit : 0;
	return 0;
}

/*
 * Return the members that fit into a value size, without etag and mask.  @end is set to the
 * offset of the end of the last of them: the bytes from there on are the tail.
 */
u64 bpf_ctrl_prefix(const struct bpf_ctrl_layout *layout, u32 size, u32 *end)
{
	u64 mask = 0;
	u32 i;

	*end = BPF_CTRL_HEADER_SIZE;
	for (i = 2; i < layout->nr_members; i++) {
		const struct bpf_ctrl_member *m = &layout->members[i];
		u32 e = DIV_ROUND_UP(m->bit_off + m->bits, BITS_PER_BYTE);

		if (e > size)
			break;
		mask |= BIT_ULL(i);
		*end = e;
	}
	return mask;
}

void __bpf_ctrl_put(struct bpf_ctrl_value *value, u32 offset, const void *from, u32 size)
{
	u32 i = bpf_ctrl_member_at(value->layout, offset);

	if (WARN_ON_ONCE(i < 2 || value->layout->members[i].bits != size * 8))
		return;
	memcpy(value->data + offset, from, size);
	value->mask |= BIT_ULL(i);
}

bool __bpf_ctrl_wanted(const struct bpf_ctrl_value *value, u32 offset)
{
	u32 i = bpf_ctrl_member_at(value->layout, offset);

	return !WARN_ON_ONCE(!i) && value->wanted & BIT_ULL(i);
}

bool __bpf_ctrl_changed(const struct bpf_ctrl_change *change, u32 offset)
{
	u32 i = bpf_ctrl_member_at(change->layout, offset);

	return !WARN_ON_ONCE(!i) && change->changed & BIT_ULL(i);
}
