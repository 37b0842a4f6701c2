// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* enable: hold collection on. */
#include <time.h>
#include <unistd.h>

#include "stats/clauses.h"
#include "stats/commands.h"
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
	struct stats *s = options;

	return stats_clause__take_seconds(r, "for", &s->period);
}

const struct clause stats_enable__clauses[] = {
	{ CLAUSE_OPTION, "for", "SECONDS", .once = true, .take = take_for },
	{}
};

int stats__enable(struct stats *s)
{
	int err, fd;

	err = request__take(s->r, s) ?: stats__collect(s, &fd);
	if (err)
		return err;

	interrupt_begin();
	stats_writer()->collecting(s->period / 1e9);
	interrupt_wait(end_of(s->period));
	interrupt_end();
	close(fd);

	return 0;
}
