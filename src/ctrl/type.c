// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The table of members of a value struct, made from BTF. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <bpf/btf.h>

#include "enum.h"
#include "type.h"

#define CHAIN_MAX	32	/* typedefs and qualifiers in a row */
#define DEPTH_MAX	8	/* anonymous structs in each other */
#define MEMBERS_MAX	4096	/* also those that have no name */
#define VALUE_MAX	UINT16_MAX

/* What a typedef or a qualifier says of what is behind it. */
static void note_mod(struct ctrl_member *m, const struct btf_type *t, bool *flags)
{
	if (btf_is_const(t))
		m->read_only = true;
	else if (btf_is_volatile(t))
		m->is_volatile = true;
	else if (ctrl_type_declares_flags(m->btf, t))
		*flags = true;
	else if (ctrl_type_declares_counter(m->btf, t))
		m->is_counter = true;
	else if (btf_is_typedef(t) && !m->meaning)
		m->meaning = ctrl_meaning_of(btf__name_by_offset(m->btf,
								 t->name_off));
}

/*
 * Follow typedefs and qualifiers; what they tell goes into @m, and into @flags
 * whether an enum at their end is one of flags.
 */
static const struct btf_type *skip_mods(struct ctrl_member *m, bool *flags)
{
	__u32 id = m->type_id;
	int i;

	for (i = 0; i < CHAIN_MAX; i++) {
		const struct btf_type *t = btf__type_by_id(m->btf, id);

		if (!t)
			return NULL;
		m->raw_id = id;
		note_mod(m, t, flags);
		if (!btf_is_mod(t) && !btf_is_typedef(t))
			return t;
		id = t->type;
	}
	return NULL;
}

static bool is_char(const struct btf *btf, const struct btf_type *t)
{
	return btf_is_int(t) && t->size == 1 &&
	       (btf_int_encoding(t) & BTF_INT_CHAR ||
		!strcmp(btf__name_by_offset(btf, t->name_off), "char"));
}

/* What is const or volatile, and what it means, may stand at any depth of dimensions. */
static int resolve_array(struct ctrl_member *m, const struct btf_type *t)
{
	const struct btf_type *e = t;
	int i;

	for (i = 0; i < CHAIN_MAX && btf_is_array(e); i++) {
		struct ctrl_member elem = {
			.btf = m->btf, .type_id = btf_array(e)->type,
		};
		bool flags = false;

		e = skip_mods(&elem, &flags);
		if (!e)
			return -EINVAL;
		m->read_only |= elem.read_only;
		m->is_volatile |= elem.is_volatile;
		m->is_counter |= elem.is_counter;
		m->meaning = m->meaning ?: elem.meaning;
		if (!i)
			m->kind = is_char(m->btf, e) ? CTRL_KIND_TEXT :
						       CTRL_KIND_ARRAY;
	}
	/* elements without a size cannot be told apart */
	m->nr = m->bits ? btf_array(t)->nelems : 0;
	return 0;
}

static void resolve_int(struct ctrl_member *m, const struct btf_type *t)
{
	if (btf_int_encoding(t) & BTF_INT_BOOL)
		m->kind = CTRL_KIND_BOOL;
	else if (btf_int_encoding(t) & BTF_INT_SIGNED)
		m->kind = CTRL_KIND_INT;
	else
		m->kind = CTRL_KIND_UINT;
	/* bit-fields of 2018 and before have their place in the type */
	if (btf_int_bits(t) < m->bits) {
		m->bit_off += btf_int_offset(t);
		m->bits = btf_int_bits(t);
	}
}

static int resolve_kind(struct ctrl_member *m, const struct btf_type *t,
			bool flags)
{
	if (btf_is_int(t)) {
		resolve_int(m, t);
	} else if (btf_is_any_enum(t)) {
		m->kind = flags ? CTRL_KIND_FLAGS : CTRL_KIND_ENUM;
	} else if (btf_is_array(t)) {
		return resolve_array(m, t);
	} else if (btf_is_composite(t)) {
		m->kind = btf_is_struct(t) ? CTRL_KIND_STRUCT : CTRL_KIND_UNION;
		m->nr = btf_vlen(t);
	} else if (btf_is_float(t)) {
		m->kind = CTRL_KIND_FLOAT;
	} else {
		m->kind = CTRL_KIND_OPAQUE;
	}
	return 0;
}

/* Only integers and enums may be narrower than their type, and anywhere. */
static int resolve_width(struct ctrl_member *m, __u32 bitfield)
{
	if (m->kind > CTRL_KIND_FLAGS)
		return bitfield || m->bit_off % 8 ? -EINVAL : 0;
	if (bitfield > m->bits)
		return -EINVAL;
	if (bitfield)
		m->bits = bitfield;
	if (!m->bits || m->bits > (m->kind < CTRL_KIND_BOOL ? 128 : 64))
		return -EINVAL;
	return 0;
}

/* Of a struct or an array each of its numbers is asked. */
static bool is_counter(const struct ctrl_member *m)
{
	if (m->kind != CTRL_KIND_UINT || m->bits > 64)
		return false;
	if (m->is_counter)
		return true;
	return m->is_volatile && !m->read_only &&
	       (m->meaning == CTRL_MEANING_NONE || m->meaning == CTRL_MEANING_NSEC ||
		m->meaning == CTRL_MEANING_USEC || m->meaning == CTRL_MEANING_BYTES);
}

