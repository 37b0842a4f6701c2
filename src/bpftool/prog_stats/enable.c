// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool prog stats enable: hold collection on. */
#include <time.h>
#include <unistd.h>

#include "prog/report.h"
#include "prog_stats/collect.h"
#include "prog_stats/enable.h"
#include "prog_stats/words.h"
#include "upstream/upstream.h"

#define NSEC	1000000000ULL

static __u64 end_of(__u64 ns)
{
	struct timespec now;
	__u64 begin;

	if (!ns)
		return UINT64_MAX;
	clock_gettime(CLOCK_MONOTONIC, &now);
	begin = now.tv_sec * NSEC + now.tv_nsec;

	return ns < UINT64_MAX - begin ? begin + ns : UINT64_MAX;
}

int prog_stats__enable(struct prog_stats *s)
{
	struct words *words = &s->r.words;
	__u64 ns = 0;
	int err = 0, fd;

	if (words->nr && *words->at[0] && is_prefix(words->at[0], "for")) {
		words__take(words);
		err = prog_stats__take_seconds(s, "for", &ns);
	}
	err = err ?: request__no_more(&s->r) ?: prog_stats__collect(s, &fd);
	if (err)
		return err;

	interrupt_begin();
	prog_writer()->collecting(ns / 1e9);
	interrupt_wait(end_of(ns));
	interrupt_end();
	close(fd);

	return 0;
}
