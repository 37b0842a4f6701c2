// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A period: two readings, and the report on what lies between them. */
#include <errno.h>

#include "stats/bars.h"
#include "stats/diff.h"
#include "stats/period.h"

/* Objects that are named by what they are, and not by their keys, may come. */
static int check_named(struct stats *s, const struct stats_reading *reading)
{
	struct stats_rows rows;
	int err;

	if (!s->named)
		return 0;
	err = stats__rows(s, reading, &rows);
	if (err)
		return err;
	err = stats__check_named(s, &rows);
	stats_rows__deinit(&rows);

	return err;
}

int stats_period__begin(struct stats_period *period, struct stats *s,
			struct stats_periods *periods)
{
	int err;

	period->s = s;
	period->periods = periods;
	err = stats__read(s, &period->before);
	if (err)
		return err;
	err = check_named(s, &period->before);
	if (err)
		stats_reading__deinit(&period->before);

	return err;
}

void stats_period__deinit(struct stats_period *period)
{
	stats_reading__deinit(&period->before);
}

/* Whoever does nothing now may have done something before. */
static void note_rows(const struct stats_period *period, const struct stats_rows *rows)
{
	const struct stats_place *bars = stats_order__bars(&period->s->order);
	struct stats_history *history = period->periods ? period->periods->history : NULL;
	const struct stats_row *row;

	if (!history)
		return;
	stats_history__begin(history);
	for (row = rows->at; row < rows->at + rows->nr; row++)
		stats_history__note(history, row->key,
				    stats_place__number(bars, row->counts), row->is_new);
}

static void note_total(const struct stats_period *period, const struct stats_row *total)
{
	const struct stats_place *bars = stats_order__bars(&period->s->order);

	if (period->periods && period->periods->history)
		stats_history__note(period->periods->history, NULL,
				    stats_place__number(bars, total->counts), false);
}

static void keep_active(const struct stats *s, struct stats_rows *rows)
{
	__u32 i, kept = 0;

	for (i = 0; i < rows->nr; i++)
		if (stats_report__is_active(s->front, &rows->at[i], &s->fields))
			rows->at[kept++] = rows->at[i];
	rows->nr = kept;
}

static void tell(const struct stats_period *period, struct stats_rows *rows,
		 __u64 ns, const struct stats_command *command, bool idle)
{
	struct stats *s = period->s;
	struct stats_report report = s->report;

	report.collection = STATS_COLLECTION_ON;
	report.seconds = ns / 1e9;
	report.periods = period->periods;
	report.command = command;
	report.nr_idle = rows->nr;
	note_rows(period, rows);
	if (!idle)
		keep_active(s, rows);
	report.nr_idle -= rows->nr;
	stats__complete(s, &report, rows);
	note_total(period, &report.total);
	stats_writer()->period(&report);
}

static int compare_and_tell(struct stats_period *period,
			    const struct stats_reading *after,
			    const struct stats_command *command, bool idle)
{
	struct stats *s = period->s;
	const struct stats_diff diff = {
		.front = s->front,
		.type = s->report.type,
		.fields = &s->fields,
		.period = after->when - period->before.when,
	};
	struct stats_rows rows;
	int err;

	err = stats__rows(s, after, &rows);
	if (err)
		return err;
	if (stats_diff__subtract(&diff, &rows, &period->before))
		err = request__no_memory(s->r);
	else
		tell(period, &rows, diff.period, command, idle);
	stats_rows__deinit(&rows);

	return err;
}

int stats_period__next(struct stats_period *period,
		       const struct stats_command *command, bool idle)
{
	struct stats_reading after;
	int err;

	err = stats__read(period->s, &after);
	if (err)
		return err;
	err = compare_and_tell(period, &after, command, idle);
	stats_reading__deinit(&period->before);
	period->before = after;

	return err;
}
