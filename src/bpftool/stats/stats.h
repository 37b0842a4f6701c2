/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* One command of statistics: its words, and the map that it is about. */
#ifndef BPFTOOL_STATS_STATS_H
#define BPFTOOL_STATS_STATS_H

#include <stdbool.h>
#include <linux/types.h>

#include "request/request.h"
#include "stats/metrics.h"
#include "stats/order.h"
#include "stats/report.h"

/**
 * struct stats - one command
 * @r: its words, map and error
 * @front: what it says in its own words
 * @named: objects are named
 * @keys: of those that are named by their keys
 * @sort: key; NULL: not named
 * @with_parts: with those of each object
 * @metrics: in that format, unless none
 * @period: of an interval, in ns; 0: none
 * @count: of periods; 0: without end
 * @type_name: what the control type is called
 * @fields: of the map; owned
 * @columns: of tables; owned
 * @order: of the objects
 * @counts: of a total; owned
 * @report: what is the same in all answers
 *
 * What takes one returns 0, or a negative errno with the error of @r filled in. Whoever
 * makes one sets @r and @front, zeroes the rest, and ends with stats__deinit().
 */
struct stats {
	struct request *r;
	const struct stats_front *front;
	bool named;
	struct stats_keys keys;
	const char *sort;
	bool with_parts;
	enum stats_metrics metrics;
	__u64 period;
	__u32 count;
	char type_name[CTRL_TYPE_NAME_MAX];
	struct stats_fields fields;
	struct stats_columns columns;
	struct stats_order order;
	__u64 *counts;
	struct stats_report report;
};

/**
 * stats__open() - open the map, and find out what its values consist of
 * @s: the command, with its words taken
 */
int stats__open(struct stats *s);

/**
 * stats__deinit() - free what the command owns
 * @s: the command; what @keys has is not its own
 */
void stats__deinit(struct stats *s);

/**
 * stats__read() - read the objects that are meant, or may be
 * @s: the command, with the map open
 * @reading: filled in on success, for stats_reading__deinit()
 */
int stats__read(struct stats *s, struct stats_reading *reading);

/**
 * stats__rows() - the objects of a reading that are meant
 * @s: the command
 * @reading: from stats__read()
 * @rows: filled in on success, for stats_rows__deinit(); points into @reading
 */
int stats__rows(struct stats *s, const struct stats_reading *reading,
		struct stats_rows *rows);

/**
 * stats__check_named() - refuse to go on where what is named is no object
 * @s: the command, after a reading
 * @rows: of that reading
 */
int stats__check_named(struct stats *s, const struct stats_rows *rows);

/**
 * stats__name_object() - note in the error which object it is about
 * @s: the command
 * @key: of the object
 * @room: bytes of @key
 */
void stats__name_object(struct stats *s, const void *key, size_t room);

/**
 * stats__complete() - put objects in order and add them up
 * @s: the command
 * @report: a copy of that of @s; of @rows on, filled in
 * @rows: the objects
 */
void stats__complete(struct stats *s, struct stats_report *report,
		     struct stats_rows *rows);

/**
 * stats__collect() - hold collection on, where the front knows how
 * @s: the command
 * @fd: filled in on success, to be closed unless it is negative: there is nothing to hold
 */
int stats__collect(struct stats *s, int *fd);

#endif
