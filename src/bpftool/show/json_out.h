/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * JSON on its way to upstream's writer. Compact JSON is put together here and goes
 * out in large pieces: upstream takes a printf() for each number and a call of the C
 * library for each character, which was most of the time of a long list. What has to
 * be pretty is upstream's work, one thing after the other.
 */
#ifndef BPFTOOL_SHOW_JSON_OUT_H
#define BPFTOOL_SHOW_JSON_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#define JSON_OUT_ROOM	4096

/**
 * struct json_out - elements on their way
 * @text: so far; @small, or from malloc()
 * @len: characters of @text
 * @room: for so many
 * @small: enough for all but the longest texts
 */
struct json_out {
	char *text;
	size_t len;
	size_t room;
	char small[JSON_OUT_ROOM];
};

/**
 * json_out__begin() - begin where upstream's writer is
 * @out: nothing else is written between here and json_out__end()
 */
void json_out__begin(struct json_out *out);

/**
 * json_out__end() - hand over what is left
 * @out: all that was opened is closed; freed
 */
void json_out__end(struct json_out *out);

/**
 * json_out__name() - begin a field of an object; its value comes next
 * @out: inside of an object
 * @name: of the field
 */
void json_out__name(struct json_out *out, const char *name);

/**
 * json_out__attribute() - begin the field of an attribute; its value comes next
 * @out: inside of an object
 * @name: of the attribute, or path to it
 * @own: fields of the object that are none of the kernel's, NULL behind the last;
 *	an attribute with the name of one of them is "attribute:NAME"
 */
void json_out__attribute(struct json_out *out, const char *name,
			 const char *const *own);

/**
 * json_out__open() - begin an array or an object
 * @out: in an array, or behind a name
 * @bracket: '[' or '{'
 */
void json_out__open(struct json_out *out, char bracket);

/**
 * json_out__close() - the inverse of json_out__open()
 * @out: behind the last element
 * @bracket: ']' or '}'
 */
void json_out__close(struct json_out *out, char bracket);

/**
 * json_out__unsigned() - write a number
 * @out: in an array, or behind a name, as for all that follow
 * @number: without a sign
 */
void json_out__unsigned(struct json_out *out, __u64 number);

/**
 * json_out__signed() - write a number
 * @out: see json_out__unsigned()
 * @number: with a sign, where it has one
 */
void json_out__signed(struct json_out *out, __s64 number);

/**
 * json_out__bool() - write a truth value
 * @out: see json_out__unsigned()
 * @yes: which
 */
void json_out__bool(struct json_out *out, bool yes);

/**
 * json_out__null() - write that there is no value
 * @out: see json_out__unsigned()
 */
void json_out__null(struct json_out *out);

/**
 * json_out__literal() - write what is JSON already
 * @out: see json_out__unsigned()
 * @text: such as "0.5"
 */
void json_out__literal(struct json_out *out, const char *text);

/**
 * json_out__text() - write a string
 * @out: see json_out__unsigned()
 * @text: any bytes; see json_text__quote()
 * @len: number of them; a string that there is no memory for is null
 */
void json_out__text(struct json_out *out, const char *text, size_t len);

/**
 * json_out__message() - write a string that is made for people
 * @out: see json_out__unsigned()
 * @text: such as a sentence; see json_text__quote()
 */
void json_out__message(struct json_out *out, const char *text);

/**
 * json_out__string() - write a string
 * @out: see json_out__unsigned()
 * @text: ends with NUL; NULL: null
 */
void json_out__string(struct json_out *out, const char *text);

/* A name and what it stands for, as above. */
void json_out__string_field(struct json_out *out, const char *name, const char *text);
void json_out__message_field(struct json_out *out, const char *name, const char *text);
void json_out__number_field(struct json_out *out, const char *name, __u64 number);
void json_out__bool_field(struct json_out *out, const char *name, bool yes);

#endif /* BPFTOOL_SHOW_JSON_OUT_H */
