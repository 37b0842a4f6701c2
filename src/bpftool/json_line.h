/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * Many fields of a JSON object in one piece. What is written is the same as through
 * upstream's writer, which takes a printf() for each number and a call of the C
 * library for each character: that was most of the time of a long list.
 */
#ifndef BPFTOOL_JSON_LINE_H
#define BPFTOOL_JSON_LINE_H

#include "ctrl_show.h"

#define JSON_LINE_ROOM	4096

/**
 * struct json_line - fields on their way
 * @text: so far
 * @len: characters of @text
 * @bad: they have to be pretty, do not fit, or one cannot be written here
 */
struct json_line {
	char text[JSON_LINE_ROOM];
	size_t len;
	bool bad;
};

/**
 * json_line__begin() - no fields yet
 * @l: the line
 */
void json_line__begin(struct json_line *l);

/**
 * json_line__number() - add a number
 * @l: the line
 * @name: of the field
 * @number: its value
 */
void json_line__number(struct json_line *l, const char *name, __u64 number);

/**
 * json_line__text() - add a text
 * @l: the line
 * @name: of the field
 * @text: its value; NULL: null
 */
void json_line__text(struct json_line *l, const char *name, const char *text);

/**
 * json_line__open() - begin an array or an object
 * @l: the line
 * @name: of the field; NULL: it is an element of an array
 * @bracket: '[' or '{'
 */
void json_line__open(struct json_line *l, const char *name, char bracket);

/**
 * json_line__close() - the inverse of json_line__open()
 * @l: the line
 * @bracket: ']' or '}'
 */
void json_line__close(struct json_line *l, char bracket);

/**
 * json_line__member() - add a member of a value
 * @l: the line
 * @name: of the field
 * @member: the member; what is more than a number, a word, words or a text makes
 *	the line bad
 * @value: from a lookup
 */
void json_line__member(struct json_line *l, const char *name,
		       const struct ctrl_member *member, const void *value);

/**
 * json_line__write() - write the fields into the object that was begun last
 * @l: the line; its object has no fields yet
 *
 * Return: false: nothing was written, because it has to be pretty, or a field is
 * none for here.
 */
bool json_line__write(const struct json_line *l);

/**
 * json_line__object() - write an object and its attributes at once
 * @label: which object
 * @items: attributes
 * @value: from a lookup
 *
 * Return: false: nothing was written, as with json_line__write().
 */
bool json_line__object(const struct ctrl_label *label,
		       const struct show_items *items, const void *value);

#endif /* BPFTOOL_JSON_LINE_H */
