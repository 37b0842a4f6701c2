// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats interval: what programs do, period after period. One map
 * and one descriptor that holds collection on serve for all of them: to open
 * these costs hundreds of times what a reading does.
 */
#include <unistd.h>

#include "prog_stats/period.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

/* Periods begin at multiples of their length, so that no delay adds up. */
static int tell_periods(struct prog_stats *s, struct prog_period *period)
{
	struct prog_periods *periods = period->periods;
	bool idle = prog_writer()->is_document || s->which.given;
	__u64 next = period->before.when;
	int err = 0;

	prog_writer()->periods_begin(periods);
	while (!err && (!s->count || periods->told < s->count)) {
		next += s->period;
		if (next < period->before.when)		/* was stopped */
			next = period->before.when + s->period;
		if (interrupt_wait(next))
			break;
		err = prog_period__next(period, NULL, idle);
		periods->told++;
		if (output__sent())	/* nobody reads on */
			break;
	}
	prog_writer()->periods_end(periods, err ? &s->r->err : NULL);
	s->r->told = true;

	return err;
}

int prog_stats__interval(struct prog_stats *s)
{
	struct prog_periods periods = {};
	struct prog_period period;
	int err, fd;

	err = prog_stats__collect(s->r, &fd);
	if (err)
		return err;

	err = prog_period__begin(&period, s, &periods);
	if (!err) {
		interrupt_begin();
		err = tell_periods(s, &period);
		interrupt_end();
		prog_period__deinit(&period);
	}
	close(fd);

	return err;
}
