/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What is told of statistics, as text or as JSON. */
#ifndef BPFTOOL_STATS_REPORT_H
#define BPFTOOL_STATS_REPORT_H

#include <stdbool.h>
#include <linux/types.h>

#include "show/json_lines.h"
#include "stats/parts.h"
#include "stats/rows.h"

struct stats_columns;
struct stats_history;
struct stats_order;

/** enum stats_collection - whether the kernel counts */
enum stats_collection {
	STATS_COLLECTION_UNKNOWN,	/* no object is there to tell */
	STATS_COLLECTION_OFF,
	STATS_COLLECTION_ON,
};

/**
 * struct stats_command - what was run meanwhile
 * @argv: its words, NULL-terminated
 * @status: its exit status, or 128 and the signal that killed it
 * @signal: that signal; 0: it ended by itself
 */
struct stats_command {
	char **argv;
	int status;
	int signal;
};

/**
 * struct stats_periods - period after period, as they are written
 * @lines: of JSON
 * @redraw: each one is drawn over the one before, on a terminal
 * @history: of the last ones, for bars; NULL: there are none
 * @told: how many there were
 */
struct stats_periods {
	struct json_lines lines;
	bool redraw;
	struct stats_history *history;
	__u32 told;
};

/**
 * struct stats_report - one answer
 * @front: the command's
 * @r: the request; NULL in unit tests
 * @type: members of the map's value
 * @key: of its key
 * @type_name: what the control type is called
 * @foreign: the map answers for another network namespace
 * @fields: what moves
 * @columns: of the tables
 * @order: of @rows
 * @rows: the objects, in order
 * @total: over @rows
 * @collection: as the kernel says
 * @named: the objects were named
 * @was_reset: the counts were set to 0 when they were read
 * @parts: NULL: not asked for
 * @seconds: length of the period; 0: the counts are since load or reset
 * @periods: the period is one of these; NULL: there is only one
 * @command: NULL: none was run
 * @error: what went wrong with the object behind the last of @rows; or NULL
 * @nr_idle: objects of a period that did nothing, and are not in @rows
 * @own: the front's
 */
struct stats_report {
	const struct stats_front *front;
	struct request *r;
	const struct ctrl_type *type;
	const struct ctrl_type *key;
	const char *type_name;
	bool foreign;
	const struct stats_fields *fields;
	const struct stats_columns *columns;
	const struct stats_order *order;
	struct stats_rows *rows;
	struct stats_row total;
	enum stats_collection collection;
	bool named;
	bool was_reset;
	const struct stats_parts *parts;
	double seconds;
	struct stats_periods *periods;
	const struct stats_command *command;
	const struct ctrl_error *error;
	__u32 nr_idle;
	void *own;
};

/**
 * stats_report__collection() - what the objects say about it
 * @report: with rows
 *
 * Return: UNKNOWN without an object, or where none says.
 */
enum stats_collection stats_report__collection(const struct stats_report *report);

/**
 * stats_report__is_counted() - whether zeros of an object mean that it did nothing
 * @report: of counts
 * @row: one of its objects, or the total
 *
 * Return: false: nobody has counted.
 */
bool stats_report__is_counted(const struct stats_report *report,
			      const struct stats_row *row);

/**
 * stats_report__is_active() - whether an object did anything
 * @front: says what is but a sign of something else
 * @row: the object, or a part of one
 * @fields: its counts
 */
bool stats_report__is_active(const struct stats_front *front,
			     const struct stats_row *row,
			     const struct stats_fields *fields);

/**
 * struct stats_writer - text or JSON
 * @is_document: what is written takes all of standard output, and tells everything
 * @totals: counts since load or reset
 * @period: counts within @seconds
 * @periods_begin: reports of periods follow
 * @periods_end: they were the last ones; @err: for what failed, or NULL
 * @collecting: it is on now, for @seconds or, when these are 0, without end
 */
struct stats_writer {
	bool is_document;
	void (*totals)(const struct stats_report *report);
	void (*period)(const struct stats_report *report);
	void (*periods_begin)(struct stats_periods *periods);
	void (*periods_end)(struct stats_periods *periods,
			    const struct ctrl_error *err);
	void (*collecting)(double seconds);
};

extern const struct stats_writer stats_text, stats_json;

/**
 * stats_writer() - the one that was asked for
 *
 * Return: stats_text or stats_json.
 */
const struct stats_writer *stats_writer(void);

#endif
