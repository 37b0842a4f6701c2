// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Words as numbers: the whole word, nothing but the word, and it must fit. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "ctrl_device.h"
#include "kinds.h"

int ctrl_bad_value(const char *word, struct ctrl_error *err, const char *why)
{
	if (err && err->fault == CTRL_FAULT_NONE)
		snprintf(err->value, sizeof(err->value), "%s", word);
	return ctrl_error__set(err, CTRL_FAULT_BAD_VALUE, 0, "%s", why);
}

/* What the width alone allows; the kernel knows narrower limits. */
static int too_large(const struct ctrl_member *m, const char *word,
		     struct ctrl_error *err)
{
	bool is_signed = m->kind == CTRL_KIND_INT;

	if (err && err->fault == CTRL_FAULT_NONE) {
		snprintf(err->value, sizeof(err->value), "%s", word);
		ctrl_wide_format(ctrl_wide_min(m), is_signed, err->min,
				 sizeof(err->min));
		ctrl_wide_format(ctrl_wide_max(m), is_signed, err->max,
				 sizeof(err->max));
	}
	return ctrl_error__set(err, CTRL_FAULT_BAD_VALUE, ERANGE,
			       "it does not fit into %u bit%s", m->bits,
			       m->bits == 1 ? "" : "s");
}

/* -1: no digit of that base */
static int digit(char c, unsigned int base)
{
	unsigned int d = c >= '0' && c <= '9' ? c - '0' :
			 c >= 'a' && c <= 'f' ? c - 'a' + 10 :
			 c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;

	return d < base ? (int)d : -1;
}

/* The digits at the start of *s; *s is moved behind them. 1: above 2^128 */
static int take_digits(const char **s, struct ctrl_wide *out)
{
	const char *p = *s;
	unsigned int base = p[0] == '0' && (p[1] == 'x' || p[1] == 'X') ? 16 : 10;
	struct ctrl_wide x = { 0 };
	int over = 0;

	if (base == 16)
		p += 2;
	else if (p[0] == '0' && digit(p[1], 10) >= 0)
		return -EINVAL;		/* octal? decimal? */
	if (digit(*p, base) < 0)
		return -EINVAL;
	for (; digit(*p, base) >= 0; p++)
		over |= ctrl_wide_multiply(&x, base, digit(*p, base));
	*out = x;
	*s = p;
	return over;
}

static const struct {
	enum ctrl_meaning meaning;
	const char *suffix;
	__u32 factor;
} suffixes[] = {
	{ CTRL_MEANING_NSEC, "ns", 1 },
	{ CTRL_MEANING_NSEC, "us", 1000 },
	{ CTRL_MEANING_NSEC, "ms", 1000000 },
	{ CTRL_MEANING_NSEC, "s", 1000000000 },
	{ CTRL_MEANING_USEC, "us", 1 },
	{ CTRL_MEANING_USEC, "ms", 1000 },
	{ CTRL_MEANING_USEC, "s", 1000000 },
	{ CTRL_MEANING_BYTES, "K", 1U << 10 },
	{ CTRL_MEANING_BYTES, "M", 1U << 20 },
	{ CTRL_MEANING_BYTES, "G", 1U << 30 },
	{ CTRL_MEANING_BYTES, "KiB", 1U << 10 },
	{ CTRL_MEANING_BYTES, "MiB", 1U << 20 },
	{ CTRL_MEANING_BYTES, "GiB", 1U << 30 },
};

/* 0: no such suffix */
static __u32 suffix_factor(const struct ctrl_member *m, const char *suffix)
{
	size_t i;

	if (!*suffix)
		return 1;
	for (i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (suffixes[i].meaning == m->meaning &&
		    !strcmp(suffixes[i].suffix, suffix))
			return suffixes[i].factor;
	return 0;
}

static const char *number_hint(const struct ctrl_member *m)
{
	switch (m->meaning) {
	case CTRL_MEANING_NSEC:
		return "a time is a number, with ns, us, ms or s behind it";
	case CTRL_MEANING_USEC:
		return "a time is a number, with us, ms or s behind it";
	case CTRL_MEANING_BYTES:
		return "a size is a number, with K, M or G behind it";
	case CTRL_MEANING_IFINDEX:
		return "there is no device of that name, and it is no number";
	default:
		return m->kind == CTRL_KIND_INT ?
			"a number is decimal or 0x, without a leading zero" :
			"a number is decimal or 0x, without a sign or a leading zero";
	}
}

int ctrl_number_parse(const struct ctrl_member *m, const char *word,
		      struct ctrl_wide *out, struct ctrl_error *err)
{
	bool minus = m->kind == CTRL_KIND_INT && word[0] == '-';
	const char *p = word + minus;
	struct ctrl_wide x = { 0 }, limit;
	__u32 factor;
	int over;

	over = take_digits(&p, &x);
	factor = suffix_factor(m, p);
	if (over < 0 || !factor)
		return ctrl_bad_value(word, err, number_hint(m));
	over |= ctrl_wide_multiply(&x, factor, 0);
	limit = minus ? ctrl_wide_negate(ctrl_wide_min(m)) : ctrl_wide_max(m);
	if (over || ctrl_wide_less(limit, x, false))
		return too_large(m, word, err);
	*out = minus ? ctrl_wide_negate(x) : x;
	return 0;
}

/* What is shown of a device is its index: that names no device called "7". */
static bool is_decimal(const char *word)
{
	return *word && !word[strspn(word, "0123456789")];
}

int ctrl_parse_number(const struct ctrl_member *m, const char *word, void *value,
		      struct ctrl_error *err)
{
	struct ctrl_wide x = { 0 };
	int ret;

	if (m->meaning == CTRL_MEANING_IFINDEX && !is_decimal(word)) {
		ret = ctrl_device__index(word, err);
		if (ret < 0 && ret != -ENODEV)
			return ret;
		x.low = ret > 0 ? ret : 0;
	}
	if (!x.low) {
		ret = ctrl_number_parse(m, word, &x, err);
		if (ret)
			return ret;
	} else if (ctrl_wide_less(ctrl_wide_max(m), x, false)) {
		return too_large(m, word, err);
	}
	ctrl_wide_store(m, value, x);
	return 0;
}
