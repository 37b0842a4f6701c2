// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whether the new values of a change are within the limits of the object, and
 * whether they are valid for their type.
 *
 * As in value.c, the functions take a table of members and buffers.  They take no
 * lock, allocate nothing and do not access user memory.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/string.h>

#include "check.h"
#include "format.h"
#include "layout.h"
#include "reason.h"
#include "value.h"

static u64 load_elem(const void *data, const struct bpf_ctrl_leaf *l, u32 n)
{
	return bpf_ctrl_load_bits(data, l->bit_off + n * l->bits, l->bits);
}

static s64 sign_extend_bits(u64 v, u32 bits)
{
	return sign_extend64(v, bits - 1);
}

static bool leaf_less(const struct bpf_ctrl_leaf *l, u64 a, u64 b)
{
	/* flags have no order: b is "above" a if it has a bit that a lacks */
	if (l->flags)
		return b & ~a;
	if (l->kind == BPF_CTRL_LEAF_SIGNED)
		return sign_extend_bits(a, l->bits) < sign_extend_bits(b, l->bits);
	return a < b;
}

/**
 * struct ctrl_check - the check of one leaf of a member that changes
 * @c: the change
 * @m: the member
 * @l: the leaf
 * @repeated: the member is to be set to its current value
 * @min: value with the lower limits; NULL: the member has none
 * @max: value with the upper limits; NULL: the member has none
 * @reason: filled in on failure
 */
struct ctrl_check {
	const struct bpf_ctrl_change *c;
	const struct bpf_ctrl_member *m;
	const struct bpf_ctrl_leaf *l;
	bool repeated;
	const void *min;
	const void *max;
	struct bpf_ctrl_reason *reason;
};

static int check_leaves(const struct bpf_ctrl_layout *layout,
			struct ctrl_check *s,
			int (*check)(const struct ctrl_check *s))
{
	u32 k;
	int err;

	for (k = 0; k < s->m->nr_leaves; k++) {
		s->l = &layout->leaves[s->m->first_leaf + k];
		err = check(s);
		if (err)
			return err;
	}
	return 0;
}

static int check_changed(const struct bpf_ctrl_change *c,
			 const struct bpf_ctrl_limits *min,
			 const struct bpf_ctrl_limits *max,
			 struct bpf_ctrl_reason *reason,
			 int (*check)(const struct ctrl_check *s))
{
	struct ctrl_check s = { .c = c, .reason = reason };
	const struct bpf_ctrl_layout *layout = c->layout;
	u32 i;
	int err;

	bpf_ctrl_for_each(i, c->changed) {
		s.m = &layout->members[i];
		s.repeated = c->repeated & BIT_ULL(i);
		s.min = min && min->mask & BIT_ULL(i) ? min->data : NULL;
		s.max = max && max->mask & BIT_ULL(i) ? max->data : NULL;
		err = check_leaves(layout, &s, check);
		if (err)
			return err;
	}
	return 0;
}

/* Write "member", "member[3]", "member.name" or "member.name[3]". */
static void say_where(char *buf, size_t len, const struct ctrl_check *s, u32 n)
{
	const struct bpf_ctrl_leaf *l = s->l;
	int at = scnprintf(buf, len, "%s%s%s", s->m->name,
			   l->name[0] ? "." : "", l->name);

	if (l->nr > 1)
		scnprintf(buf + at, len - at, "[%u]", n);
}

static void say_range(const struct ctrl_check *s, u32 n, u64 v)
{
	char where[80], value[24], what[112], low[24] = "", high[24] = "";

	say_where(where, sizeof(where), s, n);
	bpf_ctrl_format_number(s->l, v, value, sizeof(value));
	if (s->min)
		bpf_ctrl_format_number(s->l, load_elem(s->min, s->l, n), low,
				       sizeof(low));
	if (s->max)
		bpf_ctrl_format_number(s->l, load_elem(s->max, s->l, n), high,
				       sizeof(high));
	scnprintf(what, sizeof(what), "%s: %s", where, value);
	bpf_ctrl_say_range(s->reason, what, low, high);
}

static int check_leaf_limits(const struct ctrl_check *s)
{
	const struct bpf_ctrl_leaf *l = s->l;
	u32 n;

	if (l->kind == BPF_CTRL_LEAF_TEXT)
		return 0;
	for (n = 0; n < l->nr; n++) {
		u64 v = load_elem(s->c->wanted, l, n);

		if (!s->repeated && v == load_elem(s->c->current_value, l, n))
			continue;
		if ((s->min && leaf_less(l, v, load_elem(s->min, l, n))) ||
		    (s->max && leaf_less(l, load_elem(s->max, l, n), v))) {
			say_range(s, n, v);
			return -ERANGE;
		}
	}
	return 0;
}

/**
 * bpf_ctrl_check_limits() - check the members that change against their limits
 * @c: the change
 * @min: the MIN view of the object
 * @max: the MAX view of the object
 * @reason: filled in on failure
 *
 * The MAX of flags is the set of bits that the object accepts.  Text has no limits.
 * A current value may be outside of the limits: an element that keeps it is not
 * checked, unless its member is in @c->repeated.
 *
 * Return: 0; -ERANGE: outside of the limits.
 */
int bpf_ctrl_check_limits(const struct bpf_ctrl_change *c,
			  const struct bpf_ctrl_limits *min,
			  const struct bpf_ctrl_limits *max,
			  struct bpf_ctrl_reason *reason)
{
	return check_changed(c, min, max, reason, check_leaf_limits);
}

