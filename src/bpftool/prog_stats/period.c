// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A period: two readings, and the report on what lies between them. */
#include <errno.h>

#include "prog/diff.h"
#include "prog_stats/period.h"

/* Programs of a name or a tag are looked for among all, for they may come. */
static int take_reading(struct prog_stats *s, struct prog_reading *reading)
{
	return prog_reading__init(reading, s->r->map, &s->which, &s->r->err);
}

static int check_named(struct prog_stats *s, const struct prog_reading *reading)
{
	struct prog_rows rows;
	int err = 0;

	if (!s->which.given)
		return 0;
	if (prog_rows__init(&rows, reading, &s->fields, &s->which))
		err = request__no_memory(s->r);
	else if (!rows.nr)
		err = prog_stats__no_program(s);
	prog_rows__deinit(&rows);

	return err;
}

int prog_period__begin(struct prog_period *period, struct prog_stats *s,
		       struct prog_periods *periods)
{
	int err;

	period->s = s;
	period->periods = periods;
	err = take_reading(s, &period->before);
	if (err)
		return err;
	err = check_named(s, &period->before);
	if (err)
		prog_reading__deinit(&period->before);

	return err;
}

void prog_period__deinit(struct prog_period *period)
{
	prog_reading__deinit(&period->before);
}

static void tell(const struct prog_period *period, struct prog_rows *rows,
		 __u64 ns, const struct prog_command *command, bool idle)
{
	struct prog_stats *s = period->s;
	struct prog_report report = {
		.type = &s->r->map->value,
		.fields = &s->fields,
		.rows = rows,
		.named = s->which.given,
		.collection = PROG_COLLECTION_ON,
		.seconds = ns / 1e9,
		.periods = period->periods,
		.command = command,
		.nr_idle = rows->nr,
	};

	if (!idle)
		prog_rows__keep_active(rows);
	report.nr_idle -= rows->nr;
	prog_order__apply(&s->order, rows);
	prog_rows__total(rows, &report.total);
	prog_writer()->period(&report);
}

static int compare_and_tell(struct prog_period *period,
			    const struct prog_reading *after,
			    const struct prog_command *command, bool idle)
{
	struct prog_stats *s = period->s;
	__u64 ns = after->when - period->before.when;
	struct prog_rows rows;
	int err;

	err = prog_rows__init(&rows, after, &s->fields, &s->which) ?:
	      prog_rows__subtract(&rows, &period->before, &s->fields, ns);
	if (err)
		err = request__no_memory(s->r);
	else
		tell(period, &rows, ns, command, idle);
	prog_rows__deinit(&rows);

	return err;
}

int prog_period__next(struct prog_period *period,
		      const struct prog_command *command, bool idle)
{
	struct prog_reading after;
	int err;

	err = take_reading(period->s, &after);
	if (err)
		return err;
	err = compare_and_tell(period, &after, command, idle);
	prog_reading__deinit(&period->before);
	period->before = after;

	return err;
}
