// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * interval: what objects do, period after period. One map and one descriptor that holds
 * collection on serve for all of them: to open these costs hundreds of times what a
 * reading does.
 */
#include <unistd.h>

#include "stats/bars.h"
#include "stats/commands.h"
#include "stats/period.h"
#include "stats/terminal.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

/* Periods begin at multiples of their length, so that no delay adds up. */
static int tell_periods(struct stats *s, struct stats_period *period)
{
	struct stats_periods *periods = period->periods;
	bool idle = stats_writer()->is_document || s->named;
	__u64 next = period->before.when;
	int err = 0;

	stats_writer()->periods_begin(periods);
	while (!err && (!s->count || periods->told < s->count)) {
		next += s->period;
		if (next < period->before.when)		/* was stopped */
			next = period->before.when + s->period;
		if (interrupt_wait(next))
			break;
		err = stats_period__next(period, NULL, idle);
		periods->told++;
		if (output__sent())	/* nobody reads on */
			break;
	}
	stats_writer()->periods_end(periods, err ? &s->r->err : NULL);
	s->r->told = true;

	return err;
}

/* Only what is redrawn has a place for them. */
static struct stats_history *begin_history(const struct stats *s)
{
	if (stats_writer()->is_document || !stats_terminal__can_redraw() ||
	    !stats_terminal__has_blocks() || !stats_order__bars(&s->order))
		return NULL;

	return stats_history__create(s->r->map->key_size);
}

static int show_periods(struct stats *s)
{
	struct stats_periods periods = {};
	struct stats_period period;
	int err;

	err = stats_period__begin(&period, s, &periods);
	if (err)
		return err;
	periods.history = begin_history(s);
	interrupt_begin();
	err = tell_periods(s, &period);
	interrupt_end();
	stats_history__free(periods.history);
	stats_period__deinit(&period);

	return err;
}

int stats__interval(struct stats *s)
{
	int err, fd;

	err = stats__collect(s, &fd);
	if (err)
		return err;
	err = show_periods(s);
	if (fd >= 0)
		close(fd);

	return err;
}
