// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats interval: what programs do, period after period. One map
 * and one descriptor that holds collection on serve for all of them: to open
 * these costs hundreds of times what a reading does.
 */
#include <unistd.h>

#include "prog_stats/collect.h"
#include "prog_stats/interval.h"
#include "prog_stats/period.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

/* Periods begin at multiples of their length, so that no delay adds up. */
static int tell_periods(struct prog_stats *s, struct prog_period *period)
{
	__u64 next = period->before.when;
	__u32 told = 0;
	int err = 0;

	prog_writer()->periods_begin();
	while (!err && (!s->count || told < s->count)) {
		next += s->period;
		if (next < period->before.when)		/* was stopped */
			next = period->before.when + s->period;
		if (interrupt_wait(next))
			break;
		err = prog_period__next(period, NULL, json_output ||
					s->which.given);
		told++;
		if (output__sent())	/* nobody reads on */
			break;
	}
	prog_writer()->periods_end(err ? &s->r->err : NULL);
	s->r->told = true;

	return err;
}

int prog_stats__interval(struct prog_stats *s)
{
	struct prog_period period;
	int err, fd;

	err = prog_stats__collect(s->r, &fd);
	if (err)
		return err;

	err = prog_period__begin(&period, s);
	if (!err) {
		interrupt_begin();
		err = tell_periods(s, &period);
		interrupt_end();
		prog_period__deinit(&period);
	}
	close(fd);

	return err;
}
