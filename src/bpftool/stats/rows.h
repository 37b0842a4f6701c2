/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Objects and their counts, as one reading or two of them give them. */
#ifndef BPFTOOL_STATS_ROWS_H
#define BPFTOOL_STATS_ROWS_H

#include <stdbool.h>
#include <linux/types.h>

#include "stats/fields.h"
#include "stats/reading.h"

/**
 * struct stats_row - what is shown of an object
 * @key: of the object; belongs to a reading
 * @value: from a lookup; likewise. NULL: of the total of several objects
 * @counts: a number for each field: since the last reset, or within a period; of a gauge
 *	what it is now. 0 where there is no answer
 * @is_new: it was not there when the period began
 */
struct stats_row {
	const void *key;
	const void *value;
	__u64 *counts;
	bool is_new;
};

/**
 * struct stats_rows - objects in the order in which they are shown
 * @at: owned
 * @nr: number of @at
 * @counts: those of all rows; owned
 * @key_step: bytes behind the begin of a key that belong to it
 * @fields: what is counted
 */
struct stats_rows {
	struct stats_row *at;
	__u32 nr;
	__u64 *counts;
	__u32 key_step;
	const struct stats_fields *fields;
};

/**
 * stats_rows__init() - an object of a reading each
 * @rows: filled in on success, for stats_rows__deinit(); points into @reading
 * @reading: from stats_reading__init()
 * @fields: of the map
 *
 * Return: 0 or -ENOMEM.
 */
int stats_rows__init(struct stats_rows *rows, const struct stats_reading *reading,
		     const struct stats_fields *fields);
void stats_rows__deinit(struct stats_rows *rows);

/**
 * stats_row__read() - take the numbers out of the value
 * @row: whose value is there
 * @fields: of the map
 */
void stats_row__read(struct stats_row *row, const struct stats_fields *fields);

/**
 * stats_rows__has() - whether a count is known
 * @rows: the objects
 * @row: one of them; or the total, of which a count is known where that of one object is,
 *	and 0 where there are no objects
 * @field: its index; -1: none
 */
bool stats_rows__has(const struct stats_rows *rows, const struct stats_row *row,
		     int field);

/**
 * stats_rows__total() - add up what counts
 * @rows: the objects
 * @total: whose counts are there, and filled in
 */
void stats_rows__total(const struct stats_rows *rows, struct stats_row *total);

#endif
