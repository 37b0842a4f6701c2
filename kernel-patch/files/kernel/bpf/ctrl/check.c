// SPDX-License-Identifier: GPL-2.0-only
/*
 * Whether the new values of a change are within the limits of the object and valid for their
 * types, and values as text.
 */
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/string.h>

#include "layout.h"
#include "reason.h"
#include "value.h"

#define NUMBER_LEN	24	/* bytes of a number as text */

/**
 * struct ctrl_check - the check of one member that changes
 * @c: the change
 * @i: index of the member
 * @min: value with the lower limits; NULL: it has none
 * @max: value with the upper limits; NULL: it has none
 * @reason: filled in on failure
 */
struct ctrl_check {
	const struct bpf_ctrl_change *c;
	u32 i;
	const void *min;
	const void *max;
	struct bpf_ctrl_reason *reason;
};

static u64 load_elem(const void *data, const struct bpf_ctrl_leaf *l, u32 n)
{
	return bpf_ctrl_load_bits(data, l->bit_off + n * l->bits, l->bits);
}

static void format_number(const struct bpf_ctrl_leaf *l, u64 v, char *buf)
{
	if (l->kind == BPF_CTRL_LEAF_SIGNED)
		scnprintf(buf, NUMBER_LEN, "%lld", sign_extend64(v, l->bits - 1));
	else
		scnprintf(buf, NUMBER_LEN, "%llu", v);
}

/* Begin the reason with "member", "member[3]", "member.name" or "member.name[3]". */
static __printf(5, 6)
int refuse(const struct ctrl_check *s, const struct bpf_ctrl_leaf *l, u32 n, int err,
	   const char *fmt, ...)
{
	struct va_format why = { .fmt = fmt };
	char elem[16] = "";
	va_list args;

	if (l->nr > 1)
		scnprintf(elem, sizeof(elem), "[%u]", n);
	va_start(args, fmt);
	why.va = &args;
	bpf_ctrl_say(s->reason, "%s%s%s%s: %pV", s->c->layout->members[s->i].name,
		     l->name[0] ? "." : "", l->name, elem, &why);
	va_end(args);
	return err;
}

static bool is_flags(const struct ctrl_check *s)
{
	return s->c->layout->flags & BIT_ULL(s->i);
}

static int check_changed(const struct bpf_ctrl_change *c, const struct bpf_ctrl_limits *min,
			 const struct bpf_ctrl_limits *max,
			 struct bpf_ctrl_reason *reason, bpf_ctrl_visit_t visit)
{
	struct ctrl_check s = { .c = c, .reason = reason };
	int err;

	bpf_ctrl_for_each(s.i, c->changed) {
		s.min = min->mask & BIT_ULL(s.i) ? min->data : NULL;
		s.max = max->mask & BIT_ULL(s.i) ? max->data : NULL;
		err = bpf_ctrl_walk(c->layout, s.i, visit, &s);
		if (err)
			return err;
	}
	return 0;
}

static int refuse_range(const struct ctrl_check *s, const struct bpf_ctrl_leaf *l, u32 n, u64 v)
{
	char value[NUMBER_LEN], low[NUMBER_LEN] = "", high[NUMBER_LEN] = "";

	format_number(l, v, value);
	if (s->min)
		format_number(l, load_elem(s->min, l, n), low);
	if (s->max)
		format_number(l, load_elem(s->max, l, n), high);
	if (s->reason)
		s->reason->limits = true;
	return refuse(s, l, n, -ERANGE, "%s is outside %s..%s", value, low, high);
}

static bool less(const struct ctrl_check *s, const struct bpf_ctrl_leaf *l, u64 a, u64 b)
{
	/* flags have no order: b is "above" a if it has a bit that a lacks */
	if (is_flags(s))
		return b & ~a;
	if (l->kind == BPF_CTRL_LEAF_SIGNED)
		return sign_extend64(a, l->bits - 1) < sign_extend64(b, l->bits - 1);
	return a < b;
}

