/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What is told of programs' statistics, as text or as JSON. */
#ifndef BPFTOOL_PROG_REPORT_H
#define BPFTOOL_PROG_REPORT_H

#include <stdbool.h>
#include <linux/types.h>

#include "prog/cpus.h"
#include "prog/owners.h"
#include "prog/rows.h"
#include "show/json_lines.h"

/** enum prog_collection - whether the kernel counts runs and times */
enum prog_collection {
	PROG_COLLECTION_UNKNOWN,	/* no program is there to tell */
	PROG_COLLECTION_OFF,
	PROG_COLLECTION_ON,
};

/** enum prog_state - what counts of zero mean */
enum prog_state {
	PROG_STATE_RAN,		/* they are not zero */
	PROG_STATE_OFF,		/* nobody counts, and nobody did since it was loaded */
	PROG_STATE_ZERO,	/* it was reset, and has not run since */
	PROG_STATE_NEVER_RAN,	/* it has not run since it was loaded */
};

/**
 * struct prog_command - what was run meanwhile
 * @argv: its words, NULL-terminated
 * @status: its exit status, or 128 and the signal that killed it
 * @signal: that signal; 0: it ended by itself
 */
struct prog_command {
	char **argv;
	int status;
	int signal;
};

/**
 * struct prog_periods - period after period, as they are written
 * @lines: of JSON
 * @redraw: each one is drawn over the one before, on a terminal
 * @told: how many there were
 */
struct prog_periods {
	struct json_lines lines;
	bool redraw;
	__u32 told;
};

/**
 * struct prog_report - one answer
 * @type: members of the map's value
 * @fields: those that are known
 * @rows: the programs, in order
 * @total: over @rows
 * @collection: as the kernel says
 * @named: the programs were named, and so all of their attributes are told
 * @was_reset: the counts were set to 0 when they were read
 * @owners: NULL: nobody looked for them
 * @cpus: NULL: not asked for
 * @seconds: length of the period; 0: the counts are since load or reset
 * @periods: the period is one of these; NULL: there is only one
 * @command: NULL: none was run
 * @error: what went wrong with the program behind the last of @rows; or NULL
 * @nr_idle: programs of a period that did nothing, and are not in @rows
 */
struct prog_report {
	const struct ctrl_type *type;
	const struct prog_fields *fields;
	const struct prog_rows *rows;
	struct prog_counts total;
	enum prog_collection collection;
	bool named;
	bool was_reset;
	const struct prog_owners *owners;
	const struct prog_cpus *cpus;
	double seconds;
	struct prog_periods *periods;
	const struct prog_command *command;
	const struct ctrl_error *error;
	__u32 nr_idle;
};

/**
 * prog_report__collection() - what the programs say about it
 * @rows: the programs
 * @fields: of the map
 *
 * Return: UNKNOWN without a program, or on a kernel that does not say.
 */
enum prog_collection prog_report__collection(const struct prog_rows *rows,
					     const struct prog_fields *fields);

/**
 * prog_report__state() - what the counts of a program mean
 * @report: of counts since load or reset
 * @row: one of its programs
 *
 * Return: enum prog_state.
 */
enum prog_state prog_report__state(const struct prog_report *report,
				   const struct prog_row *row);

/**
 * struct prog_writer - text or JSON
 * @is_document: what is written takes all of standard output, and tells everything
 * @totals: counts since load or reset
 * @period: counts within @seconds
 * @periods_begin: reports of periods follow
 * @periods_end: they were the last ones; @err: for what failed, or NULL
 * @collecting: it is on now, for @seconds or, when these are 0, without end
 */
struct prog_writer {
	bool is_document;
	void (*totals)(const struct prog_report *report);
	void (*period)(const struct prog_report *report);
	void (*periods_begin)(struct prog_periods *periods);
	void (*periods_end)(struct prog_periods *periods,
			    const struct ctrl_error *err);
	void (*collecting)(double seconds);
};

extern const struct prog_writer prog_text, prog_json;

/**
 * prog_writer() - the one that was asked for
 *
 * Return: prog_text or prog_json.
 */
const struct prog_writer *prog_writer(void);

#endif
