/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The columns of a table: those that a front describes, or one for each attribute. */
#ifndef BPFTOOL_STATS_COLUMNS_H
#define BPFTOOL_STATS_COLUMNS_H

#include "stats/fields.h"
#include "stats/report.h"

/**
 * struct stats_place - a column, and where it is on this kernel
 * @column: what it has
 * @title: in capitals
 * @member: of a word, where it is; NULL: the kernel has none
 * @field: of what is counted; -1: none
 * @by: likewise, of an average
 * @sparing: left out where it would say nothing
 */
struct stats_place {
	struct stats_column column;
	char title[CTRL_PATH_MAX + 2];
	const struct ctrl_member *member;
	int field;
	int by;
	bool sparing;
};

/**
 * struct stats_columns - all columns, of all tables
 * @at: from left to right; owned
 * @nr: number of @at
 */
struct stats_columns {
	struct stats_place *at;
	__u32 nr;
};

/**
 * stats_columns__init() - find the columns
 * @columns: filled in on success, for stats_columns__deinit(); points into the others
 * @report: of which front, type, key and fields are there
 * @object: title of the column that names the object, where the front has none
 *
 * Return: 0 or -ENOMEM.
 */
int stats_columns__init(struct stats_columns *columns,
			const struct stats_report *report, const char *object);
void stats_columns__deinit(struct stats_columns *columns);

/**
 * stats_place__number() - what an object is sorted by, and what its bars are made of
 * @place: of something that is counted
 * @counts: of the object
 */
__u64 stats_place__number(const struct stats_place *place, const __u64 *counts);

/**
 * stats_place__word() - what stands in a line of a table
 * @place: the column
 * @report: of the table
 * @row: the object, or the total
 * @part: of the object; NULL: the line is about all of it
 * @word: filled in, of STATS_CELL_ROOM bytes
 */
void stats_place__word(const struct stats_place *place,
		       const struct stats_report *report, const struct stats_row *row,
		       const struct stats_row *part, char *word);

#endif