static u64 enum_value(const struct btf_type *t, u32 i)
{
	if (BTF_INFO_KIND(t->info) == BTF_KIND_ENUM64)
		return btf_enum64_value(btf_enum64(t) + i);
	return (u64)(s64)btf_enum(t)[i].val;
}

static const char *enum_name(const struct btf *btf, const struct btf_type *t,
			     u32 i)
{
	bool wide = BTF_INFO_KIND(t->info) == BTF_KIND_ENUM64;

	return btf_name_by_offset(btf, wide ? btf_enum64(t)[i].name_off :
					      btf_enum(t)[i].name_off);
}

static bool enum_has(const struct bpf_ctrl_leaf *l, u64 v)
{
	u64 width = l->bits == 64 ? U64_MAX : BIT_ULL(l->bits) - 1, all = 0;
	u32 i, n = btf_type_vlen(l->enums);

	for (i = 0; i < n; i++) {
		u64 e = enum_value(l->enums, i);

		if ((e & width) == v)
			return true;
		all |= e & width;
	}
	return l->flags && !(v & ~all);
}

static bool text_is_valid(const struct bpf_ctrl_leaf *l, const void *data)
{
	const char *text = data + l->bit_off / BITS_PER_BYTE;
	size_t len = l->bits / BITS_PER_BYTE, used = strnlen(text, len);

	return used < len && !memchr_inv(text + used, 0, len - used);
}

static int refuse_readonly(const struct ctrl_check *s, u32 n)
{
	char where[80];

	say_where(where, sizeof(where), s, n);
	bpf_ctrl_say(s->reason, "%s: read-only", where);
	return -EACCES;
}

/*
 * List as many enumerators as fit.  The names of 64-bit enumerators are not in the
 * BTF of the map, so the caller cannot look them up there.
 */
static void say_enumerators(const struct ctrl_check *s, const char *where,
			    const char *value)
{
	const struct btf *btf = s->c->layout->btf;
	const struct btf_type *t = s->l->enums;
	char list[120] = "", number[24];
	u32 i, n = btf ? btf_type_vlen(t) : 0;
	size_t at = 0, len;

	for (i = 0; i < n; i++) {
		bpf_ctrl_format_number(s->l, enum_value(t, i), number,
				       sizeof(number));
		len = snprintf(list + at, sizeof(list) - at, "%s%s %s",
			       i ? ", " : ": ", enum_name(btf, t, i), number);
		if (at + len >= sizeof(list) - sizeof(", ...")) {
			scnprintf(list + at, sizeof(list) - at, ", ...");
			break;
		}
		at += len;
	}
	bpf_ctrl_say(s->reason, "%s: %s is none of the enumerators%s", where,
		     value, list);
}

static int refuse_number(const struct ctrl_check *s, u32 n, u64 v)
{
	char where[80], value[24];

	say_where(where, sizeof(where), s, n);
	bpf_ctrl_format_number(s->l, v, value, sizeof(value));
	if (s->l->enums)
		say_enumerators(s, where, value);
	else
		bpf_ctrl_say(s->reason, "%s: %s is outside 0..1", where, value);
	return -ERANGE;
}

static int check_elem_kind(const struct ctrl_check *s, u32 n)
{
	const struct bpf_ctrl_leaf *l = s->l;
	u64 v = load_elem(s->c->wanted, l, n);

	if (v == load_elem(s->c->current_value, l, n))
		return 0;
	if (l->readonly)
		return refuse_readonly(s, n);
	if ((l->kind == BPF_CTRL_LEAF_BOOL && v > 1) ||
	    (l->enums && !enum_has(l, v)))
		return refuse_number(s, n, v);
	return 0;
}

static int check_text(const struct ctrl_check *s)
{
	u32 at = s->l->bit_off / BITS_PER_BYTE;
	u32 len = s->l->bits / BITS_PER_BYTE;
	char where[80];

	if (!memcmp(s->c->wanted + at, s->c->current_value + at, len))
		return 0;
	if (s->l->readonly)
		return refuse_readonly(s, 0);
	if (text_is_valid(s->l, s->c->wanted))
		return 0;
	say_where(where, sizeof(where), s, 0);
	bpf_ctrl_say(s->reason,
		     "%s: the text is not followed by zeros up to its %u bytes",
		     where, len);
	return -EINVAL;
}

static int check_leaf_kind(const struct ctrl_check *s)
{
	int err = 0;
	u32 n;

	if (s->l->kind == BPF_CTRL_LEAF_TEXT)
		return check_text(s);
	for (n = 0; n < s->l->nr && !err; n++)
		err = check_elem_kind(s, n);
	return err;
}

/**
 * bpf_ctrl_check_kinds() - check that the members that change are valid for their
 *	type
 * @c: the change
 * @reason: filled in on failure
 *
 * Return: 0; -ERANGE: a bool that is neither 0 nor 1, or an enum that has no such
 * enumerator; -EACCES: a const element of a member that is not const; -EINVAL: text
 * that is not followed by zeros up to the end of the array.
 */
int bpf_ctrl_check_kinds(const struct bpf_ctrl_change *c,
			 struct bpf_ctrl_reason *reason)
{
	return check_changed(c, NULL, NULL, reason, check_leaf_kind);
}
