// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A member of a value as JSON. */
#include <string.h>

#include "show/json_value.h"

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

void json_value__put_word(struct json_out *out, const char *word)
{
	if (is_integer(word))
		json_out__literal(out, word);
	else
		json_out__string(out, word);
}

static void put_formatted(struct json_out *out, const struct ctrl_member *member,
			  const void *value)
{
	char word[WORD_ROOM];

	ctrl_member__format(member, value, word, sizeof(word));
	/* as "%g" writes it, a number in JSON too, but for infinities and NaN */
	if (member->kind == CTRL_KIND_FLOAT &&
	    strspn(word, "0123456789+-.e") == strlen(word))
		json_out__literal(out, word);
	else
		json_value__put_word(out, word);
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

static void put_integer(struct json_out *out, const struct ctrl_member *member,
			const void *value)
{
	if (member->bits > 64 || !member->bits)
		put_formatted(out, member, value);
	else if (member->kind == CTRL_KIND_INT)
		json_out__signed(out, load_signed(member, value));
	else
		json_out__unsigned(out, load(member, value));
}

static void put_flags(struct json_out *out, const struct ctrl_member *member,
		      const void *value)
{
	__u64 left = load(member, value), number;
	char word[WORD_ROOM];
	__u32 i;

	json_out__open(out, '[');
	for (i = 0; left && !ctrl_member__enumerator(member, i, word,
						     sizeof(word), &number);
	     i++) {
		if (!(left & number) || (number & (number - 1)))
			continue;
		json_out__string(out, word);
		left &= ~number;
	}
	if (left)
		json_out__unsigned(out, left);
	json_out__close(out, ']');
}

static void put_text(struct json_out *out, const struct ctrl_member *member,
		     const void *value)
{
	const char *start = (const char *)value + member->bit_off / 8;

	json_out__text(out, start, strnlen(start, member->bits / 8));
}

static void put_member(struct json_out *out, const struct ctrl_member *member,
		       const void *value, int depth);

/* Members of a struct or union without a name belong to the one around it. */
static void put_fields(struct json_out *out, const struct ctrl_member *member,
		       const void *value, int depth)
{
	struct ctrl_member child;
	__u32 i;

	for (i = 0; depth < DEPTH_MAX && i < member->nr; i++) {
		if (ctrl_member__child(member, i, &child))
			break;
		if (!child.name[0] && (child.kind == CTRL_KIND_STRUCT ||
				       child.kind == CTRL_KIND_UNION)) {
			put_fields(out, &child, value, depth + 1);
			continue;
		}
		json_out__name(out, child.name);
		put_member(out, &child, value, depth + 1);
	}
}

static void put_elements(struct json_out *out, const struct ctrl_member *member,
			 const void *value, int depth)
{
	struct ctrl_member child;
	__u32 i;

	for (i = 0; i < member->nr && !ctrl_member__child(member, i, &child); i++)
		put_member(out, &child, value, depth + 1);
}

static void put_children(struct json_out *out, const struct ctrl_member *member,
			 const void *value, int depth)
{
	bool named = member->kind != CTRL_KIND_ARRAY;

	json_out__open(out, named ? '{' : '[');
	if (named)
		put_fields(out, member, value, depth);
	else
		put_elements(out, member, value, depth);
	json_out__close(out, named ? '}' : ']');
}

static void put_member(struct json_out *out, const struct ctrl_member *member,
		       const void *value, int depth)
{
	switch (member->kind) {
	case CTRL_KIND_UINT:
	case CTRL_KIND_INT:
		put_integer(out, member, value);
		break;
	case CTRL_KIND_BOOL:
		json_out__bool(out, load(member, value));
		break;
	case CTRL_KIND_FLAGS:
		put_flags(out, member, value);
		break;
	case CTRL_KIND_TEXT:
		put_text(out, member, value);
		break;
	case CTRL_KIND_ARRAY:
	case CTRL_KIND_STRUCT:
	case CTRL_KIND_UNION:
		if (depth < DEPTH_MAX)
			put_children(out, member, value, depth);
		else
			json_out__null(out);
		break;
	default:
		/* of an enum: a name is no integer; a value without one is */
		put_formatted(out, member, value);
	}
}

void json_value__put(struct json_out *out, const struct ctrl_member *member,
		     const void *value)
{
	put_member(out, member, value, 0);
}
