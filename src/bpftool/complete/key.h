/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: the keys of a control map. */
#ifndef BPFTOOL_COMPLETE_KEY_H
#define BPFTOOL_COMPLETE_KEY_H

#include "request/request.h"
#include "text/candidates.h"

/**
 * complete_key__offer() - offer words that name an object
 * @r: with the map; its words are those that name the object, as far as typed
 * @at: the cursor
 *
 * What is offered follows from the type of the map's key: objects of a known
 * kind, else "member=" and, where the kernel can enumerate them, the values that
 * objects have.
 */
void complete_key__offer(struct request *r, const struct candidates *at);

/**
 * complete_key__offer_rest() - offer words that may follow the name of an object
 * @r: with the map
 * @words: the name, which is complete, and the word under the cursor
 * @at: the cursor
 */
void complete_key__offer_rest(const struct request *r,
			      const struct words *words,
			      const struct candidates *at);

#endif
