// SPDX-License-Identifier: GPL-2.0-only
/*
 * Make the BTF of a control map: the key struct, the value struct and the types
 * that they refer to, copied from the BTF of the kernel or of a module.
 *
 * The result has only the BTF kinds of Linux 4.18, the first release with BTF, so
 * that tools of any age can parse it.  Later kinds are replaced by what stood for
 * them then.  A struct that is only pointed to becomes a forward declaration.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/slab.h>

#include "btf.h"
#include "layout.h"

#define DISTILL_TYPES_MAX	512
#define DISTILL_BYTES_MAX	32768	/* of the type and of the string section */
#define DISTILL_CHAIN_MAX	32	/* modifiers in a row */

/**
 * enum distill_role - how a type is copied
 * @DISTILL_WHOLE: as it is
 * @DISTILL_FWD: as a forward declaration, for a struct or union behind a pointer
 * @DISTILL_FLAGS: an enum of bits, with the typedef bpf_ctrl_flags_t around it
 */
enum distill_role {
	DISTILL_WHOLE,
	DISTILL_FWD,
	DISTILL_FLAGS,
};

/**
 * struct distill_item - a type to copy
 * @id: type id in the source
 * @role: how it is copied
 *
 * Its type id in the result is its index in the list plus 1.
 */
struct distill_item {
	u32 id;
	enum distill_role role;
};

/**
 * struct distill - BTF while it is made
 * @from: the source
 * @value_id: type id of the value struct in @from
 * @value_size: size of the map's values, in bytes
 * @flags: bit i: member i of the value struct is an enum of bits
 * @items: the types to copy; copying one may append others
 * @nr: number of @items
 * @err: the first error, or 0; the result is discarded after an error
 * @types_len: bytes used of @types
 * @strs_len: bytes used of @strs
 * @types: the type section
 * @strs: the string section
 */
struct distill {
	const struct btf *from;
	u32 value_id;
	u32 value_size;
	u64 flags;
	struct distill_item items[DISTILL_TYPES_MAX];
	u32 nr;
	int err;
	u32 types_len;
	u32 strs_len;
	u8 types[DISTILL_BYTES_MAX];
	char strs[DISTILL_BYTES_MAX];
};

static void distill_fail(struct distill *d, int err)
{
	if (!d->err)
		d->err = err;
}

/* Type tags are newer than 4.18 and do not change the layout: leave them out. */
static u32 skip_tags(const struct distill *d, u32 id)
{
	int i;

	for (i = 0; id && i < DISTILL_CHAIN_MAX; i++) {
		const struct btf_type *t = btf_type_by_id(d->from, id);

		if (!t || BTF_INFO_KIND(t->info) != BTF_KIND_TYPE_TAG)
			break;
		id = t->type;
	}
	return id;
}

/* Strip typedefs and qualifiers from the target of a pointer if it is a struct. */
static u32 pointee_of(const struct distill *d, u32 id)
{
	u32 first = id;
	int i;

	for (i = 0; id && i < DISTILL_CHAIN_MAX; i++) {
		const struct btf_type *t = btf_type_by_id(d->from, id);

		if (!t)
			break;
		if (btf_type_is_struct(t) || btf_type_is_func_proto(t))
			return id;
		switch (BTF_INFO_KIND(t->info)) {
		case BTF_KIND_TYPEDEF:
		case BTF_KIND_VOLATILE:
		case BTF_KIND_CONST:
		case BTF_KIND_RESTRICT:
		case BTF_KIND_TYPE_TAG:
			id = t->type;
			break;
		default:
			return first;
		}
	}
	return first;
}

/* Return the type id in the result; append the type if it is not there yet. */
static u32 distill_item(struct distill *d, u32 id, enum distill_role role)
{
	u32 i;

	for (i = 0; i < d->nr; i++)
		if (d->items[i].id == id && d->items[i].role == role)
			return i + 1;
	if (d->nr == DISTILL_TYPES_MAX) {
		distill_fail(d, -E2BIG);
		return 0;
	}
	d->items[d->nr].id = id;
	d->items[d->nr].role = role;
	return ++d->nr;
}

static u32 distill_ref(struct distill *d, u32 id, bool pointee)
{
	enum distill_role role = DISTILL_WHOLE;
	const struct btf_type *t;

	id = skip_tags(d, id);
	if (!id)
		return 0;
	t = btf_type_by_id(d->from, id);
	if (!t) {
		distill_fail(d, -EINVAL);
		return 0;
	}
	if (pointee && btf_type_is_func_proto(t))
		return 0;
	if (pointee && btf_type_is_struct(t))
		role = DISTILL_FWD;
	return distill_item(d, id, role);
}

static void *emit(struct distill *d, const void *from, u32 len)
{
	void *at = d->types + d->types_len;

	if (d->types_len + len > sizeof(d->types)) {
		distill_fail(d, -E2BIG);
		return NULL;
	}
	memcpy(at, from, len);
	d->types_len += len;
	return at;
}

