/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The attributes that a command is about. */
#ifndef BPFTOOL_REQUEST_ITEMS_H
#define BPFTOOL_REQUEST_ITEMS_H

#include "request/request.h"

/* Each returns 0, or a negative errno with the error of the request filled in. */

/**
 * request_items__all() - all attributes
 * @r: the request, with a map
 */
int request_items__all(struct request *r);

/**
 * request_items__changed() - the attributes that a change has changed
 * @r: the request, with a map
 * @changed: bit i: member i
 */
int request_items__changed(struct request *r, __u64 changed);

/**
 * request_items__named() - the attributes of some pairs
 * @r: the request, with a map
 * @pairs: only their attributes matter
 * @nr: number of @pairs
 */
int request_items__named(struct request *r, const struct ctrl_pair *pairs,
			 __u32 nr);

/**
 * request_items__pairs() - take all words that are left, as attributes
 * @r: the request
 *
 * Return: one pair a word, without values, to be freed; NULL: no memory.
 */
struct ctrl_pair *request_items__pairs(struct request *r);

#endif
