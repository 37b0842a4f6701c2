// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Enumerators: their values, and their names as users write them. */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <bpf/btf.h>

#include "enum.h"
#include "fold.h"

static __u64 value_of(const struct btf_type *t, __u32 i)
{
	if (btf_is_enum64(t))
		return btf_enum64_value(&btf_enum64(t)[i]);
	return (__s64)btf_enum(t)[i].val;
}

static __u64 unsigned_value_of(const struct btf_type *t, __u32 i)
{
	return btf_is_enum64(t) ? value_of(t, i) : (__u32)value_of(t, i);
}

static const char *name_of(const struct btf *btf, const struct btf_type *t,
			   __u32 i)
{
	__u32 off = btf_is_enum64(t) ? btf_enum64(t)[i].name_off :
				       btf_enum(t)[i].name_off;

	return btf__name_by_offset(btf, off) ?: "";
}

static bool is_single_bit(__u64 x)
{
	return x && !(x & (x - 1));
}

/* 32 bits that are a negative number, or a large one: BTF before 2022 has no word for it. */
static bool is_ambiguous(const struct btf_type *t)
{
	__u32 i;

	if (btf_kflag(t) || btf_is_enum64(t))
		return false;
	for (i = 0; i < btf_vlen(t); i++)
		if (btf_enum(t)[i].val < 0)
			return true;
	return false;
}

/* Whoever declares an enum writes its numbers in their order. */
static bool ascends_only_unsigned(const struct btf_type *t)
{
	bool as_signed = true, as_unsigned = true;
	__u32 i;

	for (i = 1; i < btf_vlen(t); i++) {
		as_signed &= btf_enum(t)[i].val >= btf_enum(t)[i - 1].val;
		as_unsigned &= (__u32)btf_enum(t)[i].val >=
			       (__u32)btf_enum(t)[i - 1].val;
	}
	return as_unsigned && !as_signed;
}

static bool is_signed(const struct btf_type *t)
{
	return btf_kflag(t) || (is_ambiguous(t) && !ascends_only_unsigned(t));
}

static size_t equal_characters(const char *a, const char *b, size_t max)
{
	size_t n;

	for (n = 0; n < max && a[n] && a[n] == b[n]; n++)
		;
	return n;
}

/* "__MAX_BPF_PROG_TYPE" and the like count the others, and are none of them. */
static bool is_counter(const struct ctrl_enum *e, __u32 i)
{
	return ctrl_enum_whole_name(e, i)[0] == '_';
}

/* What is left of each name has to be a word that is not taken for a number. */
static bool leaves_words(const struct ctrl_enum *e, size_t n)
{
	__u32 i;

	for (i = 0; i < e->nr; i++) {
		const char *name = ctrl_enum_whole_name(e, i);

		if (is_counter(e, i))	/* which may be shorter */
			continue;
		if (!name[n] || (name[n] >= '0' && name[n] <= '9'))
			return false;
	}
	return true;
}

static size_t find_prefix(const struct ctrl_enum *e)
{
	const char *first = NULL;
	__u32 i, words = 0;
	size_t n = 0;

	for (i = 0; i < e->nr; i++) {
		const char *name = ctrl_enum_whole_name(e, i);

		if (is_counter(e, i))
			continue;
		if (!words++)
			first = name;
		n = words == 1 ? strlen(name) : equal_characters(first, name, n);
	}
	if (words < 2)
		return 0;
	while (n && (first[n - 1] != '_' || !leaves_words(e, n)))
		n--;
	return n;
}

/* What a member keeps of it: two bits, and above them the prefix. */
#define WORDS_KNOWN	1
#define WORDS_SIGNED	2
#define WORDS_SHIFT	2

void ctrl_enum_init(struct ctrl_enum *e, const struct ctrl_member *m)
{
	e->btf = m->btf;
	e->t = btf__type_by_id(m->btf, m->raw_id);
	e->nr = btf_vlen(e->t);
	e->is_flags = m->kind == CTRL_KIND_FLAGS;
	if (m->words) {
		e->is_signed = m->words & WORDS_SIGNED;
		e->prefix = m->words >> WORDS_SHIFT;
		return;
	}
	e->is_signed = !e->is_flags && is_signed(e->t);
	e->prefix = find_prefix(e);
}

void ctrl_enum_remember(struct ctrl_member *m)
{
	struct ctrl_enum e;

	if (m->kind != CTRL_KIND_ENUM && m->kind != CTRL_KIND_FLAGS)
		return;
	ctrl_enum_init(&e, m);
	if (e.prefix > UINT16_MAX >> WORDS_SHIFT)
		return;
	m->words = e.prefix << WORDS_SHIFT | WORDS_KNOWN |
		   (e.is_signed ? WORDS_SIGNED : 0);
}

__u64 ctrl_enum_value(const struct ctrl_enum *e, __u32 i)
{
	return e->is_signed ? value_of(e->t, i) : unsigned_value_of(e->t, i);
}

const char *ctrl_enum_whole_name(const struct ctrl_enum *e, __u32 i)
{
	return name_of(e->btf, e->t, i);
}

void ctrl_enum_name(const struct ctrl_enum *e, __u32 i, char *buf, size_t len)
{
	const char *name = ctrl_enum_whole_name(e, i) + e->prefix;
	size_t n;

	if (!len)
		return;
	/* a word that begins with '-' would be taken for an option */
	for (n = 0; n + 1 < len && name[n] == '_'; n++)
		buf[n] = '_';
	for (; n + 1 < len && name[n]; n++)
		buf[n] = ctrl_fold(name[n]);
	buf[n] = '\0';
}

bool ctrl_enum_is_guessed(const struct ctrl_enum *e)
{
	return is_ambiguous(e->t);
}

bool ctrl_enum_offers(const struct ctrl_enum *e, __u32 i)
{
	__u64 x = ctrl_enum_value(e, i);

	return !is_counter(e, i) && (!e->is_flags || !x || is_single_bit(x));
}

static bool is_name(const char *word, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n && name[i]; i++)
		if (ctrl_fold(word[i]) != ctrl_fold(name[i]))
			return false;
	return i == n && !name[i];
}

int ctrl_enum_find(const struct ctrl_enum *e, const char *word, size_t n)
{
	__u32 i;

	for (i = 0; i < e->nr; i++) {
		const char *name = ctrl_enum_whole_name(e, i);

		if (n && ctrl_enum_offers(e, i) &&
		    (is_name(word, n, name) || is_name(word, n, name + e->prefix)))
			return i;
	}
	return -1;
}

int ctrl_member__enumerator(const struct ctrl_member *m, __u32 i, char *buf,
			    size_t len, __u64 *number)
{
	struct ctrl_enum e;
	__u32 k;

	if (m->kind != CTRL_KIND_ENUM && m->kind != CTRL_KIND_FLAGS)
		return -ENOENT;
	ctrl_enum_init(&e, m);
	for (k = 0; k < e.nr; k++) {
		if (!ctrl_enum_offers(&e, k) || i--)
			continue;
		ctrl_enum_name(&e, k, buf, len);
		*number = ctrl_enum_value(&e, k);
		return 0;
	}
	return -ENOENT;
}
