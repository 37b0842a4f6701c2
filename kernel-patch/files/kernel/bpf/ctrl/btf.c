// SPDX-License-Identifier: GPL-2.0-only
/*
 * Make the BTF of a control map: the key struct, the value struct and the types that they refer
 * to, copied from the BTF of the kernel.
 *
 * The result has only the BTF kinds of Linux 4.18, the first release with BTF, so that tools of
 * any age can parse it.  Later kinds are replaced by what stood for them then.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/slab.h>

#include "btf.h"
#include "layout.h"

#define TYPES_MAX	512
#define BYTES_MAX	32768	/* of the type and of the string section */

/* A type to copy.  Its type id in the result is its index in the list plus 1. */
struct distill_item {
	u32 id;		/* in the source */
	bool flags;	/* with the typedef bpf_ctrl_flags_t around the enum */
};

/**
 * struct distill - BTF while it is made
 * @layout: key and value struct in the source
 * @size: size of the value struct in the result, in bytes
 * @members: number of its members
 * @err: the first error, or 0; the result is discarded after an error
 * @nr: number of @items
 * @types_len: bytes used of @types
 * @strs_len: bytes used of @strs
 * @items: the types to copy; copying one may append others
 * @types: the type section
 * @strs: the string section
 */
struct distill {
	const struct bpf_ctrl_layout *layout;
	u32 size;
	u32 members;
	int err;
	u32 nr;
	u32 types_len;
	u32 strs_len;
	struct distill_item items[TYPES_MAX];
	u8 types[BYTES_MAX];
	char strs[BYTES_MAX];
};

/* Return the type id in the result; append the type if it is not there yet. */
static u32 distill_item(struct distill *d, u32 id, bool flags)
{
	const struct btf_type *t = btf_type_by_id(d->layout->btf, id);
	u32 i;

	/* type tags are newer than 4.18 and do not change the layout */
	if (BTF_INFO_KIND(t->info) == BTF_KIND_TYPE_TAG)
		return distill_item(d, t->type, flags);
	if (!id)
		return 0;
	for (i = 0; i < d->nr; i++)
		if (d->items[i].id == id && d->items[i].flags == flags)
			return i + 1;
	if (d->nr == TYPES_MAX) {
		d->err = -E2BIG;
		return 0;
	}
	d->items[d->nr++] = (struct distill_item) { id, flags };
	return d->nr;
}

static void emit(struct distill *d, const void *from, u32 len)
{
	if (d->types_len + len > sizeof(d->types)) {
		d->err = -E2BIG;
		return;
	}
	memcpy(d->types + d->types_len, from, len);
	d->types_len += len;
}

static u32 emit_str(struct distill *d, const char *s)
{
	u32 at, len = strlen(s) + 1;

	for (at = 0; at < d->strs_len; at += strlen(d->strs + at) + 1)
		if (!strcmp(d->strs + at, s))
			return at;
	if (d->strs_len + len > sizeof(d->strs)) {
		d->err = -E2BIG;
		return 0;
	}
	memcpy(d->strs + at, s, len);
	d->strs_len += len;
	return at;
}

static u32 emit_name(struct distill *d, u32 name_off)
{
	return emit_str(d, btf_name_by_offset(d->layout->btf, name_off));
}

/* @info: kind, number of members, kind_flag; @size: or type, as in struct btf_type */
static void emit_type(struct distill *d, u32 name, u32 kind, u32 info, u32 size)
{
	struct btf_type t = {
		.name_off = name, .info = kind << 24 | info, .size = size,
	};

	emit(d, &t, sizeof(t));
}

static void emit_int(struct distill *d, u32 name, u32 size, u32 data)
{
	emit_type(d, name, BTF_KIND_INT, 0, size);
	emit(d, &data, sizeof(data));
}

static void emit_array(struct distill *d, const struct btf_type *t)
{
	struct btf_array a = *btf_array(t);

	a.type = distill_item(d, a.type, false);
	a.index_type = distill_item(d, a.index_type, false);
	emit_type(d, 0, BTF_KIND_ARRAY, 0, 0);
	emit(d, &a, sizeof(a));
}

