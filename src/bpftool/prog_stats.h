/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* bpftool prog stats: the command, and what its verbs share. */
#ifndef BPFTOOL_PROG_STATS_H
#define BPFTOOL_PROG_STATS_H

#include <stdbool.h>
#include <linux/types.h>

#include "prog_filter.h"
#include "prog_metrics.h"
#include "prog_order.h"
#include "prog_value.h"
#include "request.h"

#define CONTROL_TYPE_PROG_STATS_BY_ID	4
#define CONTROL_TYPE_PROG_STATS_BY_CPU	5

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
 * @status: of the command that was run, to be handed on
 * @told: what went wrong, if anything did, has been printed
 *
 * The functions below return 0, or a negative errno with the error of @r filled
 * in.
 */
struct prog_stats {
	struct request r;
	struct prog_filter which;
	const char *sort;
	bool percpu;
	enum prog_metrics metrics;
	__u64 period;
	__u32 count;
	struct prog_fields fields;
	struct prog_order order;
	int status;
	bool told;
};

/* prog_stats_words.c */

/**
 * prog_stats__take_prog() - take PROG and MAP, in any order; either may be missing
 * @s: the command
 * @read_only: whether the map is to be read only
 */
int prog_stats__take_prog(struct prog_stats *s, bool read_only);

/**
 * prog_stats__take_show() - take all words that show knows, in any order
 * @s: the command
 */
int prog_stats__take_show(struct prog_stats *s);

/**
 * prog_stats__take_seconds() - take a word that is a number of seconds
 * @s: the command
 * @what: it belongs to, for the error
 * @ns: filled in on success; more than 0
 */
int prog_stats__take_seconds(struct prog_stats *s, const char *what, __u64 *ns);

/* prog_stats_show.c */

/**
 * prog_stats__open() - open the map, and find out what its values consist of
 * @s: the command, with its words taken
 * @read_only: as for request__take_map()
 */
int prog_stats__open(struct prog_stats *s, bool read_only);

/**
 * prog_stats__no_program() - note that PROG is none
 * @s: the command
 */
int prog_stats__no_program(struct prog_stats *s);

/**
 * prog_stats__show() - the verb show, with all that may follow it
 * @s: the command, no word taken yet
 */
int prog_stats__show(struct prog_stats *s);

/* prog_stats_interval.c */

/**
 * prog_stats__interval() - show period after period
 * @s: the command, with the map open
 */
int prog_stats__interval(struct prog_stats *s);

/* prog_stats_reset.c */

/**
 * prog_stats__reset() - the verb reset
 * @s: the command, no word taken yet
 */
int prog_stats__reset(struct prog_stats *s);

/* prog_stats_enable.c */

/**
 * prog_stats__collect() - hold collection on
 * @s: the command
 * @fd: on success a file descriptor: collection is on while it is open. It is
 *	closed when this process ends, however it ends, and programs that it
 *	starts do not inherit it
 */
int prog_stats__collect(struct prog_stats *s, int *fd);

/**
 * prog_stats__enable() - the verb enable
 * @s: the command, no word taken yet
 */
int prog_stats__enable(struct prog_stats *s);

/* prog_stats_run.c */

/**
 * prog_stats__run() - the verb run
 * @s: the command, no word taken yet
 */
int prog_stats__run(struct prog_stats *s);

#endif
