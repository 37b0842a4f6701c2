/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A member of a value as JSON. */
#ifndef BPFTOOL_JSON_VALUE_H
#define BPFTOOL_JSON_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "ctrl.h"

/**
 * json_value__member() - write a member's value
 * @member: the member
 * @value: where it is
 *
 * Integers as integers, bool as bool, an enumerator by its name (a number that
 * has none as integer), flags as an array of names (what has no name as one
 * integer at its end), text as string, arrays and structs as such.
 */
void json_value__member(const struct ctrl_member *member, const void *value);

/**
 * json_value__is_integer() - whether a word is a number in JSON
 * @word: such as a limit
 *
 * Return: true: it is an integer without leading zeroes, of any size.
 */
bool json_value__is_integer(const char *word);

/**
 * json_value__word() - write a word: as integer where it is one
 * @word: such as a limit
 */
void json_value__word(const char *word);

/**
 * json_value__text() - write a string
 * @text: any bytes
 * @len: number of them
 */
void json_value__text(const char *text, size_t len);

#endif