/* @bitfield: width, or 0 for the width of the type */
static int resolve(struct ctrl_member *m, __u32 bitfield)
{
	bool flags = false;
	const struct btf_type *t = skip_mods(m, &flags);
	__s64 size;
	int err;

	if (!t)
		return -EINVAL;
	size = btf_is_func_proto(t) || btf_is_fwd(t) || btf_is_void(t) ? 0 :
	       btf__resolve_size(m->btf, m->raw_id);
	if (size < 0 || size > VALUE_MAX)
		return -EINVAL;
	m->bits = size * 8;
	err = resolve_kind(m, t, flags) ?: resolve_width(m, bitfield);
	if (!err)
		m->is_counter = is_counter(m);
	return err;
}

bool ctrl_member__overlaps(const struct ctrl_member *a, const struct ctrl_member *b)
{
	return a->bit_off < b->bit_off + b->bits &&
	       b->bit_off < a->bit_off + a->bits;
}

int ctrl_member__child(const struct ctrl_member *m, __u32 i,
		       struct ctrl_member *out)
{
	const struct btf_type *t = btf__type_by_id(m->btf, m->raw_id);
	struct ctrl_member c = {
		.btf = m->btf, .name = m->name, .bit_off = m->bit_off,
		.bit = m->bit, .read_only = m->read_only,
		.is_volatile = m->is_volatile,
	};
	__u32 bitfield = 0;
	int err;

	if (!t || i >= m->nr)
		return -EINVAL;
	if (btf_is_array(t)) {
		c.type_id = btf_array(t)->type;
		c.bit_off += i * (m->bits / m->nr);
	} else if (btf_is_composite(t)) {
		c.name = btf__name_by_offset(m->btf, btf_members(t)[i].name_off);
		c.type_id = btf_members(t)[i].type;
		c.bit_off += btf_member_bit_offset(t, i);
		bitfield = btf_member_bitfield_size(t, i);
	} else {
		return -EINVAL;
	}
	err = resolve(&c, bitfield);
	if (err)
		return err;
	/* nothing of a value is outside of what it is a part of */
	if (c.bit_off < m->bit_off ||
	    (__u64)c.bit_off + c.bits > (__u64)m->bit_off + m->bits)
		return -EINVAL;
	*out = c;
	return 0;
}

static int append(struct ctrl_type *type, const struct ctrl_member *m)
{
	struct ctrl_member *more;

	if (!(type->nr & (type->nr - 1))) {
		more = realloc(type->members, sizeof(*more) *
			       (type->nr ? 2 * type->nr : 1));
		if (!more)
			return -ENOMEM;
		type->members = more;
	}
	type->members[type->nr] = *m;
	ctrl_enum_remember(&type->members[type->nr++]);
	return 0;
}

/*
 * The members of an anonymous struct belong to what it stands in. @seen counts
 * them all: the table alone does not bound empty structs in each other.
 */
static int append_all(struct ctrl_type *type, const struct ctrl_member *outer,
		      bool is_value, int depth, __u32 *seen)
{
	struct ctrl_member m;
	__u32 i;
	int err;

	if (depth == DEPTH_MAX)
		return -EINVAL;
	for (i = 0; i < outer->nr; i++) {
		if (++*seen > MEMBERS_MAX)
			return -EINVAL;
		err = ctrl_member__child(outer, i, &m);
		if (err)
			return err;
		if (is_value)
			m.bit = i < 63 ? i : 63;
		if (m.name[0])
			err = append(type, &m);
		else if (m.kind >= CTRL_KIND_STRUCT)
			err = append_all(type, &m, false, depth + 1, seen);
		if (err)
			return err;
	}
	return 0;
}

int ctrl_type_init_parts(struct ctrl_type *type, const struct ctrl_member *outer)
{
	struct ctrl_type t = { .size = (outer->bits + 7) / 8 };
	__u32 seen = 0;
	int err = append_all(&t, outer, false, 0, &seen);

	if (err)
		ctrl_type__deinit(&t);
	else
		*type = t;
	return err;
}

static bool is_header(const struct ctrl_type *type)
{
	const struct ctrl_member *m = type->members;

	return type->nr >= 2 && !strcmp(m[0].name, "etag") && m[0].bits == 64 &&
	       m[0].bit_off == 0 && !strcmp(m[1].name, "mask") &&
	       m[1].bits == 64 && m[1].bit_off == 64;
}

int ctrl_type__init(struct ctrl_type *type, const struct btf *btf, __u32 type_id)
{
	struct ctrl_member root = { .btf = btf, .name = "", .type_id = type_id };
	struct ctrl_type t = { 0 };
	__u32 seen = 0;
	int err;

	err = resolve(&root, 0);
	if (!err && root.kind != CTRL_KIND_STRUCT)
		err = -EINVAL;
	if (!err)
		err = append_all(&t, &root, true, 0, &seen);
	if (err) {
		ctrl_type__deinit(&t);
		return err;
	}
	t.size = root.bits / 8;
	t.has_header = is_header(&t);
	if (t.has_header) {
		t.nr -= 2;
		memmove(t.members, t.members + 2, t.nr * sizeof(*t.members));
	}
	ctrl_type_index(&t);
	*type = t;
	return 0;
}

void ctrl_type__deinit(struct ctrl_type *type)
{
	ctrl_type_unindex(type);
	free(type->members);
	memset(type, 0, sizeof(*type));
}
