/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Objects and values as words of a batch file. */
#ifndef BPFTOOL_KEEP_WORD_H
#define BPFTOOL_KEEP_WORD_H

#include <stdbool.h>
#include <stdio.h>

#include "request/request.h"

#define KEEP_WORD_ROOM	4096

/**
 * keep_word__value() - the word that sets an attribute to what it is
 * @member: the attribute
 * @value: of the object
 * @size: bytes of @value
 * @word: filled in, without quotes
 *
 * Return: false: no word does.
 */
bool keep_word__value(const struct ctrl_member *member, const void *value, size_t size,
		      char word[KEEP_WORD_ROOM]);

/**
 * keep_word__object() - the words that name a control type and an object behind "set"
 * @r: the request, with a map and the name of its type
 * @key: of KEY_ROOM bytes
 * @put: is given one word after the other, without quotes
 * @data: handed on to @put
 */
void keep_word__object(const struct request *r, const void *key,
		       void (*put)(const char *word, void *data), void *data);

/**
 * keep_word__print() - write a word into a file that bpftool batch reads
 * @word: without quotes
 * @out: the file
 */
void keep_word__print(const char *word, FILE *out);

#endif
