// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Words as values of every kind but numbers; value_number.c has those. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "enum.h"
#include "kinds.h"

#define WORD_MAX	128	/* of one flag */
#define ELEMENT_MAX	256

int ctrl_parse_bool(const struct ctrl_member *m, const char *word, void *value,
		    struct ctrl_error *err)
{
	static const char *const words[] = {
		"off", "on", "false", "true", "no", "yes", "0", "1",
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(word, words[i])) {
			ctrl_bits__store(value, m->bit_off, m->bits, i % 2);
			return 0;
		}
	return ctrl_bad_value(word, err, "it is on or off");
}

static void say_names(const struct ctrl_enum *e, char *buf, size_t len)
{
	struct ctrl_line line;
	bool first = true;
	__u32 i;

	ctrl_line__init(&line, buf, len);
	ctrl_line__add(&line, "the names are ");
	for (i = 0; i < e->nr; i++) {
		char name[64];

		if (!ctrl_enum_offers(e, i))
			continue;
		ctrl_enum_name(e, i, name, sizeof(name));
		if (ctrl_line__room(&line) < strlen(name) + 8) {
			ctrl_line__add(&line, ", ...");
			return;
		}
		ctrl_line__add(&line, "%s%s", first ? "" : ", ", name);
		first = false;
	}
}

static void say_near(const struct ctrl_enum *e, const char *word,
		     struct ctrl_error *err)
{
	char (*names)[64] = calloc(e->nr ?: 1, sizeof(*names));
	const char **list = calloc(e->nr ?: 1, sizeof(*list));
	__u32 i, n = 0;

	for (i = 0; names && list && i < e->nr; i++) {
		if (!ctrl_enum_offers(e, i))
			continue;
		ctrl_enum_name(e, i, names[n], sizeof(names[n]));
		list[n] = names[n];
		n++;
	}
	ctrl_error__near(err, word, list, n);
	free(names);
	free(list);
}

/* @part: the word, or the part of it that is no name */
static int bad_name(const struct ctrl_enum *e, const char *word, const char *part,
		    struct ctrl_error *err)
{
	char why[256];

	if (!err || err->fault != CTRL_FAULT_NONE)
		return -EINVAL;
	say_names(e, why, sizeof(why));
	say_near(e, part, err);
	return ctrl_bad_value(word, err, why);
}

/* As a number; -EINVAL also for one that does not fit. */
static int parse_plain(const struct ctrl_member *m, const char *word,
		       bool is_signed, __u64 *out)
{
	struct ctrl_member as = *m;
	struct ctrl_wide x;

	as.meaning = CTRL_MEANING_NONE;
	as.kind = is_signed ? CTRL_KIND_INT : CTRL_KIND_UINT;
	if (ctrl_number_parse(&as, word, &x, NULL))
		return -EINVAL;
	*out = x.low;
	return 0;
}

/* A bit-field may be too narrow for some of the enumerators. */
static bool fits(const struct ctrl_member *m, bool is_signed, __u64 x)
{
	__u32 unused = 64 - m->bits;

	return is_signed ? (__s64)(x << unused) >> unused == (__s64)x :
			   x << unused >> unused == x;
}

/* The enumerator that has a number, or -1. */
static int find_number(const struct ctrl_member *m, const struct ctrl_enum *e,
		       const char *word, bool is_signed)
{
	__u64 x, unused = 64 - m->bits;
	__u32 i;

	if (parse_plain(m, word, is_signed, &x))
		return -1;
	for (i = 0; i < e->nr; i++)
		if (ctrl_enum_offers(e, i) &&
		    fits(m, e->is_signed, ctrl_enum_value(e, i)) &&
		    ctrl_enum_value(e, i) << unused == x << unused)
			return i;
	return -1;
}

int ctrl_parse_enum(const struct ctrl_member *m, const char *word, void *value,
		    struct ctrl_error *err)
{
	struct ctrl_enum e;
	int k;

	ctrl_enum_init(&e, m);
	k = ctrl_enum_find(&e, word, strlen(word));
	if (k < 0)
		k = find_number(m, &e, word, e.is_signed);
	if (k < 0 && ctrl_enum_is_guessed(&e))
		k = find_number(m, &e, word, !e.is_signed);
	if (k < 0 || !fits(m, e.is_signed, ctrl_enum_value(&e, k)))
		return bad_name(&e, word, word, err);
	ctrl_bits__store(value, m->bit_off, m->bits, ctrl_enum_value(&e, k));
	return 0;
}

