// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* JSON on its way to upstream's writer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"
#include "show/json_out.h"
#include "show/json_text.h"
#include "upstream/upstream.h"

#define DIGITS_MAX	20	/* of 64 bits */
#define ATTRIBUTE	"attribute:"	/* no name of BTF has a colon in it */
#define SPARE		1024	/* for what is no text: brackets, numbers, commas */

/* Upstream's writer puts a comma in front when it is behind an element. */
static void hand_over(struct json_out *out)
{
	if (out->len)
		jsonw_printf(json_wtr, "%.*s", (int)out->len, out->text);
	out->len = 0;
}

/* There are @len bytes, and then still SPARE ones; false: there is no memory. */
static bool make_room(struct json_out *out, size_t len)
{
	size_t room = 2 * (out->len + len + SPARE);
	char *text;

	if (len + SPARE <= out->room - out->len)
		return true;
	text = realloc(out->text == out->small ? NULL : out->text, room);
	if (!text)
		return false;
	if (out->text == out->small)
		memcpy(text, out->small, out->len);
	out->text = text;
	out->room = room;

	return true;
}

static void put(struct json_out *out, const char *text, size_t len)
{
	if (len > out->room - out->len && !make_room(out, len))
		return;
	memcpy(out->text + out->len, text, len);
	out->len += len;
}

static void put_char(struct json_out *out, char c)
{
	if (out->len < out->room || make_room(out, 1))
		out->text[out->len++] = c;
}

static void put_quoted(struct json_out *out, const char *text, size_t len,
		       bool exact)
{
	if (make_room(out, JSON_TEXT_ROOM(len)))
		out->len += json_text__quote(text, len, exact,
					     out->text + out->len);
	else
		put(out, "null", 4);
}

/*
 * Where a comma belongs is where all so far can go out. What was put last tells:
 * strings end with a quotation mark.
 */
static void begin_element(struct json_out *out)
{
	char last = out->len ? out->text[out->len - 1] : '[';

	if (pretty_output || last == '[' || last == '{' || last == ':')
		return;
	if (out->len > JSON_OUT_ROOM / 2)
		hand_over(out);
	else
		put_char(out, ',');
}

static void end_element(struct json_out *out)
{
	if (pretty_output)
		hand_over(out);
}

void json_out__begin(struct json_out *out)
{
	out->text = out->small;
	out->len = 0;
	out->room = sizeof(out->small);
}

void json_out__end(struct json_out *out)
{
	hand_over(out);
	if (out->text != out->small)
		free(out->text);
}

/* Names are most of a long list. */
static bool put_plain_name(struct json_out *out, const char *name)
{
	char *at = out->text + out->len, *end = out->text + out->room - 2;

	if (at >= end)
		return false;
	*at++ = '"';
	while (at < end && json_text__is_plain[(unsigned char)*name])
		*at++ = *name++;
	if (*name || at >= end)
		return false;
	*at++ = '"';
	*at++ = ':';
	out->len = at - out->text;

	return true;
}

void json_out__name(struct json_out *out, const char *name)
{
	if (pretty_output) {
		jsonw_name(json_wtr, name);
		return;
	}
	begin_element(out);
	if (put_plain_name(out, name))
		return;
	put_quoted(out, name, strlen(name), true);
	put_char(out, ':');
}

void json_out__attribute(struct json_out *out, const char *name,
			 const char *const *own)
{
	char apart[CTRL_PATH_MAX + sizeof(ATTRIBUTE)];

	while (*own && ((*own)[0] != name[0] || strcmp(*own, name)))
		own++;
	if (*own)
		snprintf(apart, sizeof(apart), ATTRIBUTE "%s", name);
	json_out__name(out, *own ? apart : name);
}

void json_out__open(struct json_out *out, char bracket)
{
	if (!pretty_output) {
		begin_element(out);
		put_char(out, bracket);
	} else if (bracket == '{') {
		jsonw_start_object(json_wtr);
	} else {
		jsonw_start_array(json_wtr);
	}
}

void json_out__close(struct json_out *out, char bracket)
{
	if (!pretty_output)
		put_char(out, bracket);
	else if (bracket == '}')
		jsonw_end_object(json_wtr);
	else
		jsonw_end_array(json_wtr);
}

static void put_number(struct json_out *out, bool minus, __u64 number)
{
	char digits[DIGITS_MAX + 1];
	size_t at = sizeof(digits);

	do {
		digits[--at] = '0' + number % 10;
		number /= 10;
	} while (number);
	if (minus)
		digits[--at] = '-';
	begin_element(out);
	put(out, digits + at, sizeof(digits) - at);
	end_element(out);
}

void json_out__unsigned(struct json_out *out, __u64 number)
{
	put_number(out, false, number);
}

void json_out__signed(struct json_out *out, __s64 number)
{
	__u64 size = number;

	put_number(out, number < 0, number < 0 ? -size : size);
}

void json_out__literal(struct json_out *out, const char *text)
{
	begin_element(out);
	put(out, text, strlen(text));
	end_element(out);
}

void json_out__bool(struct json_out *out, bool yes)
{
	json_out__literal(out, yes ? "true" : "false");
}

void json_out__null(struct json_out *out)
{
	json_out__literal(out, "null");
}

void json_out__text(struct json_out *out, const char *text, size_t len)
{
	begin_element(out);
	put_quoted(out, text, len, true);
	end_element(out);
}

void json_out__message(struct json_out *out, const char *text)
{
	begin_element(out);
	put_quoted(out, text, strlen(text), false);
	end_element(out);
}

void json_out__string(struct json_out *out, const char *text)
{
	if (text)
		json_out__text(out, text, strlen(text));
	else
		json_out__null(out);
}

void json_out__string_field(struct json_out *out, const char *name, const char *text)
{
	json_out__name(out, name);
	json_out__string(out, text);
}

void json_out__message_field(struct json_out *out, const char *name, const char *text)
{
	json_out__name(out, name);
	json_out__message(out, text);
}

void json_out__number_field(struct json_out *out, const char *name, __u64 number)
{
	json_out__name(out, name);
	json_out__unsigned(out, number);
}

void json_out__bool_field(struct json_out *out, const char *name, bool yes)
{
	json_out__name(out, name);
	json_out__bool(out, yes);
}
