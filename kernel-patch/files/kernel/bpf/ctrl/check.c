// SPDX-License-Identifier: GPL-2.0-only
/*
 * Judging the members that a change is about: limits, and values that are none
 * of their type.  Like value.c, functions of a member table and buffers.
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
	/* flags have no order: "not above" is "no bit that is not in it" */
	if (l->flags)
		return b & ~a;
	if (l->kind == BPF_CTRL_LEAF_SIGNED)
		return sign_extend_bits(a, l->bits) < sign_extend_bits(b, l->bits);
	return a < b;
}

/**
 * struct ctrl_subject - what is judged: a leaf of a member that changes
 * @c: the change
 * @m: the member
 * @l: the leaf
 * @repeated: the member is to be set to what it is
 * @min: value with the leaf's lower limit, NULL: none is known
 * @max: value with the leaf's upper limit, NULL: none is known
 * @reason: filled in on failure
 */
struct ctrl_subject {
	const struct bpf_ctrl_change *c;
	const struct bpf_ctrl_member *m;
	const struct bpf_ctrl_leaf *l;
	bool repeated;
	const void *min;
	const void *max;
	struct bpf_ctrl_reason *reason;
};

static int judge_member(const struct bpf_ctrl_layout *layout,
			struct ctrl_subject *s,
			int (*judge)(const struct ctrl_subject *s))
{
	u32 k;
	int err;

	for (k = 0; k < s->m->nr_leaves; k++) {
		s->l = &layout->leaves[s->m->first_leaf + k];
		err = judge(s);
		if (err)
			return err;
	}
	return 0;
}

static int judge_changed(const struct bpf_ctrl_change *c,
			 const struct bpf_ctrl_limits *min,
			 const struct bpf_ctrl_limits *max,
			 struct bpf_ctrl_reason *reason,
			 int (*judge)(const struct ctrl_subject *s))
{
	struct ctrl_subject s = { .c = c, .reason = reason };
	const struct bpf_ctrl_layout *layout = c->layout;
	u32 i;
	int err;

	bpf_ctrl_for_each(i, c->changed) {
		s.m = &layout->members[i];
		s.repeated = c->repeated & BIT_ULL(i);
		s.min = min && min->mask & BIT_ULL(i) ? min->data : NULL;
		s.max = max && max->mask & BIT_ULL(i) ? max->data : NULL;
		err = judge_member(layout, &s, judge);
		if (err)
			return err;
	}
	return 0;
}

/* "member", "member[3]", "member.name" or "member.name[3]" */
static void say_where(char *buf, size_t len, const struct ctrl_subject *s, u32 n)
{
	const struct bpf_ctrl_leaf *l = s->l;
	int at = scnprintf(buf, len, "%s%s%s", s->m->name,
			   l->name[0] ? "." : "", l->name);

	if (l->nr > 1)
		scnprintf(buf + at, len - at, "[%u]", n);
}

static void say_range(const struct ctrl_subject *s, u32 n, u64 v)
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

static int judge_limits(const struct ctrl_subject *s)
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
 * bpf_ctrl_check_limits() - whether what changes is within what the object accepts
 * @c: the change
 * @min: what the MIN view answered
 * @max: what the MAX view answered
 * @reason: filled in on failure
 *
 * The MAX of flags is the bits that the object accepts.  Text has no limits.  What
 * is in force may be outside of them: it is judged where it is set again.
 *
 * Return: 0 or -ERANGE.
 */
int bpf_ctrl_check_limits(const struct bpf_ctrl_change *c,
			  const struct bpf_ctrl_limits *min,
			  const struct bpf_ctrl_limits *max,
			  struct bpf_ctrl_reason *reason)
{
	return judge_changed(c, min, max, reason, judge_limits);
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

static bool text_is_good(const struct bpf_ctrl_leaf *l, const void *data)
{
	const char *text = data + l->bit_off / BITS_PER_BYTE;
	size_t len = l->bits / BITS_PER_BYTE, used = strnlen(text, len);

	return used < len && !memchr_inv(text + used, 0, len - used);
}

static int refuse_readonly(const struct ctrl_subject *s, u32 n)
{
	char where[80];

	say_where(where, sizeof(where), s, n);
	bpf_ctrl_say(s->reason, "%s: read-only", where);
	return -EACCES;
}

/*
 * As many of them as there is room for.  Those of 64 bits are in no BTF that the
 * caller has.
 */
static void say_enumerators(const struct ctrl_subject *s, const char *where,
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

static int refuse_number(const struct ctrl_subject *s, u32 n, u64 v)
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

static int judge_elem(const struct ctrl_subject *s, u32 n)
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

static int judge_text(const struct ctrl_subject *s)
{
	u32 at = s->l->bit_off / BITS_PER_BYTE;
	u32 len = s->l->bits / BITS_PER_BYTE;
	char where[80];

	if (!memcmp(s->c->wanted + at, s->c->current_value + at, len))
		return 0;
	if (s->l->readonly)
		return refuse_readonly(s, 0);
	if (text_is_good(s->l, s->c->wanted))
		return 0;
	say_where(where, sizeof(where), s, 0);
	bpf_ctrl_say(s->reason,
		     "%s: the text is not followed by zeros up to its %u bytes",
		     where, len);
	return -EINVAL;
}

static int judge_kind(const struct ctrl_subject *s)
{
	int err = 0;
	u32 n;

	if (s->l->kind == BPF_CTRL_LEAF_TEXT)
		return judge_text(s);
	for (n = 0; n < s->l->nr && !err; n++)
		err = judge_elem(s, n);
	return err;
}

/**
 * bpf_ctrl_check_kinds() - whether what changes is a value of its type at all
 * @c: the change
 * @reason: filled in on failure
 *
 * Return: 0; -ERANGE: neither true nor false, or none of the enumerators;
 * -EACCES: const inside of a member; -EINVAL: text without an end.
 */
int bpf_ctrl_check_kinds(const struct bpf_ctrl_change *c,
			 struct bpf_ctrl_reason *reason)
{
	return judge_changed(c, NULL, NULL, reason, judge_kind);
}
