// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Any bytes as a JSON string.
 *
 * Upstream's jsonw_string() escapes no control character but \b to \r, and
 * jsonw_vprintf_enquote() nothing at all; a device may be called "\1" or "\"".
 * Whatever bytes a text has, its string is no other text's: see ctrl_text.h.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "ctrl.h"
#include "show/json_text.h"

static size_t quote_byte(const char *text, size_t len, bool exact, char *quoted)
{
	unsigned char byte = *text;

	if (byte >= 0x80 || (exact && ctrl_text__is_escape(text, len)))
		return sprintf(quoted, "\\\\x%02x", byte);
	if (byte == '"' || byte == '\\')
		return sprintf(quoted, "\\%c", byte);

	return sprintf(quoted, "\\u%04x", byte);
}

/* A character that is not plain, or a byte that is none; *text is moved behind it. */
static size_t quote_other(const char **text, const char *end, bool exact,
			  char *quoted)
{
	const char *at = *text;
	size_t n = ctrl_text__utf8_len(at, end - at);

	*text += n ?: 1;
	if (!n)
		return quote_byte(at, end - at, exact, quoted);
	if (n == 2 && (unsigned char)at[0] == 0xc2 && (unsigned char)at[1] < 0xa0)
		return sprintf(quoted, "\\u%04x", (unsigned char)at[1]);
	memcpy(quoted, at, n);

	return n;
}

const bool json_text__is_plain[256] = {
	[' ' ... '!'] = true,
	['#' ... '['] = true,
	[']' ... '~'] = true,
};

/* Nearly all text is plain, and there is much of it in a long list. */
size_t json_text__quote(const char *text, size_t len, bool exact, char *quoted)
{
	const char *end = text + len;
	char *at = quoted;

	*at++ = '"';
	for (;;) {
		while (text < end && json_text__is_plain[(unsigned char)*text])
			*at++ = *text++;
		if (text == end)
			break;
		at += quote_other(&text, end, exact, at);
	}
	*at++ = '"';
	*at = '\0';

	return at - quoted;
}
