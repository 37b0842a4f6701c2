// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats interval: what programs do, period after period. One map
 * and one descriptor that holds collection on serve for all of them: to open
 * these costs hundreds of times what a reading does.
 */
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "output.h"
#include "prog_period.h"
#include "upstream.h"

#define NSEC	1000000000ULL

static void sleep_until(__u64 ns)
{
	struct timespec t = { ns / NSEC, ns % NSEC };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) ==
	       EINTR)
		;
}

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
		sleep_until(next);
		err = prog_period__next(period, NULL, json_output ||
					s->which.given);
		told++;
		if (output__sent())	/* nobody reads on */
			break;
	}
	prog_writer()->periods_end(err ? &s->r.err : NULL);
	s->told = true;

	return err;
}

int prog_stats__interval(struct prog_stats *s)
{
	struct prog_period period;
	int err, fd;

	err = prog_stats__collect(s, &fd);
	if (err)
		return err;

	err = prog_period__begin(&period, s);
	if (!err) {
		err = tell_periods(s, &period);
		prog_period__deinit(&period);
	}
	close(fd);

	return err;
}
