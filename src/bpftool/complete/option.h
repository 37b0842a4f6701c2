/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: the words that a usage has in small letters and in brackets. */
#ifndef BPFTOOL_COMPLETE_OPTION_H
#define BPFTOOL_COMPLETE_OPTION_H

#include <stdbool.h>

#include "text/candidates.h"
#include "text/words.h"

/**
 * complete_option__offer() - offer options, or what may stand behind one
 * @words: the last one is under the cursor; an option among the others is not
 *	offered again
 * @usage: "[read-only] [view VIEW] [one | other [more]]": a word in capitals is the
 *	argument of the option before it; of alternatives one is offered as long as
 *	none is there; what is in brackets within brackets belongs to the option
 *	before it
 * @at: the cursor
 *
 * Return: true: the word is the argument of an option.
 */
bool complete_option__offer(const struct words *words, const char *usage,
			    const struct candidates *at);

#endif
