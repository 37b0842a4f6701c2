/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* sort KEY: the order in which objects are shown. */
#ifndef BPFTOOL_STATS_ORDER_H
#define BPFTOOL_STATS_ORDER_H

#include <stdbool.h>

#include "ctrl.h"
#include "stats/columns.h"
#include "stats/report.h"

/**
 * struct stats_order - an order, and where its key is
 * @report: has the columns
 * @place: column; NULL: none
 * @field: in place of a column, of an attribute that moves: what is shown of it, which in a
 *	period is a difference; -1: none
 * @member: in place of both, an attribute; its bits are 0 otherwise
 *
 * With none of these the keys are the order.
 */
struct stats_order {
	const struct stats_report *report;
	const struct stats_place *place;
	int field;
	struct ctrl_member member;
};

/**
 * stats_order__init() - find a key
 * @order: filled in on success
 * @key: of a column, or an attribute that is a number; NULL: the front's usual one
 * @report: of which front, type, fields and columns are there
 * @err: filled in on failure
 *
 * Return: 0; -EINVAL: no such key.
 */
int stats_order__init(struct stats_order *order, const char *key,
		      const struct stats_report *report, struct ctrl_error *err);

/**
 * stats_order__is_key() - whether objects can be sorted by an attribute
 * @member: of the map's value
 */
bool stats_order__is_key(const struct ctrl_member *member);

/**
 * stats_order__bars() - what the bars of a terminal are of
 * @order: from stats_order__init()
 *
 * Return: the column that objects are sorted by, or the first one that counts; NULL: none
 * does.
 */
const struct stats_place *stats_order__bars(const struct stats_order *order);

/**
 * stats_order__apply() - put objects in order
 * @order: from stats_order__init()
 * @rows: the objects
 *
 * Numbers begin with the largest; keys and words with the smallest; what is equal, with
 * the smallest key.
 */
void stats_order__apply(const struct stats_order *order, struct stats_rows *rows);

#endif
