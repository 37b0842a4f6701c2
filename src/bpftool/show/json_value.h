/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A member of a value as JSON. */
#ifndef BPFTOOL_SHOW_JSON_VALUE_H
#define BPFTOOL_SHOW_JSON_VALUE_H

#include "ctrl.h"

/**
 * json_value__put() - write a member's value
 * @member: the member
 * @value: where it is
 *
 * Integers as integers, bool as bool, an enumerator by its name (a number that
 * has none as integer), flags as an array of names (what has no name as one
 * integer at its end), text as string, arrays and structs as such.
 */
void json_value__put(const struct ctrl_member *member, const void *value);

/**
 * json_value__put_word() - write a word: as integer where it is one
 * @word: such as a limit
 */
void json_value__put_word(const char *word);

#endif
