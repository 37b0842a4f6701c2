// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A member of a value as JSON. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"
#include "json_value.h"
#include "upstream.h"

#define WORD_ROOM	128
#define DEPTH_MAX	16	/* of arrays and structs in each other */

void json_value__text(const char *text, size_t len)
{
	char *quoted = malloc(JSON_TEXT_ROOM(len));

	if (!quoted) {
		jsonw_null(json_wtr);
		return;
	}
	json_text__quote(text, len, quoted);
	jsonw_printf(json_wtr, "%s", quoted);
	free(quoted);
}

/* JSON has no leading zeroes, and a sign only in front of a digit. */
bool json_value__is_integer(const char *word)
{
	word += *word == '-';
	if (!*word || (*word == '0' && word[1]))
		return false;

	return strspn(word, "0123456789") == strlen(word);
}

void json_value__word(const char *word)
{
	if (json_value__is_integer(word))
		jsonw_printf(json_wtr, "%s", word);
	else
		json_value__text(word, strlen(word));
}

static void formatted(const struct ctrl_member *member, const void *value)
{
	char word[WORD_ROOM];

	ctrl_member__format(member, value, word, sizeof(word));
	json_value__word(word);
}

/* As "%g" writes it: a number in JSON too, but for infinities and NaN. */
static void floating(const struct ctrl_member *member, const void *value)
{
	char word[WORD_ROOM];

	ctrl_member__format(member, value, word, sizeof(word));
	if (strspn(word, "0123456789+-.e") == strlen(word))
		jsonw_printf(json_wtr, "%s", word);
	else
		json_value__text(word, strlen(word));
}

static __u64 load(const struct ctrl_member *member, const void *value)
{
	return ctrl_bits__load(value, member->bit_off, member->bits);
}

static __s64 load_signed(const struct ctrl_member *member, const void *value)
{
	int unused = 64 - member->bits;

	return (__s64)(load(member, value) << unused) >> unused;
}

static void integer(const struct ctrl_member *member, const void *value)
{
	if (member->bits > 64 || !member->bits)
		formatted(member, value);
	else if (member->kind == CTRL_KIND_INT)
		jsonw_int(json_wtr, load_signed(member, value));
	else
		jsonw_uint(json_wtr, load(member, value));
}

static void flags(const struct ctrl_member *member, const void *value)
{
	__u64 left = load(member, value), number;
	char word[WORD_ROOM];
	__u32 i;

	jsonw_start_array(json_wtr);
	for (i = 0; left && !ctrl_member__enumerator(member, i, word,
						     sizeof(word), &number);
	     i++) {
		if (!(left & number) || (number & (number - 1)))
			continue;
		json_value__text(word, strlen(word));
		left &= ~number;
	}
	if (left)
		jsonw_uint(json_wtr, left);
	jsonw_end_array(json_wtr);
}

static void text(const struct ctrl_member *member, const void *value)
{
	const char *start = (const char *)value + member->bit_off / 8;

	json_value__text(start, strnlen(start, member->bits / 8));
}

static void write_member(const struct ctrl_member *member, const void *value,
			 int depth);

static void children(const struct ctrl_member *member, const void *value,
		     int depth)
{
	bool named = member->kind != CTRL_KIND_ARRAY;
	struct ctrl_member child;
	__u32 i;

	if (named)
		jsonw_start_object(json_wtr);
	else
		jsonw_start_array(json_wtr);
	for (i = 0; i < member->nr; i++) {
		if (ctrl_member__child(member, i, &child))
			break;
		if (named)
			jsonw_name(json_wtr, child.name);
		write_member(&child, value, depth + 1);
	}
	if (named)
		jsonw_end_object(json_wtr);
	else
		jsonw_end_array(json_wtr);
}

static void write_member(const struct ctrl_member *member, const void *value,
			 int depth)
{
	switch (member->kind) {
	case CTRL_KIND_UINT:
	case CTRL_KIND_INT:
		integer(member, value);
		break;
	case CTRL_KIND_BOOL:
		jsonw_bool(json_wtr, load(member, value));
		break;
	case CTRL_KIND_ENUM:
		/* a name is no integer; a value without one is */
		formatted(member, value);
		break;
	case CTRL_KIND_FLAGS:
		flags(member, value);
		break;
	case CTRL_KIND_FLOAT:
		floating(member, value);
		break;
	case CTRL_KIND_TEXT:
		text(member, value);
		break;
	case CTRL_KIND_ARRAY:
	case CTRL_KIND_STRUCT:
	case CTRL_KIND_UNION:
		if (depth < DEPTH_MAX) {
			children(member, value, depth);
			break;
		}
		jsonw_null(json_wtr);
		break;
	default:
		formatted(member, value);
	}
}

void json_value__member(const struct ctrl_member *member, const void *value)
{
	write_member(member, value, 0);
}
