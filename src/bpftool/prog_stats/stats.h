/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* One command of bpftool prog stats: its words, and the map that it is about. */
#ifndef BPFTOOL_PROG_STATS_STATS_H
#define BPFTOOL_PROG_STATS_STATS_H

#include <stdbool.h>
#include <linux/types.h>

#include "prog/filter.h"
#include "prog/metrics.h"
#include "prog/order.h"
#include "prog/value.h"
#include "request/request.h"

/**
 * struct prog_stats - one command
 * @r: its words, map and error
 * @which: programs
 * @sort: key; NULL: not named
 * @percpu: CPU by CPU
 * @metrics: in that format, unless none
 * @period: of an interval, in ns; 0: none
 * @count: of periods; 0: without end
 * @fields: of the map
 * @order: of the programs
 *
 * What takes one returns 0, or a negative errno with the error of @r filled in.
 */
struct prog_stats {
	struct request *r;
	struct prog_filter which;
	const char *sort;
	bool percpu;
	enum prog_metrics metrics;
	__u64 period;
	__u32 count;
	struct prog_fields fields;
	struct prog_order order;
};

/**
 * prog_stats__open() - open the map, and find out what its values consist of
 * @s: the command, with its words taken
 */
int prog_stats__open(struct prog_stats *s);

/**
 * prog_stats__read() - read the programs that are meant
 * @s: the command, with the map open
 * @reading: filled in on success, for prog_reading__deinit()
 * @rows: filled in on success, for prog_rows__deinit()
 */
int prog_stats__read(struct prog_stats *s, struct prog_reading *reading,
		     struct prog_rows *rows);

/**
 * prog_stats__no_program() - note that PROG is none
 * @s: the command
 */
int prog_stats__no_program(struct prog_stats *s);

/**
 * prog_stats__collect() - hold collection on
 * @r: the request
 * @fd: on success a file descriptor: collection is on while it is open. It is
 *	closed when this process ends, however it ends, and commands that it
 *	runs do not inherit it
 */
int prog_stats__collect(struct request *r, int *fd);

/**
 * prog_stats__interval() - show period after period
 * @s: the command, with the map open
 */
int prog_stats__interval(struct prog_stats *s);

#endif