static u32 emit_str(struct distill *d, const char *s)
{
	u32 at, len = strlen(s) + 1;

	for (at = 0; at < d->strs_len; at += strlen(d->strs + at) + 1)
		if (!strcmp(d->strs + at, s))
			return at;
	if (d->strs_len + len > sizeof(d->strs)) {
		distill_fail(d, -E2BIG);
		return 0;
	}
	memcpy(d->strs + d->strs_len, s, len);
	d->strs_len += len;
	return at;
}

static u32 emit_name(struct distill *d, u32 name_off)
{
	return emit_str(d, btf_name_by_offset(d->from, name_off));
}

static void emit_type(struct distill *d, u32 name, u32 kind, u32 vlen,
		      bool kflag, u32 size_or_type)
{
	struct btf_type t = {
		.name_off = name,
		.info = kind << 24 | vlen | (u32)kflag << 31,
		.size = size_or_type,
	};

	if (vlen > U16_MAX)	/* of Linux 4.18 */
		distill_fail(d, -E2BIG);
	emit(d, &t, sizeof(t));
}

static void emit_int(struct distill *d, u32 name, u32 size, u32 data)
{
	emit_type(d, name, BTF_KIND_INT, 0, false, size);
	emit(d, &data, sizeof(data));
}

/* 64-bit enums and floats become integers of the same size. */
static void emit_as_int(struct distill *d, const char *name, u32 size,
			bool is_signed)
{
	u32 encoding = is_signed ? BTF_INT_SIGNED : 0;

	if (size > sizeof(u64))
		distill_fail(d, -EOPNOTSUPP);
	emit_int(d, emit_str(d, name), size,
		 encoding << 24 | size * BITS_PER_BYTE);
}

static void emit_array(struct distill *d, const struct btf_type *t)
{
	struct btf_array a = *btf_array(t);

	a.type = distill_ref(d, a.type, false);
	a.index_type = distill_ref(d, a.index_type, false);
	emit_type(d, 0, BTF_KIND_ARRAY, 0, false, 0);
	emit(d, &a, sizeof(a));
}

static void emit_enum(struct distill *d, const struct btf_type *t)
{
	const struct btf_enum *e = btf_enum(t);
	u32 i, n = btf_type_vlen(t);

	/* without kind_flag, which 4.18 does not know: enums of 4.18 are signed */
	emit_type(d, emit_name(d, t->name_off), BTF_KIND_ENUM, n, false, t->size);
	for (i = 0; i < n; i++) {
		struct btf_enum to = {
			.name_off = emit_name(d, e[i].name_off),
			.val = e[i].val,
		};

		emit(d, &to, sizeof(to));
	}
}

/* Number of members of the value struct that end within @size bytes. */
static u32 members_within(const struct distill *d, const struct btf_type *t,
			  u32 size)
{
	const struct btf_member *m;
	u32 i;

	for_each_member(i, t, m) {
		u32 bits = __btf_member_bitfield_size(t, m), bytes;
		const struct btf_type *type;

		if (!bits) {
			type = bpf_ctrl_skip_mods(d->from, m->type, NULL);
			if (!type ||
			    IS_ERR(btf_resolve_size(d->from, type, &bytes)))
				break;
			bits = bytes * BITS_PER_BYTE;
		}
		if (__btf_member_bit_offset(t, m) + bits > size * BITS_PER_BYTE)
			break;
	}
	return i;
}

static void emit_struct(struct distill *d, const struct btf_type *t, u32 id)
{
	u32 size = t->size, n = btf_type_vlen(t), i;
	const struct btf_member *m;

	if (id == d->value_id && d->value_size < size) {
		size = d->value_size;
		n = members_within(d, t, size);
	}
	emit_type(d, emit_name(d, t->name_off), BTF_INFO_KIND(t->info), n,
		  btf_type_kflag(t), size);
	for_each_member(i, t, m) {
		struct btf_member to = { .offset = m->offset };

		if (i == n)
			break;
		to.name_off = emit_name(d, m->name_off);
		if (id == d->value_id && d->flags & BIT_ULL(i))
			to.type = distill_item(d, m->type, DISTILL_FLAGS);
		else
			to.type = distill_ref(d, m->type, false);
		emit(d, &to, sizeof(to));
	}
}

static void emit_ref(struct distill *d, const struct btf_type *t)
{
	u32 kind = BTF_INFO_KIND(t->info);
	u32 name = kind == BTF_KIND_TYPEDEF ? emit_name(d, t->name_off) : 0;
	bool pointer = kind == BTF_KIND_PTR;
	u32 to = pointer ? pointee_of(d, t->type) : t->type;

	emit_type(d, name, kind, 0, false, distill_ref(d, to, pointer));
}

/*
 * The typedef goes between the qualifiers and the enum: tools expect "const" as the
 * outermost type of a member.
 */
