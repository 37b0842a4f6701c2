// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Values as words; value_parse.c and value_number.c take them back. */
#include <stdio.h>
#include <string.h>

#include "enum.h"
#include "kinds.h"

void ctrl_format_number(const struct ctrl_member *m, const void *value,
			char *buf, size_t len)
{
	ctrl_wide_format(ctrl_wide_load(m, value), m->kind == CTRL_KIND_INT, buf,
			 len);
}

void ctrl_format_bool(const struct ctrl_member *m, const void *value, char *buf,
		      size_t len)
{
	snprintf(buf, len, "%s", ctrl_wide_load(m, value) ? "on" : "off");
}

void ctrl_format_enum(const struct ctrl_member *m, const void *value, char *buf,
		      size_t len)
{
	struct ctrl_member as = *m;
	struct ctrl_enum e;
	__u64 x;
	__u32 i;

	ctrl_enum_init(&e, m);
	as.kind = e.is_signed ? CTRL_KIND_INT : CTRL_KIND_UINT;
	x = ctrl_wide_load(&as, value);
	for (i = 0; i < e.nr; i++)
		if (ctrl_enum_offers(&e, i) && ctrl_enum_value(&e, i) == x) {
			ctrl_enum_name(&e, i, buf, len);
			return;
		}
	ctrl_format_number(&as, value, buf, len);
}

static void add_word(char *buf, size_t len, const char *word)
{
	size_t at = strlen(buf);

	snprintf(buf + at, len - at, "%s%s", at ? "," : "", word);
}

void ctrl_format_flags(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len)
{
	__u64 x = ctrl_bits__load(value, m->bit_off, m->bits);
	struct ctrl_enum e;
	char word[64];
	__u32 i;

	ctrl_enum_init(&e, m);
	for (i = 0; i < e.nr && x; i++) {
		if (!ctrl_enum_offers(&e, i) || !(x & ctrl_enum_value(&e, i)))
			continue;
		x &= ~ctrl_enum_value(&e, i);
		ctrl_enum_name(&e, i, word, sizeof(word));
		add_word(buf, len, word);
	}
	snprintf(word, sizeof(word), "0x%llx", (unsigned long long)x);
	if (x)
		add_word(buf, len, word);
	else if (!buf[0])
		add_word(buf, len, "none");
}

void ctrl_format_text(const struct ctrl_member *m, const void *value, char *buf,
		      size_t len)
{
	const char *text = (const char *)value + m->bit_off / 8;

	ctrl_text__write(text, strnlen(text, m->nr), buf, len);
}

void ctrl_format_float(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len)
{
	long double wide;
	const char *at = (const char *)value + m->bit_off / 8;
	double d;
	float f;

	if (m->bits == 32) {
		memcpy(&f, at, sizeof(f));
		snprintf(buf, len, "%.9g", f);
	} else if (m->bits == 64) {
		memcpy(&d, at, sizeof(d));
		snprintf(buf, len, "%.17g", d);
	} else if (m->bits == sizeof(wide) * 8) {
		memcpy(&wide, at, sizeof(wide));
		snprintf(buf, len, "%.21Lg", wide);
	} else {
		ctrl_format_opaque(m, value, buf, len);
	}
}

void ctrl_format_opaque(const struct ctrl_member *m, const void *value, char *buf,
			size_t len)
{
	__u32 bits = m->bits > 64 ? 64 : m->bits;

	snprintf(buf, len, "0x%llx", (unsigned long long)
		 ctrl_bits__load(value, m->bit_off, bits));
}

/* The commas of flags would be taken for those of the array. */
static void protect_commas(char *word)
{
	for (; *word; word++)
		if (*word == ',')
			*word = '|';
}

void ctrl_format_array(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len)
{
	struct ctrl_member elem;
	size_t at = 0;
	__u32 i;

	for (i = 0; i < m->nr && at + 2 < len; i++) {
		if (ctrl_member__child(m, i, &elem))
			return;
		if (i)
			buf[at++] = ',';
		ctrl_member__format(&elem, value, buf + at, len - at);
		if (elem.kind == CTRL_KIND_FLAGS)
			protect_commas(buf + at);
		at += strlen(buf + at);
	}
}

void ctrl_format_struct(const struct ctrl_member *m, const void *value, char *buf,
			size_t len)
{
	struct ctrl_member part;
	char name[64];
	size_t at;
	__u32 i;

	snprintf(buf, len, "{");
	at = strlen(buf);
	for (i = 0; i < m->nr && at + 2 < len; i++) {
		if (ctrl_member__child(m, i, &part))
			break;
		ctrl_name__plain(part.name, name, sizeof(name));
		snprintf(buf + at, len - at, " %s%s", name, name[0] ? " " : "");
		at += strlen(buf + at);
		ctrl_member__format(&part, value, buf + at, len - at);
		at += strlen(buf + at);
	}
	if (at + 2 < len)
		snprintf(buf + at, len - at, " }");
}
