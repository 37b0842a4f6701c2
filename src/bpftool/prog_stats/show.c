// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool prog stats show: what programs did since they were loaded or reset. */
#include <stdio.h>

#include "prog/report.h"
#include "prog_stats/interval.h"
#include "prog_stats/show.h"
#include "prog_stats/words.h"
#include "upstream/output.h"

static void tell_with_owners(const struct prog_report *report)
{
	struct prog_report whole = *report;
	struct prog_owners owners;

	prog_owners__init(&owners);
	whole.owners = &owners;
	prog_writer()->totals(&whole);
	prog_owners__deinit(&owners);
}

static int report_rows(struct prog_stats *s, struct prog_rows *rows)
{
	struct prog_report report = {
		.type = &s->r.map->value,
		.fields = &s->fields,
		.rows = rows,
		.named = s->which.given,
		.collection = prog_report__collection(rows, &s->fields),
	};
	struct prog_cpus cpus = {};
	int err = 0;

	if (report.named && !rows->nr)
		return prog_stats__no_program(s);

	prog_order__apply(&s->order, rows);
	prog_rows__total(rows, &report.total);
	if (s->percpu) {
		err = prog_cpus__init(&cpus, &s->r.err);
		report.cpus = &cpus;
	}
	if (!err && s->metrics)
		prog_metrics__print(&report, s->metrics, stdout);
	else if (!err)
		tell_with_owners(&report);
	prog_cpus__deinit(&cpus);

	return err;
}

static int show_once(struct prog_stats *s)
{
	struct prog_reading reading;
	struct prog_rows rows;
	int err;

	err = prog_reading__init(&reading, s->r.map, &s->which, &s->r.err);
	if (err)
		return err;

	output__begin_bulk();
	if (prog_rows__init(&rows, &reading, &s->fields, &s->which))
		err = request__no_memory(&s->r);
	else
		err = report_rows(s, &rows);
	output__end_bulk();
	prog_rows__deinit(&rows);
	prog_reading__deinit(&reading);

	return err;
}

int prog_stats__show(struct prog_stats *s)
{
	int err;

	err = prog_stats__take_show(s) ?:
	      prog_stats__open(s, true);
	if (err)
		return err;

	return s->period ? prog_stats__interval(s) : show_once(s);
}
