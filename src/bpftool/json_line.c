// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Many fields of a JSON object in one piece. */
#include <string.h>

#include "json_line.h"
#include "json_text.h"
#include "json_value.h"
#include "upstream.h"

#define WORD_ROOM	128
#define DIGITS_MAX	20	/* of 64 bits */

static void put(struct json_line *l, const char *text, size_t len)
{
	if (l->bad || len >= sizeof(l->text) - l->len) {
		l->bad = true;
		return;
	}
	memcpy(l->text + l->len, text, len);
	l->len += len;
}

static void put_quoted(struct json_line *l, const char *text, size_t len)
{
	if (l->bad || JSON_TEXT_ROOM(len) > sizeof(l->text) - l->len) {
		l->bad = true;
		return;
	}
	l->len += json_text__quote(text, len, l->text + l->len);
}

static void put_text(struct json_line *l, const char *text)
{
	put_quoted(l, text, strlen(text));
}

static void put_unsigned(struct json_line *l, __u64 number)
{
	char digits[DIGITS_MAX];
	size_t at = sizeof(digits);

	do {
		digits[--at] = '0' + number % 10;
		number /= 10;
	} while (number);
	put(l, digits + at, sizeof(digits) - at);
}

static void put_comma(struct json_line *l)
{
	char last = l->len ? l->text[l->len - 1] : '{';

	if (last != '{' && last != '[')
		put(l, ",", 1);
}

static void put_name(struct json_line *l, const char *name)
{
	put_comma(l);
	put_text(l, name);
	put(l, ":", 1);
}

static void put_integer(struct json_line *l, const struct ctrl_member *m, __u64 number)
{
	if (m->kind == CTRL_KIND_INT && number >> (m->bits - 1) & 1) {
		put(l, "-", 1);
		number = -number;
		if (m->bits < 64)
			number &= (1ULL << m->bits) - 1;
	}
	put_unsigned(l, number);
}

static void put_flags(struct json_line *l, const struct ctrl_member *m, __u64 left)
{
	const char *comma = "";
	char word[WORD_ROOM];
	__u64 number;
	__u32 i;

	put(l, "[", 1);
	for (i = 0; left && !ctrl_member__enumerator(m, i, word, sizeof(word),
						     &number); i++) {
		if (!(left & number) || number & (number - 1))
			continue;
		put(l, comma, strlen(comma));
		put_text(l, word);
		left &= ~number;
		comma = ",";
	}
	if (left) {
		put(l, comma, strlen(comma));
		put_unsigned(l, left);
	}
	put(l, "]", 1);
}

/* A name, or the number that no enumerator has. */
static void put_word(struct json_line *l, const struct ctrl_member *m,
		     const void *value)
{
	char word[WORD_ROOM];

	ctrl_member__format(m, value, word, sizeof(word));
	if (json_value__is_integer(word))
		put(l, word, strlen(word));
	else
		put_text(l, word);
}

static void put_bytes(struct json_line *l, const struct ctrl_member *m,
		      const void *value)
{
	const char *text = (const char *)value + m->bit_off / 8;

	put_quoted(l, text, strnlen(text, m->bits / 8));
}

static void put_bits(struct json_line *l, const struct ctrl_member *m,
		     const void *value)
{
	__u64 number;

	if (!m->bits || m->bits > 64) {
		l->bad = true;
		return;
	}
	number = ctrl_bits__load(value, m->bit_off, m->bits);
	if (m->kind == CTRL_KIND_FLAGS)
		put_flags(l, m, number);
	else if (m->kind == CTRL_KIND_BOOL)
		put(l, number ? "true" : "false", number ? 4 : 5);
	else
		put_integer(l, m, number);
}

void json_line__begin(struct json_line *l)
{
	l->len = 0;
	l->bad = pretty_output;
}

void json_line__number(struct json_line *l, const char *name, __u64 number)
{
	put_name(l, name);
	put_unsigned(l, number);
}

void json_line__text(struct json_line *l, const char *name, const char *text)
{
	put_name(l, name);
	if (text)
		put_text(l, text);
	else
		put(l, "null", 4);
}

void json_line__open(struct json_line *l, const char *name, char bracket)
{
	if (name)
		put_name(l, name);
	else
		put_comma(l);
	put(l, &bracket, 1);
}

void json_line__close(struct json_line *l, char bracket)
{
	put(l, &bracket, 1);
}

void json_line__member(struct json_line *l, const char *name,
		       const struct ctrl_member *member, const void *value)
{
	put_name(l, name);
	if (member->kind == CTRL_KIND_ENUM)
		put_word(l, member, value);
	else if (member->kind == CTRL_KIND_TEXT)
		put_bytes(l, member, value);
	else if (member->kind <= CTRL_KIND_FLAGS)
		put_bits(l, member, value);
	else
		l->bad = true;
}

bool json_line__write(const struct json_line *l)
{
	if (l->bad || !l->len)
		return false;
	jsonw_printf(json_wtr, "%.*s", (int)l->len, l->text);

	return true;
}

static void add_label(struct json_line *l, const struct ctrl_label *label)
{
	int i;

	l->bad |= label->in_key || label->type;
	for (i = 0; i < label->nr; i++) {
		const struct label_field *field = &label->fields[i];

		if (field->unknown || field->text)
			json_line__text(l, field->key,
					field->unknown ? NULL : field->text);
		else
			json_line__number(l, field->key, field->number);
	}
}

bool json_line__object(const struct ctrl_label *label,
		       const struct show_items *items, const void *value)
{
	struct json_line l;
	__u32 i;

	json_line__begin(&l);
	add_label(&l, label);
	for (i = 0; i < items->nr && !l.bad; i++) {
		const struct show_item *item = &items->at[i];

		if (ctrl_value__has(value, &item->member))
			json_line__member(&l, item->path, &item->member, value);
		else
			json_line__text(&l, item->path, NULL);
	}
	if (l.bad)
		return false;
	jsonw_start_object(json_wtr);
	json_line__write(&l);
	jsonw_end_object(json_wtr);

	return true;
}
