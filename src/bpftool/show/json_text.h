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
 * @quoted: JSON_TEXT_ROOM(@len) bytes; NUL-terminated
 *
 * A byte that is no UTF-8 is \xNN in the string, a backslash that would begin such
 * a group \x5c: ctrl_text__read() makes the text of the string. Control characters
 * are those of JSON.
 *
 * Return: number of bytes in @quoted, without the last one.
 */
size_t json_text__quote(const char *text, size_t len, char *quoted);

/**
 * json_text__quote_words() - the same for what ctrl_text__write() has written
 * @text: a sentence, or other words that are shown; a \xNN in it stays as it is
 * @len: number of bytes
 * @quoted: JSON_TEXT_ROOM(@len) bytes; NUL-terminated
 *
 * Return: number of bytes in @quoted, without the last one.
 */
size_t json_text__quote_words(const char *text, size_t len, char *quoted);

#endif
