// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Text that comes from others may be any bytes. */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "ctrl_line.h"
#include "ctrl_text.h"

#define ESCAPE_LEN	4	/* of \xNN */

size_t ctrl_text__utf8_len(const char *bytes, size_t len)
{
	const unsigned char *text = (const unsigned char *)bytes;
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

bool ctrl_text__is_escape(const char *text, size_t len)
{
	return len >= ESCAPE_LEN && text[0] == '\\' && text[1] == 'x' &&
	       isxdigit((unsigned char)text[2]) &&
	       isxdigit((unsigned char)text[3]);
}

/*
 * Bytes of the character that may stay; 0: it may not. U+0080 to U+009F are control
 * characters, too: some are ESC and a letter in one.
 */
static size_t printable_len(const char *text, size_t len)
{
	const unsigned char *byte = (const unsigned char *)text;
	size_t n;

	if (*byte < 0x80)
		return *byte >= ' ' && *byte != 0x7f;
	n = ctrl_text__utf8_len(text, len);

	return n == 2 && byte[0] == 0xc2 && byte[1] < 0xa0 ? 0 : n;
}

/* What does not fit is left out, no character and no \xNN is cut. */
static size_t put(const char *text, size_t len, char *to, size_t room, bool exact)
{
	size_t at = 0, n, took;
	struct ctrl_line line;

	for (; len; text += took, len -= took) {
		n = printable_len(text, len);
		if (exact && ctrl_text__is_escape(text, len))
			n = 0;
		took = n ?: 1;
		if (at + (n ?: ESCAPE_LEN) >= room)
			break;
		ctrl_line__init(&line, to + at, room - at);
		if (n)
			memcpy(to + at, text, n);
		else
			ctrl_line__add(&line, "\\x%02x", (unsigned char)*text);
		at += n ?: ESCAPE_LEN;
	}
	if (room)
		to[at] = '\0';
	return at;
}

size_t ctrl_text__write(const char *text, size_t len, char *word, size_t room)
{
	return put(text, len, word, room, true);
}

size_t ctrl_text__show(const char *text, char *shown, size_t room)
{
	return put(text, strlen(text), shown, room, false);
}

static int hex_digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : (c | 0x20) - 'a' + 10;
}

int ctrl_text__read(const char *word, char *text, size_t room)
{
	size_t len = strlen(word), at = 0;
	char byte;

	for (; len; word++, len--) {
		byte = *word;
		if (ctrl_text__is_escape(word, len)) {
			byte = hex_digit(word[2]) << 4 | hex_digit(word[3]);
			word += ESCAPE_LEN - 1;
			len -= ESCAPE_LEN - 1;
		}
		if (!byte)
			return -EINVAL;
		if (at + 1 >= room)
			return -ERANGE;
		text[at++] = byte;
	}
	if (!room)
		return -ERANGE;
	text[at] = '\0';
	return at;
}
