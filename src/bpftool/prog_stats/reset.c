// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats reset: set the counts of programs to 0, and tell what they
 * were. Reading and resetting is one step for the kernel, so that no run is lost
 * or told twice by those who add up what each reset says.
 */
#include <errno.h>
#include <stdio.h>

#include "prog/report.h"
#include "prog_stats/clauses.h"
#include "prog_stats/verbs.h"

static int reset_one(struct prog_stats *s, __u32 id, void *value, bool *gone)
{
	struct ctrl_error why = {};
	int err;

	err = ctrl_map__lookup_and_reset(s->r->map, &id, value, &why);
	*gone = err && why.fault == CTRL_FAULT_NO_OBJECT;
	if (!err || *gone)
		return 0;
	s->r->err = why;
	if (why.fault == CTRL_FAULT_KERNEL || why.code == EACCES)
		snprintf(s->r->err.object, sizeof(s->r->err.object), "id %u", id);

	return err;
}

/*
 * The values in @reading become those of the reset. On failure what is left are
 * the programs before: their counts are nowhere else by then.
 */
static int reset_rows(struct prog_stats *s, struct prog_rows *rows)
{
	__u32 i, kept = 0;
	bool gone;
	int err = 0;

	for (i = 0; i < rows->nr; i++) {
		struct prog_row *row = &rows->at[i];

		err = reset_one(s, row->id, (void *)row->value, &gone);
		if (err)
			break;
		if (gone)
			continue;
		prog_counts__init(&row->counts, &s->fields, row->value);
		rows->at[kept++] = *row;
	}
	rows->nr = kept;

	return err;
}

static int reset_and_tell(struct prog_stats *s, struct prog_rows *rows)
{
	struct prog_report report = {
		.type = &s->r->map->value,
		.fields = &s->fields,
		.rows = rows,
		.was_reset = true,
	};
	int err = reset_rows(s, rows);

	if (err && !rows->nr)
		return err;
	if (s->which.given && !rows->nr)
		return prog_stats__no_program(s);

	report.error = err ? &s->r->err : NULL;
	report.collection = prog_report__collection(rows, &s->fields);
	prog_order__apply(&s->order, rows);
	prog_rows__total(rows, &report.total);
	prog_writer()->totals(&report);
	s->r->told = err;

	return err;
}

static int stats_reset(struct request *r)
{
	struct prog_stats s = { .r = r };
	struct prog_reading reading;
	struct prog_rows rows;
	int err;

	err = request__take(r, &s) ?:
	      prog_stats__open(&s) ?:
	      prog_stats__read(&s, &reading, &rows);
	if (err)
		return err;

	err = reset_and_tell(&s, &rows);
	prog_rows__deinit(&rows);
	prog_reading__deinit(&reading);

	return err;
}

static const struct clause clauses[] = { CLAUSE_PROG, {} };

const struct verb prog_stats_reset = {
	"reset", .writes = true, .abbreviated = true, .clauses = clauses,
	.run = stats_reset,
};
