/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* One command of bpftool prog stats. */
#ifndef BPFTOOL_PROG_STATS_STATS_H
#define BPFTOOL_PROG_STATS_STATS_H

#include "prog/filter.h"
#include "stats/stats.h"

/**
 * struct prog_stats - one command
 * @s: what it has in common with others; first, for clauses of both
 * @which: programs
 * @key: of the only one, which is named by its id
 */
struct prog_stats {
	struct stats s;
	struct prog_filter which;
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
};

extern const struct stats_front prog_stats_front;

/**
 * prog_stats__collect() - hold collection on, as struct stats_front wants it
 * @r: the request
 * @fd: on success a file descriptor: collection is on while it is open. It is
 *	closed when this process ends, however it ends, and commands that it
 *	runs do not inherit it
 */
int prog_stats__collect(struct request *r, int *fd);

#endif
