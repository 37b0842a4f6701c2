/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: the devices, programs and sockets that there are. */
#ifndef BPFTOOL_COMPLETE_OBJECT_H
#define BPFTOOL_COMPLETE_OBJECT_H

#include "ctrl.h"
#include "complete/candidates.h"
#include "text/words.h"

/**
 * complete_object__offer() - offer words that name an object
 * @meaning: which kind of objects
 * @words: those that name the object, the last one under the cursor
 * @at: the cursor
 *
 * Return: false: there is nothing known about objects of this kind.
 */
bool complete_object__offer(enum ctrl_meaning meaning,
			    const struct words *words,
			    const struct candidates *at);

/**
 * complete_object__offer_rest() - offer words that may follow the name of an object
 * @meaning: which kind of objects
 * @words: the name, which is complete, and the word under the cursor
 * @at: the cursor
 *
 * "pid PID" names the only socket of a process; "fd" may follow nevertheless.
 */
void complete_object__offer_rest(enum ctrl_meaning meaning,
				 const struct words *words,
				 const struct candidates *at);

/**
 * complete_object__offer_word() - offer single words for objects
 * @meaning: which kind of objects; of many there is nothing to offer
 * @at: the cursor
 */
void complete_object__offer_word(enum ctrl_meaning meaning,
				 const struct candidates *at);

#endif
