/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Attributes of a program that are written as bpftool prog show writes them. */
#ifndef BPFTOOL_PROG_VALUE_H
#define BPFTOOL_PROG_VALUE_H

#include <stdbool.h>

#include "stats/front.h"

/**
 * prog_value__own_word() - write an attribute as a word, if it is not the generic one
 * @member: that @value has
 * @value: from a lookup; NULL: only whether there is such a word is asked
 * @word: filled in where the answer is true; NULL: likewise
 *
 * Bytes are written in hexadecimal, the type of a program with '_'.
 *
 * Return: true: JSON has this word too.
 */
bool prog_value__own_word(const struct ctrl_member *member, const void *value,
			  char word[STATS_WORD_ROOM]);

#endif
