/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The attributes and values of a change, as words. */
#ifndef BPFTOOL_REQUEST_PAIRS_H
#define BPFTOOL_REQUEST_PAIRS_H

#include "request/request.h"

/**
 * struct request_pairs - what is to be set
 * @at: attributes and values, which are words of the request; owned
 * @nr: number of @at
 * @dry_run: it is to be judged, and not made
 */
struct request_pairs {
	struct ctrl_pair *at;
	__u32 nr;
	bool dry_run;
};

/**
 * request_pairs__take() - take all words that are left, ATTR VALUE [ATTR VALUE]... [dry-run]
 * @r: the request
 * @pairs: zeroed; for request_pairs__deinit()
 *
 * Return: 0, or a negative errno with the error of @r filled in.
 */
int request_pairs__take(struct request *r, struct request_pairs *pairs);
void request_pairs__deinit(struct request_pairs *pairs);

/**
 * request_pairs__explain() - say it where the words are no pairs, but equations
 * @r: the request, with the error of these words
 * @words: before they were taken
 * @err: a negative errno
 *
 * Return: @err, or that of a better explanation.
 */
int request_pairs__explain(struct request *r, const struct words *words, int err);

#endif
