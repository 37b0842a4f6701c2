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

#include "ctrl.h"
#include "json_text.h"

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
		n = ctrl_text__utf8_len((const char *)from, end - from);
		memcpy(at, from, n);
		at += n ?: quote_byte(*from, at);
		from += n ?: 1;
	}
	*at++ = '"';
	*at = '\0';

	return at - quoted;
}