static int parse_flag(const struct ctrl_member *m, const struct ctrl_enum *e,
		      const char *word, __u64 *bits)
{
	int k = ctrl_enum_find(e, word, strlen(word));
	__u64 x = 0;

	if (k >= 0)
		x = ctrl_enum_value(e, k);
	else if (strcmp(word, "none") && parse_plain(m, word, false, &x))
		return -EINVAL;
	if (!fits(m, false, x))
		return -EINVAL;
	*bits |= x;
	return 0;
}

int ctrl_parse_flags(const struct ctrl_member *m, const char *word, void *value,
		     struct ctrl_error *err)
{
	const char *p = word;
	char part[WORD_MAX];
	struct ctrl_enum e;
	__u64 bits = 0;
	size_t n;

	ctrl_enum_init(&e, m);
	for (;; p += n + 1) {
		n = strcspn(p, ",|");
		snprintf(part, sizeof(part), "%.*s", (int)n, p);
		if (n >= sizeof(part) || parse_flag(m, &e, part, &bits))
			return bad_name(&e, word, part, err);
		if (!p[n])
			break;
	}
	ctrl_bits__store(value, m->bit_off, m->bits, bits);
	return 0;
}

static int text_too_long(const struct ctrl_member *m, const char *word,
			 struct ctrl_error *err)
{
	if (err && err->fault == CTRL_FAULT_NONE)
		snprintf(err->value, sizeof(err->value), "%s", word);
	return ctrl_error__set(err, CTRL_FAULT_BAD_VALUE, ERANGE,
			       "it has room for %u characters",
			       m->nr ? m->nr - 1 : 0);
}

int ctrl_parse_text(const struct ctrl_member *m, const char *word, void *value,
		    struct ctrl_error *err)
{
	char *at = (char *)value + m->bit_off / 8;
	char *text = malloc(strlen(word) + 1);
	int len;

	if (!text)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	len = ctrl_text__read(word, text, strlen(word) + 1);
	if (len >= 0 && (__u32)len < m->nr) {
		memset(at, 0, m->nr);
		memcpy(at, text, len);
	}
	free(text);
	if (len < 0)
		return ctrl_bad_value(word, err, "a text has no \\x00 in it");
	return (__u32)len < m->nr ? 0 : text_too_long(m, word, err);
}

/* How many words an array takes; 0: none can be set. */
static __u32 count_leaves(const struct ctrl_member *m)
{
	struct ctrl_member elem;

	if (m->kind != CTRL_KIND_ARRAY)
		return 1;
	return ctrl_member__child(m, 0, &elem) ? 0 : m->nr * count_leaves(&elem);
}

static size_t count_words(const char *word)
{
	size_t n = 1;

	for (; *word; word++)
		n += *word == ',';
	return n;
}

/* Parse one element after the other; *p is moved behind the last. */
static int parse_elements(const struct ctrl_member *m, const char **p, void *value,
			  struct ctrl_error *err)
{
	char word[ELEMENT_MAX];
	struct ctrl_member elem;
	int ret = 0;
	__u32 i;

	for (i = 0; i < m->nr && !ret; i++) {
		size_t n = strcspn(*p, ",");

		if (n >= sizeof(word) || ctrl_member__child(m, i, &elem))
			return ctrl_bad_value(*p, err, "an element is too long");
		if (elem.kind == CTRL_KIND_ARRAY) {
			ret = parse_elements(&elem, p, value, err);
			continue;
		}
		memcpy(word, *p, n);
		word[n] = '\0';
		ret = ctrl_member__parse(&elem, word, value, err);
		*p += n + ((*p)[n] == ',');
	}
	return ret;
}

static int wrong_count(const char *word, __u32 n, struct ctrl_error *err)
{
	char why[64];

	snprintf(why, sizeof(why), n ? "it takes %u values, with commas" :
		 "it has no elements", n);
	return ctrl_bad_value(word, err, why);
}

int ctrl_parse_array(const struct ctrl_member *m, const char *word, void *value,
		     struct ctrl_error *err)
{
	__u32 bytes = (m->bit_off + m->bits + 7) / 8, leaves = count_leaves(m);
	const char *p = word;
	char *copy;
	int ret;

	if (!leaves || count_words(word) != leaves)
		return wrong_count(word, leaves, err);
	copy = malloc(bytes);
	if (!copy)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	memcpy(copy, value, bytes);
	ret = parse_elements(m, &p, copy, err);
	if (!ret)
		ctrl_bits__copy(value, copy, m->bit_off, m->bits);
	free(copy);
	return ret;
}
