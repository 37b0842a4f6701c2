// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Text that comes from others may be any bytes. */
#include <stdbool.h>
#include <string.h>

#include "ctrl_text.h"

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

/* ASCII's, and U+0080 to U+009F, some of which are ESC and a letter in one. */
static bool is_control(const char *text)
{
	const unsigned char *byte = (const unsigned char *)text;

	return *byte < ' ' || *byte == 0x7f || (*byte == 0xc2 && byte[1] < 0xa0);
}

/* Bytes of the character that may stay; 0: it may not. */
static size_t printable_len(const char *text, size_t len)
{
	if (is_control(text))
		return 0;
	return (unsigned char)*text < 0x80 ? 1 : ctrl_text__utf8_len(text, len);
}

void ctrl_text__make_printable(char *text)
{
	size_t len = strlen(text), n;

	for (; len; text += n, len -= n) {
		n = printable_len(text, len);
		if (!n) {
			*text = '?';
			n = 1;
		}
	}
}
