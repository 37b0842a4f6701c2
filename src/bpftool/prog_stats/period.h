/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A period: two readings, and the report on what lies between them. */
#ifndef BPFTOOL_PROG_STATS_PERIOD_H
#define BPFTOOL_PROG_STATS_PERIOD_H

#include "prog/report.h"
#include "prog_stats/stats.h"

/**
 * struct prog_period - time between two readings, on one map
 * @s: the command, with the map open
 * @periods: that it is one of; NULL: it is the only one
 * @before: reading at its begin; owned
 */
struct prog_period {
	struct prog_stats *s;
	struct prog_periods *periods;
	struct prog_reading before;
};

/**
 * prog_period__begin() - take the first reading
 * @period: filled in on success, for prog_period__deinit()
 * @s: the command, with the map open
 * @periods: that it is one of, or NULL
 *
 * Return: 0, or a negative errno with the error of @s filled in; -ENOENT: the
 * command names programs and there is none of them.
 */
int prog_period__begin(struct prog_period *period, struct prog_stats *s,
		       struct prog_periods *periods);
void prog_period__deinit(struct prog_period *period);

/**
 * prog_period__next() - take another reading, tell what happened, begin anew
 * @period: from prog_period__begin()
 * @command: what was run meanwhile; NULL: nothing
 * @idle: tell of programs that did nothing, too
 *
 * Return: 0, or a negative errno with the error of the command filled in.
 */
int prog_period__next(struct prog_period *period,
		      const struct prog_command *command, bool idle);

#endif
