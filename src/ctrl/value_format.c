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
	bool on = ctrl_bits__load(value, m->bit_off, m->bits);

	snprintf(buf, len, "%s", on ? "on" : "off");
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
	x = ctrl_wide_load(&as, value).low;
	for (i = 0; i < e.nr; i++)
		if (ctrl_enum_offers(&e, i) && ctrl_enum_value(&e, i) == x) {
			ctrl_enum_name(&e, i, buf, len);
			return;
		}
	ctrl_format_number(&as, value, buf, len);
}

static void add_word(struct ctrl_line *line, const char *word)
{
	ctrl_line__add(line, "%s%s", line->at ? "," : "", word);
}

/* What no flag at all is called. */
static const char *name_of_none(const struct ctrl_enum *e, char *buf, size_t len)
{
	__u32 i;

	for (i = 0; i < e->nr; i++)
		if (ctrl_enum_offers(e, i) && !ctrl_enum_value(e, i)) {
			ctrl_enum_name(e, i, buf, len);
			return buf;
		}
	return "none";
}

void ctrl_format_flags(const struct ctrl_member *m, const void *value, char *buf,
		       size_t len)
{
	__u64 x = ctrl_bits__load(value, m->bit_off, m->bits);
	struct ctrl_line line;
	struct ctrl_enum e;
	char word[64];
	__u32 i;

	ctrl_line__init(&line, buf, len);
	ctrl_enum_init(&e, m);
	for (i = 0; i < e.nr && x; i++) {
		if (!ctrl_enum_offers(&e, i) || !(x & ctrl_enum_value(&e, i)))
			continue;
		x &= ~ctrl_enum_value(&e, i);
		ctrl_enum_name(&e, i, word, sizeof(word));
		add_word(&line, word);
	}
	snprintf(word, sizeof(word), "0x%llx", (unsigned long long)x);
	if (x)
		add_word(&line, word);
	else if (!line.at)
		add_word(&line, name_of_none(&e, word, sizeof(word)));
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
	struct ctrl_line line;
	__u32 i;

	ctrl_line__init(&line, buf, len);
	for (i = 0; i < m->nr && ctrl_line__room(&line) > 2; i++) {
		if (ctrl_member__child(m, i, &elem))
			return;
		if (i)
			ctrl_line__add(&line, ",");
		ctrl_member__format(&elem, value, buf + line.at,
				    ctrl_line__room(&line));
		if (elem.kind == CTRL_KIND_FLAGS)
			protect_commas(buf + line.at);
		ctrl_line__written(&line);
	}
}

void ctrl_format_struct(const struct ctrl_member *m, const void *value, char *buf,
			size_t len)
{
	struct ctrl_member part;
	struct ctrl_line line;
	char name[64];
	__u32 i;

	ctrl_line__init(&line, buf, len);
	ctrl_line__add(&line, "{");
	for (i = 0; i < m->nr && ctrl_line__room(&line) > 2; i++) {
		if (ctrl_member__child(m, i, &part))
			break;
		ctrl_name__plain(part.name, name, sizeof(name));
		ctrl_line__add(&line, " %s%s", name, name[0] ? " " : "");
		ctrl_member__format(&part, value, buf + line.at,
				    ctrl_line__room(&line));
		ctrl_line__written(&line);
	}
	if (ctrl_line__room(&line) > 2)
		ctrl_line__add(&line, " }");
}
