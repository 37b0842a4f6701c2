// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* sort KEY: the order in which objects are shown. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "stats/order.h"
#include "upstream/upstream.h"

#define NAMES_MAX	128	/* that may have been meant */

bool stats_order__is_key(const struct ctrl_member *member)
{
	return (member->kind == CTRL_KIND_UINT ||
		member->kind == CTRL_KIND_BOOL) &&
	       member->bits && member->bits <= 64;
}

static int unknown_key(const char *key, const struct stats_report *report,
		       struct ctrl_error *err)
{
	const struct stats_column *c;
	const char *names[NAMES_MAX];
	size_t n = 0;
	__u32 i;

	for (c = report->front->columns; c && c->title; c++)
		if (c->key && n < NAMES_MAX)
			names[n++] = c->key;
	for (i = 0; i < report->fields->nr && n < NAMES_MAX; i++)
		if (stats_order__is_key(&report->fields->at[i].member))
			names[n++] = report->fields->at[i].path;
	for (i = 0; i < report->type->nr && n < NAMES_MAX; i++)
		if (stats_order__is_key(&report->type->members[i]) &&
		    stats_fields__find(report->fields, report->type->members[i].name) < 0)
			names[n++] = report->type->members[i].name;
	ctrl_error__near(err, key, names, n);

	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "there is no key '%s' to sort by", key);
}

static const struct stats_place *find_place(const struct stats_report *report,
					    const char *key)
{
	const struct stats_columns *columns = report->columns;
	__u32 i;

	for (i = 0; i < columns->nr; i++)
		if (columns->at[i].column.key &&
		    ctrl_name__equal(key, columns->at[i].column.key))
			return &columns->at[i];
	return NULL;
}

static int find_field(const struct stats_report *report, const char *key)
{
	__u32 i;

	for (i = 0; i < report->fields->nr; i++)
		if (ctrl_name__equal(report->fields->at[i].path, key) &&
		    stats_order__is_key(&report->fields->at[i].member))
			return i;
	return -1;
}

int stats_order__init(struct stats_order *order, const char *key,
		      const struct stats_report *report, struct ctrl_error *err)
{
	struct ctrl_error ignored = {};

	*order = (struct stats_order) { .report = report, .field = -1 };
	key = key ?: report->front->sort;
	if (!key)
		return 0;
	order->place = find_place(report, key);
	if (order->place)
		return 0;
	order->field = find_field(report, key);
	if (order->field >= 0)
		return 0;
	if (ctrl_type__find(report->type, key, &order->member, &ignored) ||
	    !stats_order__is_key(&order->member))
		return unknown_key(key, report, err);

	return 0;
}

static bool is_count(const struct stats_place *place)
{
	return place->column.form >= STATS_COUNT && place->column.form <= STATS_SHARE &&
	       place->field >= 0;
}

const struct stats_place *stats_order__bars(const struct stats_order *order)
{
	const struct stats_columns *columns = order->report->columns;
	__u32 i;

	if (order->place && is_count(order->place))
		return order->place;
	for (i = 0; i < columns->nr; i++)
		if (is_count(&columns->at[i]) &&
		    (order->field < 0 || columns->at[i].field == order->field))
			return &columns->at[i];
	return NULL;
}

static int by_number(__u64 a, __u64 b)
{
	return (a < b) - (a > b);
}

static int by_key(const struct stats_row *a, const struct stats_row *b,
		  const struct ctrl_type *key)
{
	const struct ctrl_member *m;
	int ret = 0;

	for (m = key->members; !ret && m < key->members + key->nr; m++)
		if (m->kind <= CTRL_KIND_FLAGS && m->bits <= 64)
			ret = -by_number(ctrl_bits__load(a->key, m->bit_off, m->bits),
					 ctrl_bits__load(b->key, m->bit_off, m->bits));

	return ret ?: memcmp(a->key, b->key, key->size);
}

static int by_word(const struct stats_order *order, const struct stats_row *a,
		   const struct stats_row *b)
{
	const struct stats_place *place = order->place;
	char x[STATS_WORD_ROOM], y[STATS_WORD_ROOM];

	if (place->column.form != STATS_WORD)
		return 0;
	stats_member__word(place->member, a->value, order->report->front, x);
	stats_member__word(place->member, b->value, order->report->front, y);

	return strcmp(x, y);
}

static int compare_rows(const void *x, const void *y, void *arg)
{
	const struct stats_row *a = x, *b = y;
	const struct stats_order *order = arg;
	int ret = 0;

	if (order->member.bits)
		ret = by_number(stats_member__number(&order->member, a->value),
				stats_member__number(&order->member, b->value));
	else if (order->field >= 0)
		ret = by_number(a->counts[order->field], b->counts[order->field]);
	else if (order->place && is_count(order->place))
		ret = by_number(stats_place__number(order->place, a->counts),
				stats_place__number(order->place, b->counts));
	else if (order->place)
		ret = by_word(order, a, b);

	return ret ?: by_key(a, b, order->report->key);
}

void stats_order__apply(const struct stats_order *order, struct stats_rows *rows)
{
	qsort_r(rows->at, rows->nr, sizeof(*rows->at), compare_rows, (void *)order);
}
