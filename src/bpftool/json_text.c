// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Any bytes as a JSON string.
 *
 * Upstream's jsonw_string() escapes no control character but \b to \r, and
 * jsonw_vprintf_enquote() nothing at all; a device may be called "\1" or "\"".
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "json_text.h"

/* Bytes of the UTF-8 sequence at @text; 0: it is none. */
static size_t utf8_len(const unsigned char *text, size_t len)
{
	size_t n, i;

	if (text[0] >= 0xc2 && text[0] <= 0xdf)
		n = 2;
	else if ((text[0] & 0xf0) == 0xe0)
		n = 3;
	else if (text[0] >= 0xf0 && text[0] <= 0xf4)
		n = 4;
	else
		return 0;

	if (n > len)
		return 0;
	for (i = 1; i < n; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;

	/* overlong forms, surrogates, beyond the last code point */
	if ((text[0] == 0xe0 && text[1] < 0xa0) ||
	    (text[0] == 0xed && text[1] > 0x9f) ||
	    (text[0] == 0xf0 && text[1] < 0x90) ||
	    (text[0] == 0xf4 && text[1] > 0x8f))
		return 0;

	return n;
}

/* @byte: not one that is plain */
static size_t quote_byte(unsigned char byte, char *quoted)
{
	if (byte == '"' || byte == '\\')
		return sprintf(quoted, "\\%c", byte);

	return sprintf(quoted, "\\u%04x", byte);
}

const bool json_text__is_plain[256] = {
	[' ' ... '!'] = true,
	['#' ... '['] = true,
	[']' ... '~'] = true,
};

/* Nearly all text is plain, and there is much of it in a long list. */
size_t json_text__quote(const char *text, size_t len, char *quoted)
{
	const unsigned char *from = (const unsigned char *)text;
	const unsigned char *end = from + len;
	char *at = quoted;
	size_t n;

	*at++ = '"';
	for (;;) {
		while (from < end && json_text__is_plain[*from])
			*at++ = *from++;
		if (from == end)
			break;
		n = utf8_len(from, end - from);
		memcpy(at, from, n);
		at += n ?: quote_byte(*from, at);
		from += n ?: 1;
	}
	*at++ = '"';
	*at = '\0';

	return at - quoted;
}
