/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The last periods of each object, as bars of one line. */
#ifndef BPFTOOL_STATS_BARS_H
#define BPFTOOL_STATS_BARS_H

#include <stdbool.h>
#include <linux/types.h>

#define STATS_BARS_MAX	20	/* periods that are shown */
#define STATS_BARS_ROOM	(3 * STATS_BARS_MAX + 1)

struct stats_history;

/**
 * stats_history__create() - begin to remember
 * @key_size: bytes of an object's key
 *
 * Return: for stats_history__free(); NULL: no memory.
 */
struct stats_history *stats_history__create(__u32 key_size);

/**
 * stats_history__free() - forget all
 * @history: may be NULL
 */
void stats_history__free(struct stats_history *history);

/**
 * stats_history__begin() - another period begins
 * @history: from stats_history__create()
 *
 * An object that was not noted in the one before is forgotten.
 */
void stats_history__begin(struct stats_history *history);

/**
 * stats_history__note() - what an object did in this period
 * @history: from stats_history__create()
 * @key: of the object; NULL: all of them together
 * @number: how much
 * @is_new: what is known of an object with this key was another one's
 */
void stats_history__note(struct stats_history *history, const void *key,
			 __u64 number, bool is_new);

/**
 * stats_history__bars() - the last periods of an object
 * @history: from stats_history__create()
 * @key: of the object, as noted
 * @periods: how many of them, STATS_BARS_MAX at most
 * @bars: filled in, in UTF-8: a character for each period, the newest one last. What did
 *	nothing is U+2581; the rest, up to U+2588, are sevenths of the largest of the
 *	object's periods that are shown. A blank: it was not watched, or not there
 */
void stats_history__bars(const struct stats_history *history, const void *key,
			 int periods, char bars[STATS_BARS_ROOM]);

#endif
