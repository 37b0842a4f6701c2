/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: attributes and their values. */
#ifndef BPFTOOL_COMPLETE_ATTR_H
#define BPFTOOL_COMPLETE_ATTR_H

#include "request/request.h"
#include "text/candidates.h"

/** enum complete_which - the attributes that make sense behind a verb */
enum complete_which {
	COMPLETE_ALL,
	COMPLETE_WRITABLE,	/* that the object has, and that can be set */
	COMPLETE_WITH_DEFAULT,	/* of these, those with a known default */
};

/**
 * complete_attr__offer() - offer the attributes that are not named yet
 * @r: with the map and the key; its words are those behind the object
 * @step: 2: every other word is a value, 1: none is
 * @which: which attributes
 * @at: the cursor
 */
void complete_attr__offer(struct request *r, int step,
			  enum complete_which which,
			  const struct candidates *at);

/**
 * complete_attr__offer_values() - offer what an attribute can be set to
 * @r: with the map and the key
 * @attribute: as the user named it
 * @at: the cursor
 */
void complete_attr__offer_values(struct request *r, const char *attribute,
				 const struct candidates *at);

#endif