static void emit_flags(struct distill *d, const struct btf_type *t, u32 id)
{
	u32 kind = BTF_INFO_KIND(t->info);

	if (kind == BTF_KIND_CONST || kind == BTF_KIND_VOLATILE)
		emit_type(d, 0, kind, 0, false,
			  distill_item(d, skip_tags(d, t->type), DISTILL_FLAGS));
	else
		emit_type(d, emit_str(d, "bpf_ctrl_flags_t"), BTF_KIND_TYPEDEF,
			  0, false, distill_ref(d, id, false));
}

static void emit_item(struct distill *d, const struct distill_item *item)
{
	const struct btf_type *t = btf_type_by_id(d->from, item->id);
	bool is_union = BTF_INFO_KIND(t->info) == BTF_KIND_UNION;

	if (item->role == DISTILL_FWD) {
		emit_type(d, emit_name(d, t->name_off), BTF_KIND_FWD, 0,
			  is_union, 0);
		return;
	}
	if (item->role == DISTILL_FLAGS) {
		emit_flags(d, t, item->id);
		return;
	}
	switch (BTF_INFO_KIND(t->info)) {
	case BTF_KIND_INT:
		emit_int(d, emit_name(d, t->name_off), t->size, *(u32 *)(t + 1));
		break;
	case BTF_KIND_ENUM:
		emit_enum(d, t);
		break;
	case BTF_KIND_ENUM64:
		emit_as_int(d, btf_type_kflag(t) ? "__s64" : "__u64", t->size,
			    btf_type_kflag(t));
		break;
	case BTF_KIND_FLOAT:
		emit_as_int(d, btf_name_by_offset(d->from, t->name_off), t->size,
			    false);
		break;
	case BTF_KIND_ARRAY:
		emit_array(d, t);
		break;
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		emit_struct(d, t, item->id);
		break;
	case BTF_KIND_FWD:
		emit_type(d, emit_name(d, t->name_off), BTF_KIND_FWD, 0,
			  btf_type_kflag(t), 0);
		break;
	case BTF_KIND_PTR:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
		emit_ref(d, t);
		break;
	default:
		distill_fail(d, -EOPNOTSUPP);
	}
}

static struct btf *distill_finish(const struct distill *d)
{
	struct btf_header hdr = {
		.magic = BTF_MAGIC,
		.version = BTF_VERSION,
		/* the header of 4.18, without later fields */
		.hdr_len = offsetofend(struct btf_header, str_len),
		.type_len = d->types_len,
		.str_off = d->types_len,
		.str_len = d->strs_len,
	};
	u32 size = hdr.hdr_len + d->types_len + d->strs_len;
	struct btf *btf;
	u8 *blob;

	blob = kvmalloc(size, GFP_KERNEL);
	if (!blob)
		return ERR_PTR(-ENOMEM);
	memcpy(blob, &hdr, hdr.hdr_len);
	memcpy(blob + hdr.hdr_len, d->types, d->types_len);
	memcpy(blob + hdr.hdr_len + d->types_len, d->strs, d->strs_len);
	btf = btf_new_for_everyone(blob, size);
	kvfree(blob);
	return btf;
}

/**
 * bpf_ctrl_btf_distill() - make the BTF of a control map
 * @from: BTF of the subsystem
 * @key_id: type id of the key struct in @from
 * @value_id: type id of the value struct in @from
 * @flags: bit i: member i of the value struct is an enum of bits
 * @value_size: size of the map's values, in bytes; if it is smaller than the value
 *	struct, the result has only the members that fit
 * @out: filled in on success; the caller calls btf_put() on @out->btf
 *
 * Return: 0; -E2BIG: too many types; -EOPNOTSUPP: a BTF kind that is not allowed in
 * a value; -EINVAL: invalid BTF; -ENOMEM.
 */
int bpf_ctrl_btf_distill(const struct btf *from, u32 key_id, u32 value_id,
			 u64 flags, u32 value_size, struct bpf_ctrl_btf *out)
{
	struct distill *d;
	struct btf *btf;
	int err;
	u32 i;

	d = kvzalloc_obj(*d, GFP_KERNEL);
	if (!d)
		return -ENOMEM;
	d->from = from;
	d->value_id = value_id;
	d->value_size = value_size;
	d->flags = flags;
	d->strs_len = 1;	/* offset 0 is the empty string */

	distill_ref(d, key_id, false);
	distill_ref(d, value_id, false);
	for (i = 0; i < d->nr && !d->err; i++)
		emit_item(d, &d->items[i]);

	err = d->err;
	if (!err) {
		btf = distill_finish(d);
		err = PTR_ERR_OR_ZERO(btf);
	}
	if (!err) {
		out->btf = btf;
		out->key_id = 1;
		out->value_id = key_id == value_id ? 1 : 2;
	}
	kvfree(d);
	return err;
}