static int visit_limits(const struct bpf_ctrl_leaf *l, void *data)
{
	const struct ctrl_check *s = data;
	u32 n;

	if (l->kind == BPF_CTRL_LEAF_TEXT)
		return 0;
	for (n = 0; n < l->nr; n++) {
		u64 v = load_elem(s->c->wanted, l, n);

		if (!(s->c->repeated & BIT_ULL(s->i)) && v == load_elem(s->c->current_value, l, n))
			continue;
		if ((s->min && less(s, l, v, load_elem(s->min, l, n))) ||
		    (s->max && less(s, l, load_elem(s->max, l, n), v)))
			return refuse_range(s, l, n, v);
	}
	return 0;
}

/*
 * Check the members that change against the MIN and the MAX view of the object.  The MAX of
 * flags is the set of bits that it accepts.  Text has no limits.  A current value may be
 * outside: an element that keeps it is not checked, unless its member is in @c->repeated.
 * Returns 0 or -ERANGE.
 */
int bpf_ctrl_check_limits(const struct bpf_ctrl_change *c, const struct bpf_ctrl_limits *min,
			  const struct bpf_ctrl_limits *max, struct bpf_ctrl_reason *reason)
{
	return check_changed(c, min, max, reason, visit_limits);
}

static u64 enum_value(const struct btf_type *t, u32 i, u32 *name_off)
{
	if (BTF_INFO_KIND(t->info) == BTF_KIND_ENUM64) {
		*name_off = btf_enum64(t)[i].name_off;
		return btf_enum64_value(btf_enum64(t) + i);
	}
	*name_off = btf_enum(t)[i].name_off;
	return (u64)(s64)btf_enum(t)[i].val;
}

static bool enum_has(const struct ctrl_check *s, const struct bpf_ctrl_leaf *l, u64 v)
{
	u64 width = GENMASK_ULL(l->bits - 1, 0), all = 0;
	u32 i, n = btf_type_vlen(l->enums), name;

	for (i = 0; i < n; i++) {
		u64 e = enum_value(l->enums, i, &name) & width;

		if (e == v)
			return true;
		all |= e;
	}
	return is_flags(s) && !(v & ~all);
}

/*
 * List as many enumerators as fit.  The names of 64-bit enumerators are not in the BTF of the
 * map, so the caller cannot look them up there.
 */
static void list_enumerators(const struct ctrl_check *s,
			     const struct bpf_ctrl_leaf *l, char *list, size_t size)
{
	u32 i, n = btf_type_vlen(l->enums), name;
	char number[NUMBER_LEN];
	size_t at = 0, len;

	for (i = 0; i < n; i++) {
		format_number(l, enum_value(l->enums, i, &name), number);
		len = snprintf(list + at, size - at, "%s%s %s", i ? ", " : ": ",
			       btf_name_by_offset(s->c->layout->btf, name), number);
		if (at + len >= size - sizeof(", ...")) {
			scnprintf(list + at, size - at, ", ...");
			return;
		}
		at += len;
	}
}

static int refuse_kind(const struct ctrl_check *s, const struct bpf_ctrl_leaf *l, u32 n, u64 v)
{
	char value[NUMBER_LEN], list[120] = "";

	if (l->quals & BIT(BTF_KIND_CONST))
		return refuse(s, l, n, -EACCES, "read-only");
	if (l->kind == BPF_CTRL_LEAF_TEXT)
		return refuse(s, l, n, -EINVAL,
			      "the text is not followed by zeros up to its %u bytes",
			      l->bits / BITS_PER_BYTE);
	format_number(l, v, value);
	if (!l->enums)
		return refuse(s, l, n, -ERANGE, "%s is outside 0..1", value);
	list_enumerators(s, l, list, sizeof(list));
	return refuse(s, l, n, -ERANGE, "%s is none of the enumerators%s", value, list);
}

