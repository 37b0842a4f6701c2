// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool prog stats enable: hold collection on. */
#include <time.h>
#include <unistd.h>

#include "prog/report.h"
#include "prog_stats/clauses.h"
#include "prog_stats/verbs.h"
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

static int take_for(struct request *r, void *options)
{
	return prog_clause__take_seconds(r, "for", options);
}

static const struct clause clauses[] = {
	{ CLAUSE_OPTION, "for", "SECONDS", .once = true, .take = take_for },
	{}
};

static int stats_enable(struct request *r)
{
	__u64 ns = 0;
	int err, fd;

	err = request__take(r, &ns) ?: prog_stats__collect(r, &fd);
	if (err)
		return err;

	interrupt_begin();
	prog_writer()->collecting(ns / 1e9);
	interrupt_wait(end_of(ns));
	interrupt_end();
	close(fd);

	return 0;
}

const struct verb prog_stats_enable = {
	"enable", .abbreviated = true, .clauses = clauses, .run = stats_enable,
};
