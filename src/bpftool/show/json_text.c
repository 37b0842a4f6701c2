// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Text that may be any bytes, in JSON: whatever bytes it has, its string is no other's. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"
#include "show/json_text.h"
#include "upstream/upstream.h"

#define ATTRIBUTE	"attribute:"	/* no name of BTF has a colon in it */
#define ESCAPE_LEN	4	/* of \xNN */

/* Bytes of the character at @text; 0: a byte that has to be \xNN. */
static size_t character_len(const char *text, size_t len, bool exact)
{
	if ((unsigned char)*text >= 0x80)
		return ctrl_text__utf8_len(text, len);

	return *text != '\\' || !exact || !ctrl_text__is_escape(text, len);
}

static size_t clean_len(const char *text, size_t len, bool exact)
{
	size_t at, n;

	for (at = 0; at < len; at += n) {
		n = character_len(text + at, len - at, exact);
		if (!n)
			break;
	}

	return at;
}

static void write_escaped(const char *text, size_t len, bool exact)
{
	char *word = malloc(len * ESCAPE_LEN + 1), *at = word;
	const char *end = text + len;
	size_t clean;

	if (!word) {
		jsonw_null(json_wtr);
		return;
	}
	for (;;) {
		clean = clean_len(text, end - text, exact);
		memcpy(at, text, clean);
		at += clean;
		text += clean;
		if (text == end)
			break;
		sprintf(at, "\\x%02x", (unsigned char)*text++);
		at += ESCAPE_LEN;
	}
	jsonw_string_len(json_wtr, word, at - word);
	free(word);
}

static void write_text(const char *text, size_t len, bool exact)
{
	if (clean_len(text, len, exact) == len)
		jsonw_string_len(json_wtr, text, len);
	else
		write_escaped(text, len, exact);
}

void json_text__write(const char *text, size_t len)
{
	write_text(text, len, true);
}

void json_text__string(const char *text)
{
	if (text)
		write_text(text, strlen(text), true);
	else
		jsonw_null(json_wtr);
}

void json_text__message(const char *text)
{
	write_text(text, strlen(text), false);
}

void json_text__attribute(const char *name, const char *const *own)
{
	char apart[CTRL_PATH_MAX + sizeof(ATTRIBUTE)];

	while (*own && ((*own)[0] != name[0] || strcmp(*own, name)))
		own++;
	if (*own)
		snprintf(apart, sizeof(apart), ATTRIBUTE "%s", name);
	jsonw_name(json_wtr, *own ? apart : name);
}

void json_text__string_field(const char *name, const char *text)
{
	jsonw_name(json_wtr, name);
	json_text__string(text);
}

void json_text__message_field(const char *name, const char *text)
{
	jsonw_name(json_wtr, name);
	json_text__message(text);
}
