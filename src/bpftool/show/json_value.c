// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A member of a value as JSON. */
#include <string.h>

#include "show/json_text.h"
#include "show/json_value.h"
#include "upstream/upstream.h"

#define WORD_ROOM	128
#define DEPTH_MAX	16	/* of arrays and structs in each other */

/* JSON has no leading zeroes, and a sign only in front of a digit. */
static bool is_integer(const char *word)
{
	word += *word == '-';
	if (!*word || (*word == '0' && word[1]))
		return false;

	return strspn(word, "0123456789") == strlen(word);
}

void json_value__put_word(const char *word)
{
	if (is_integer(word))
		jsonw_printf(json_wtr, "%s", word);
	else
		json_text__string(word);
}

static void put_formatted(const struct ctrl_member *member, const void *value)
{
	char word[WORD_ROOM];

	ctrl_member__format(member, value, word, sizeof(word));
	/* as "%g" writes it, a number in JSON too, but for infinities and NaN */
	if (member->kind == CTRL_KIND_FLOAT &&
	    strspn(word, "0123456789+-.e") == strlen(word))
		jsonw_printf(json_wtr, "%s", word);
	else
		json_value__put_word(word);
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

static void put_integer(const struct ctrl_member *member, const void *value)
{
	if (member->bits > 64 || !member->bits)
		put_formatted(member, value);
	else if (member->kind == CTRL_KIND_INT)
		jsonw_int(json_wtr, load_signed(member, value));
	else
		jsonw_uint(json_wtr, load(member, value));
}

static void put_flags(const struct ctrl_member *member, const void *value)
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
		json_text__string(word);
		left &= ~number;
	}
	if (left)
		jsonw_uint(json_wtr, left);
	jsonw_end_array(json_wtr);
}

static void put_text(const struct ctrl_member *member, const void *value)
{
	const char *start = (const char *)value + member->bit_off / 8;

	json_text__write(start, strnlen(start, member->bits / 8));
}

static void put_member(const struct ctrl_member *member,
		       const void *value, int depth);

/* Members of a struct or union without a name belong to the one around it. */
static void put_fields(const struct ctrl_member *member,
		       const void *value, int depth)
{
	struct ctrl_member child;
	__u32 i;

	for (i = 0; depth < DEPTH_MAX && i < member->nr; i++) {
		if (ctrl_member__child(member, i, &child))
			break;
		if (!child.name[0] && (child.kind == CTRL_KIND_STRUCT ||
				       child.kind == CTRL_KIND_UNION)) {
			put_fields(&child, value, depth + 1);
			continue;
		}
		jsonw_name(json_wtr, child.name);
		put_member(&child, value, depth + 1);
	}
}

static void put_elements(const struct ctrl_member *member,
			 const void *value, int depth)
{
	struct ctrl_member child;
	__u32 i;

	for (i = 0; i < member->nr && !ctrl_member__child(member, i, &child); i++)
		put_member(&child, value, depth + 1);
}

static void put_children(const struct ctrl_member *member,
			 const void *value, int depth)
{
	if (member->kind == CTRL_KIND_ARRAY) {
		jsonw_start_array(json_wtr);
		put_elements(member, value, depth);
		jsonw_end_array(json_wtr);
	} else {
		jsonw_start_object(json_wtr);
		put_fields(member, value, depth);
		jsonw_end_object(json_wtr);
	}
}

static void put_member(const struct ctrl_member *member,
		       const void *value, int depth)
{
	switch (member->kind) {
	case CTRL_KIND_UINT:
	case CTRL_KIND_INT:
		put_integer(member, value);
		break;
	case CTRL_KIND_BOOL:
		jsonw_bool(json_wtr, load(member, value));
		break;
	case CTRL_KIND_FLAGS:
		put_flags(member, value);
		break;
	case CTRL_KIND_TEXT:
		put_text(member, value);
		break;
	case CTRL_KIND_ARRAY:
	case CTRL_KIND_STRUCT:
	case CTRL_KIND_UNION:
		if (depth < DEPTH_MAX)
			put_children(member, value, depth);
		else
			jsonw_null(json_wtr);
		break;
	default:
		/* of an enum: a name is no integer; a value without one is */
		put_formatted(member, value);
	}
}

void json_value__put(const struct ctrl_member *member, const void *value)
{
	put_member(member, value, 0);
}
