// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Statistics for people: a table and, on a terminal, one that is redrawn in place. */
#include <stdio.h>

#include "show/show.h"
#include "stats/report.h"
#include "stats/table.h"
#include "upstream/upstream.h"

static void text_totals(const struct stats_report *report)
{
	const struct stats_front *front = report->front;
	__u32 nr = report->rows->nr, i;

	if (front->text_head)
		front->text_head(report);
	stats_table__print(report, (struct stats_terminal) {});
	for (i = 0; report->named && front->text_details && i < nr; i++)
		front->text_details(report, &report->rows->at[i]);
	if (report->was_reset)
		printf("reset: %u %s%s, from what the table has to 0\n", nr,
		       front->object, nr == 1 ? "" : "s");
	if (report->error)
		show_writer()->error(report->error);
}

static void text_periods_begin(struct stats_periods *periods)
{
	periods->redraw = stats_terminal__can_redraw();
	if (periods->redraw)
		printf("\033[2J");
}

static void text_periods_end(struct stats_periods *periods,
			     const struct ctrl_error *err)
{
	if (err)
		show_writer()->error(err);
}

static void text_period(const struct stats_report *report)
{
	struct stats_periods *periods = report->periods;
	struct stats_terminal terminal = {};

	if (periods && periods->redraw)
		terminal = stats_terminal__size();
	if (terminal.lines)
		printf("\033[H\033[J");
	else if (periods && periods->told)
		printf("\n");
	if (periods)
		printf("%.3f s\n", report->seconds);
	/* a line that is wrapped would be two */
	if (terminal.lines)
		printf("\033[?7l");
	stats_table__print(report, terminal);
	if (terminal.lines)
		printf("\033[?7h");
	if (report->nr_idle)
		printf("(%u more %s)\n", report->nr_idle, report->front->idle);
	if (!periods)
		printf("in %.3f s\n", report->seconds);
	fflush(stdout);
}

static void text_collecting(double seconds)
{
	if (seconds)
		printf("Collection is held on for %g s.\n", seconds);
	else
		printf("Collection is held on until this process ends.\n");
	fflush(stdout);
}

const struct stats_writer stats_text = {
	.totals = text_totals,
	.period = text_period,
	.periods_begin = text_periods_begin,
	.periods_end = text_periods_end,
	.collecting = text_collecting,
};
