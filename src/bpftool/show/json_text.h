/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Any bytes as a JSON string. */
#ifndef BPFTOOL_SHOW_JSON_TEXT_H
#define BPFTOOL_SHOW_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define JSON_TEXT_ROOM(len)	(6 * (len) + 3)

/* Bytes that are themselves in a string: ASCII without NUL, DEL, '"', '\' and others. */
extern const bool json_text__is_plain[256];

/**
 * json_text__quote() - write text as a JSON string, quotes included
 * @text: any bytes, such as a word of the user or the name of a device
 * @len: number of them
 * @exact: a backslash that would begin a group \xNN is \x5c, so that ctrl_text__read()
 *	makes the text of the string; false: @text is a sentence, or other words that
 *	ctrl_text__write() has written, and such a group in it stays
 * @quoted: JSON_TEXT_ROOM(@len) bytes; NUL-terminated
 *
 * A byte that is no UTF-8 is \xNN in the string. Control characters are those of JSON.
 *
 * Return: number of bytes in @quoted, without the last one.
 */
size_t json_text__quote(const char *text, size_t len, bool exact, char *quoted);

#endif
