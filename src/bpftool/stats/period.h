/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A period: two readings, and the report on what lies between them. */
#ifndef BPFTOOL_STATS_PERIOD_H
#define BPFTOOL_STATS_PERIOD_H

#include "stats/report.h"
#include "stats/stats.h"

/**
 * struct stats_period - time between two readings, on one map
 * @s: the command, with the map open
 * @periods: that it is one of; NULL: it is the only one
 * @before: reading at its begin; owned
 */
struct stats_period {
	struct stats *s;
	struct stats_periods *periods;
	struct stats_reading before;
};

/**
 * stats_period__begin() - take the first reading
 * @period: filled in on success, for stats_period__deinit()
 * @s: the command, with the map open
 * @periods: that it is one of, or NULL
 *
 * Return: 0, or a negative errno with the error of @s filled in; -ENOENT: the
 * command names objects and there is none of them.
 */
int stats_period__begin(struct stats_period *period, struct stats *s,
			struct stats_periods *periods);
void stats_period__deinit(struct stats_period *period);

/**
 * stats_period__next() - take another reading, tell what happened, begin anew
 * @period: from stats_period__begin()
 * @command: what was run meanwhile; NULL: nothing
 * @idle: tell of objects that did nothing, too
 *
 * Return: 0, or a negative errno with the error of the command filled in.
 */
int stats_period__next(struct stats_period *period,
		       const struct stats_command *command, bool idle);

#endif
