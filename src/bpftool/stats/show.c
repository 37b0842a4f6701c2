// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* show: what objects did since they were made or reset, or what they do in periods. */
#include <stdio.h>

#include "stats/clauses.h"
#include "stats/commands.h"
#include "upstream/output.h"

static int tell(struct stats *s, struct stats_report *report)
{
	const struct stats_front *front = s->front;

	if (s->metrics) {
		stats_metrics__print(report, s->metrics, stdout);
		return 0;
	}
	if (front->fill)
		front->fill(report);
	stats_writer()->totals(report);
	if (front->fill && front->empty)
		front->empty(report);

	return 0;
}

static int tell_with_parts(struct stats *s, struct stats_report *report,
			   struct stats_parts *parts)
{
	int err = stats_parts__init(parts, s->front->parts, &s->fields, &s->r->err);

	if (err)
		return err;
	report->parts = parts;
	err = tell(s, report);
	stats_parts__deinit(parts);

	return err;
}

static int tell_rows(struct stats *s, struct stats_rows *rows)
{
	struct stats_report report = s->report;
	int err = stats__check_named(s, rows);
	struct stats_parts parts;

	if (err)
		return err;
	stats__complete(s, &report, rows);
	report.collection = stats_report__collection(&report);

	return s->with_parts ? tell_with_parts(s, &report, &parts) : tell(s, &report);
}

static int show_once(struct stats *s)
{
	struct stats_reading reading;
	struct stats_rows rows;
	int err;

	err = stats__read(s, &reading);
	if (err)
		return err;
	output__begin_bulk();
	err = stats__rows(s, &reading, &rows);
	if (!err) {
		err = tell_rows(s, &rows);
		stats_rows__deinit(&rows);
	}
	output__end_bulk();
	stats_reading__deinit(&reading);

	return err;
}

static __u64 bit_of(const struct ctrl_member *m)
{
	return m && m->bits ? 1ULL << m->bit : 0;
}

/* What is compared, sorted by and shown in columns. */
static __u64 needed(const struct stats *s)
{
	const struct stats_front *front = s->front;
	const struct ctrl_type *type = s->report.type;
	__u64 members = stats_fields__mask(&s->fields) | bit_of(&s->order.member) |
			bit_of(stats_member__by_name(type, front->reset_time)) |
			bit_of(stats_member__by_name(type, front->collecting));
	const char *const *name;
	__u32 i;

	for (name = front->identity; name && *name; name++)
		members |= bit_of(stats_member__by_name(type, *name));
	for (i = 0; i < s->columns.nr; i++)
		if (s->columns.at[i].column.form == STATS_WORD)
			members |= bit_of(s->columns.at[i].member);

	return members;
}

/* A table of all objects, or a period, has few of their attributes. */
static void want_shown(struct stats *s)
{
	bool all = s->front->metrics.all && !s->period &&
		   (s->metrics || s->named || stats_writer()->is_document);

	ctrl_map__want(s->r->map, all ? 0 : needed(s));
}

static int show(struct stats *s)
{
	int err = stats__open(s);

	if (err)
		return err;
	want_shown(s);

	return s->period ? stats__interval(s) : show_once(s);
}

int stats__show(struct stats *s)
{
	int err = request__take(s->r, s) ?: stats_clauses__check(s) ?: show(s);

	stats__deinit(s);

	return err;
}

void stats_show__offer_keys(struct request *r, const struct stats_front *front,
			    const struct candidates *at)
{
	const struct stats_column *c;
	struct stats_fields fields;
	__u32 i;

	for (c = front->columns; c && c->title; c++)
		if (c->key)
			candidates__offer(at, c->key, NULL);
	r->words.nr = 0;
	if (request__open(r) || stats_fields__init(&fields, &r->map->value, front))
		return;
	for (i = 0; i < r->map->value.nr; i++) {
		const struct ctrl_member *member = &r->map->value.members[i];

		if (stats_order__is_key(member))
			candidates__offer_name(at, member->name,
					       ctrl_member__unit(member));
	}
	for (i = 0; i < fields.nr; i++)
		if (!stats_member__by_name(&r->map->value, fields.at[i].path) &&
		    stats_order__is_key(&fields.at[i].member))
			candidates__offer_name(at, fields.at[i].path,
					       ctrl_member__unit(&fields.at[i].member));
	stats_fields__deinit(&fields);
}