static void emit_enum(struct distill *d, const struct btf_type *t)
{
	const struct btf_enum *e = btf_enum(t);
	u32 i, n = btf_type_vlen(t);

	/* without kind_flag, which 4.18 does not know: enums of 4.18 are signed */
	emit_type(d, emit_name(d, t->name_off), BTF_KIND_ENUM, n, t->size);
	for (i = 0; i < n; i++) {
		struct btf_enum to = {
			.name_off = emit_name(d, e[i].name_off),
			.val = e[i].val,
		};

		emit(d, &to, sizeof(to));
	}
}

static void emit_struct(struct distill *d, const struct btf_type *t, bool value)
{
	u32 n = value ? d->members : btf_type_vlen(t), i;
	const struct btf_member *m;

	emit_type(d, emit_name(d, t->name_off), BTF_INFO_KIND(t->info),
		  n | (u32)btf_type_kflag(t) << 31, value ? d->size : t->size);
	for_each_member(i, t, m) {
		struct btf_member to = { .offset = m->offset };

		if (i == n)
			break;
		to.name_off = emit_name(d, m->name_off);
		to.type = distill_item(d, m->type, value && d->layout->flags & BIT_ULL(i));
		emit(d, &to, sizeof(to));
	}
}

/*
 * The typedef goes between the qualifiers and the enum: tools expect "const" as the outermost
 * type of a member.
 */
static void emit_flags(struct distill *d, u32 id)
{
	const struct btf_type *t = btf_type_by_id(d->layout->btf, id);
	u32 kind = BTF_INFO_KIND(t->info);

	if (kind == BTF_KIND_CONST || kind == BTF_KIND_VOLATILE)
		emit_type(d, 0, kind, 0, distill_item(d, t->type, true));
	else
		emit_type(d, emit_str(d, "bpf_ctrl_flags_t"), BTF_KIND_TYPEDEF, 0,
			  distill_item(d, id, false));
}

static void emit_item(struct distill *d, const struct distill_item *item)
{
	const struct btf_type *t = btf_type_by_id(d->layout->btf, item->id);
	u32 kind = BTF_INFO_KIND(t->info);
	bool is_signed = btf_type_kflag(t);

	if (item->flags) {
		emit_flags(d, item->id);
		return;
	}
	switch (kind) {
	case BTF_KIND_INT:
		emit_int(d, emit_name(d, t->name_off), t->size, *(u32 *)(t + 1));
		break;
	case BTF_KIND_ENUM:
		emit_enum(d, t);
		break;
	case BTF_KIND_ENUM64:
		emit_int(d, emit_str(d, is_signed ? "__s64" : "__u64"), t->size,
			 (is_signed ? BTF_INT_SIGNED : 0) << 24 | t->size * BITS_PER_BYTE);
		break;
	case BTF_KIND_ARRAY:
		emit_array(d, t);
		break;
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		emit_struct(d, t, item->id == d->layout->value_id);
		break;
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
		emit_type(d, emit_name(d, t->name_off), kind, 0, distill_item(d, t->type, false));
		break;
	default:	/* behind a union */
		d->err = -EOPNOTSUPP;
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
	btf = btf_new_for_map(blob, size);
	kvfree(blob);
	return btf;
}

/*
 * Make the BTF of maps with the value size @size: the value struct has only the members that
 * fit.  Returns the BTF, to be released with btf_put(); or an error pointer. -E2BIG: too many
 * types; -EOPNOTSUPP: a BTF kind that is not allowed in a value; -ENOMEM; or as from
 * btf_new_for_map().
 */
struct btf *bpf_ctrl_btf_distill(const struct bpf_ctrl_layout *layout, u32 size)
{
	struct distill *d;
	struct btf *btf;
	u32 i, end;

	d = kvzalloc_obj(*d, GFP_KERNEL);
	if (!d)
		return ERR_PTR(-ENOMEM);
	d->layout = layout;
	d->size = size;
	d->members = 2 + hweight64(bpf_ctrl_prefix(layout, size, &end));
	d->strs_len = 1;	/* offset 0 is the empty string */
	distill_item(d, layout->key_id, false);		/* BPF_CTRL_BTF_KEY */
	distill_item(d, layout->value_id, false);	/* BPF_CTRL_BTF_VALUE */
	for (i = 0; i < d->nr && !d->err; i++)
		emit_item(d, &d->items[i]);
	btf = d->err ? ERR_PTR(d->err) : distill_finish(d);
	kvfree(d);
	return btf;
}
