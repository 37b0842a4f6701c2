/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * Text that may be any bytes, in JSON by upstream's writer.
 *
 * JSON is UTF-8: a byte that is none is \xNN in a string. Control characters are escaped
 * by the writer.
 */
#ifndef BPFTOOL_SHOW_JSON_TEXT_H
#define BPFTOOL_SHOW_JSON_TEXT_H

#include <stddef.h>

/**
 * json_text__write() - write a string
 * @text: any bytes, such as the name of a device; a backslash that would begin a group
 *	\xNN is \x5c, so that ctrl_text__read() makes the text of the string
 * @len: number of them; a string that there is no memory for is null
 */
void json_text__write(const char *text, size_t len);

/**
 * json_text__string() - write a string
 * @text: as for json_text__write(), ends with NUL; NULL: null
 */
void json_text__string(const char *text);

/**
 * json_text__message() - write a string that is made for people
 * @text: a sentence, or other words that ctrl_text__write() has written; a group \xNN in
 *	it stays
 */
void json_text__message(const char *text);

/**
 * json_text__attribute() - begin the field of an attribute; its value comes next
 * @name: of the attribute, or path to it
 * @own: fields of the object that are none of the kernel's, NULL behind the last;
 *	an attribute with the name of one of them is "attribute:NAME"
 */
void json_text__attribute(const char *name, const char *const *own);

/* A name and what it stands for, as above. */
void json_text__string_field(const char *name, const char *text);
void json_text__message_field(const char *name, const char *text);

#endif /* BPFTOOL_SHOW_JSON_TEXT_H */
