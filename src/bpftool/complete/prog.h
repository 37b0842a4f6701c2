/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: the programs that are loaded. */
#ifndef BPFTOOL_COMPLETE_PROG_H
#define BPFTOOL_COMPLETE_PROG_H

#include "complete/candidates.h"
#include "text/words.h"

/**
 * complete_prog__offer() - offer words for { id | tag | name | pinned } WHICH
 * @words: one or two, the last one under the cursor
 * @at: the cursor
 */
void complete_prog__offer(const struct words *words,
			  const struct candidates *at);

/**
 * complete_prog__offer_by() - offer all programs by what tells them apart
 * @how: "id", "tag", "name" or "pinned"
 * @at: the cursor
 *
 * Nothing is offered to those who may not open programs by id.
 */
void complete_prog__offer_by(const char *how, const struct candidates *at);

#endif
