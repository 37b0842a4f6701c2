// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* sort KEY: the order in which programs are shown. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "prog/order.h"
#include "upstream/upstream.h"

static int by_number(__u64 a, __u64 b)
{
	return (a < b) - (a > b);
}

static __u64 average(const struct prog_counts *c)
{
	return c->run_cnt ? c->run_time_ns / c->run_cnt : 0;
}

static int by_time(const struct prog_row *a, const struct prog_row *b,
		   const struct prog_order *order)
{
	return by_number(a->counts.run_time_ns, b->counts.run_time_ns);
}

static int by_runs(const struct prog_row *a, const struct prog_row *b,
		   const struct prog_order *order)
{
	return by_number(a->counts.run_cnt, b->counts.run_cnt);
}

static int by_average(const struct prog_row *a, const struct prog_row *b,
		      const struct prog_order *order)
{
	return by_number(average(&a->counts), average(&b->counts));
}

static int by_misses(const struct prog_row *a, const struct prog_row *b,
		     const struct prog_order *order)
{
	return by_number(a->counts.recursion_misses, b->counts.recursion_misses);
}

static int by_id(const struct prog_row *a, const struct prog_row *b,
		 const struct prog_order *order)
{
	return (a->id > b->id) - (a->id < b->id);
}

static int by_word(const struct ctrl_member *member, const struct prog_row *a,
		   const struct prog_row *b)
{
	char x[PROG_WORD_ROOM], y[PROG_WORD_ROOM];

	prog_value__word(member, a->value, x);
	prog_value__word(member, b->value, y);

	return strcmp(x, y);
}

static int by_type(const struct prog_row *a, const struct prog_row *b,
		   const struct prog_order *order)
{
	return by_word(order->fields->type, a, b);
}

static int by_name(const struct prog_row *a, const struct prog_row *b,
		   const struct prog_order *order)
{
	return by_word(order->fields->name, a, b);
}

static const struct {
	const char *key;
	int (*compare)(const struct prog_row *a, const struct prog_row *b,
		       const struct prog_order *order);
} columns[] = {
	{ "time", by_time },
	{ "runs", by_runs },
	{ "avg", by_average },
	{ "misses", by_misses },
	{ "id", by_id },
	{ "type", by_type },
	{ "name", by_name },
	/* attributes that are counts of a period, where there is one */
	{ "run_time_ns", by_time },
	{ "run_cnt", by_runs },
	{ "recursion_misses", by_misses },
};

const char *const prog_order_keys[] = {
	"time", "runs", "avg", "misses", "id", "type", "name", NULL,
};

bool prog_order__is_key(const struct ctrl_member *member)
{
	return (member->kind == CTRL_KIND_UINT ||
		member->kind == CTRL_KIND_BOOL) &&
	       member->bits && member->bits <= 64;
}

static int unknown_key(const char *key, const struct ctrl_type *type,
		       struct ctrl_error *err)
{
	const char *names[ARRAY_SIZE(columns) + 64];
	size_t n = 0;
	__u32 i;

	for (; n < ARRAY_SIZE(columns); n++)
		names[n] = columns[n].key;
	for (i = 0; i < type->nr && n < ARRAY_SIZE(names); i++)
		if (prog_order__is_key(&type->members[i]))
			names[n++] = type->members[i].name;
	ctrl_error__near(err, key, names, n);

	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "there is no key '%s' to sort by", key);
}

int prog_order__init(struct prog_order *order, const char *key,
		     const struct prog_fields *fields,
		     const struct ctrl_type *type, struct ctrl_error *err)
{
	struct ctrl_error ignored = {};
	size_t i;

	order->fields = fields;
	order->column = 0;
	order->member = (struct ctrl_member) {};
	if (!key)
		return 0;

	for (i = 0; i < ARRAY_SIZE(columns); i++) {
		if (!ctrl_name__equal(key, columns[i].key))
			continue;
		order->column = i;
		return 0;
	}
	if (ctrl_type__find(type, key, &order->member, &ignored) ||
	    !prog_order__is_key(&order->member))
		return unknown_key(key, type, err);

	return 0;
}

static int compare_rows(const void *x, const void *y, void *arg)
{
	const struct prog_row *a = x, *b = y;
	const struct prog_order *order = arg;
	int ret;

	if (order->member.bits)
		ret = by_number(prog_value__number(&order->member, a->value),
				prog_value__number(&order->member, b->value));
	else
		ret = columns[order->column].compare(a, b, order);

	return ret ?: by_id(a, b, order);
}

void prog_order__apply(const struct prog_order *order, struct prog_rows *rows)
{
	qsort_r(rows->at, rows->nr, sizeof(*rows->at), compare_rows, (void *)order);
}