static int visit_text(const struct ctrl_check *s, const struct bpf_ctrl_leaf *l)
{
	u32 at = l->bit_off / BITS_PER_BYTE, len = l->bits / BITS_PER_BYTE;
	const char *text = s->c->wanted + at;
	size_t used = strnlen(text, len);

	if (!memcmp(text, s->c->current_value + at, len) ||
	    (!(l->quals & BIT(BTF_KIND_CONST)) && used < len &&
	     !memchr_inv(text + used, 0, len - used)))
		return 0;
	return refuse_kind(s, l, 0, 0);
}

static int visit_kind(const struct bpf_ctrl_leaf *l, void *data)
{
	const struct ctrl_check *s = data;
	u32 n;

	if (l->kind == BPF_CTRL_LEAF_TEXT)
		return visit_text(s, l);
	for (n = 0; n < l->nr; n++) {
		u64 v = load_elem(s->c->wanted, l, n);

		if (v == load_elem(s->c->current_value, l, n))
			continue;
		if (l->quals & BIT(BTF_KIND_CONST) || (l->kind == BPF_CTRL_LEAF_BOOL && v > 1) ||
		    (l->enums && !enum_has(s, l, v)))
			return refuse_kind(s, l, n, v);
	}
	return 0;
}

/*
 * Check that the members that change are valid for their type.  Returns 0; -ERANGE: a bool that
 * is neither 0 nor 1, or an enum that has no such enumerator; -EACCES: a const element of a
 * member that is not const; -EINVAL: text that is not followed by zeros.
 */
int bpf_ctrl_check_kinds(const struct bpf_ctrl_change *c, struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_limits none = {};

	return check_changed(c, &none, &none, reason, visit_kind);
}

/* A member of @data that is written to @buf if it is one text or number. */
struct ctrl_word {
	const void *data;
	char *buf;
	size_t len;
	u32 leaves;
};

static int visit_word(const struct bpf_ctrl_leaf *l, void *data)
{
	struct ctrl_word *w = data;
	char number[NUMBER_LEN];

	w->leaves += l->nr;
	if (l->kind == BPF_CTRL_LEAF_TEXT) {
		scnprintf(w->buf, w->len, "%.*s", (int)(l->bits / BITS_PER_BYTE),
			  (const char *)w->data + l->bit_off / BITS_PER_BYTE);
	} else {
		format_number(l, load_elem(w->data, l, 0), number);
		strscpy(w->buf, number, w->len);
	}
	return 0;
}

/* Write a member as one word: a number, a text, or the bytes in hex. */
void bpf_ctrl_format_member(const struct bpf_ctrl_layout *layout, u32 i,
			    const void *data, char *buf, size_t len)
{
	const struct bpf_ctrl_member *m = &layout->members[i];
	struct ctrl_word w = { .data = data, .buf = buf, .len = len };

	bpf_ctrl_walk(layout, i, visit_word, &w);
	if (w.leaves != 1)
		scnprintf(buf, len, "%*phN", min_t(int, m->bits / BITS_PER_BYTE, 64),
			  data + m->bit_off / BITS_PER_BYTE);
}

/* Set the reason of a failure, unless there is one already; @reason may be NULL. */
void bpf_ctrl_say(struct bpf_ctrl_reason *reason, const char *fmt, ...)
{
	va_list args;

	if (!reason || reason->text[0])
		return;
	va_start(args, fmt);
	vscnprintf(reason->text, sizeof(reason->text), fmt, args);
	va_end(args);
}

/* For a caller that may change the object but not read it. */
void bpf_ctrl_hide_limits(struct bpf_ctrl_reason *reason)
{
	char *last = reason && reason->limits ? strrchr(reason->text, ' ') : NULL;

	if (last)
		strscpy(last, " its limits", reason->text + sizeof(reason->text) - last);
}
