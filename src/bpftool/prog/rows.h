/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Programs and their counts, as one reading or two of them give them. */
#ifndef BPFTOOL_PROG_ROWS_H
#define BPFTOOL_PROG_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl.h"
#include "prog/filter.h"
#include "prog/value.h"

/**
 * struct prog_reading - all programs at one moment
 * @ids: of the programs; owned
 * @values: of the map's value size each; owned
 * @value_size: bytes
 * @nr: number of both
 * @when: ns of CLOCK_MONOTONIC
 */
struct prog_reading {
	__u32 *ids;
	void *values;
	__u32 value_size;
	__u32 nr;
	__u64 when;
};

/**
 * prog_reading__init() - read programs
 * @reading: filled in on success, for prog_reading__deinit()
 * @map: a map by program id
 * @filter: one id is read alone, all else as all programs: in one system call
 *	for up to 1,024 of them
 * @err: on failure; an id that does not exist is no failure, but no program
 *
 * Return: 0 or a negative errno.
 */
int prog_reading__init(struct prog_reading *reading, const struct ctrl_map *map,
		       const struct prog_filter *filter, struct ctrl_error *err);
void prog_reading__deinit(struct prog_reading *reading);

/**
 * prog_reading__value() - what was read of a program
 * @reading: from prog_reading__init()
 * @i: below its number of programs
 *
 * Return: a value of the map.
 */
static inline const void *prog_reading__value(const struct prog_reading *reading,
					      __u32 i)
{
	return (const char *)reading->values + (size_t)i * reading->value_size;
}

/**
 * struct prog_row - what is shown of a program
 * @id: of the program
 * @value: from a lookup; belongs to a reading
 * @counts: since the last reset, or within a period
 * @is_new: it was not there when the period began
 */
struct prog_row {
	__u32 id;
	const void *value;
	struct prog_counts counts;
	bool is_new;
};

/**
 * struct prog_rows - programs in the order in which they are shown
 * @at: owned
 * @nr: number of @at
 */
struct prog_rows {
	struct prog_row *at;
	__u32 nr;
};

/**
 * prog_rows__init() - take the programs that are meant out of a reading
 * @rows: filled in on success, for prog_rows__deinit(); points into @reading
 * @reading: from prog_reading__init()
 * @fields: of the map
 * @filter: which programs
 *
 * Return: 0 or -ENOMEM.
 */
int prog_rows__init(struct prog_rows *rows, const struct prog_reading *reading,
		    const struct prog_fields *fields,
		    struct prog_filter *filter);
void prog_rows__deinit(struct prog_rows *rows);

/**
 * prog_rows__keep_active() - drop the programs that have done nothing
 * @rows: what their counts say
 */
void prog_rows__keep_active(struct prog_rows *rows);

/**
 * prog_rows__total() - add up
 * @rows: the programs
 * @total: filled in
 */
void prog_rows__total(const struct prog_rows *rows, struct prog_counts *total);

#endif
