// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool prog stats show: what programs did since they were loaded or reset. */
#include <errno.h>
#include <stdio.h>

#include "prog/report.h"
#include "prog_stats/clauses.h"
#include "prog_stats/verbs.h"
#include "text/number.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

static int take_percpu(struct request *r, void *options)
{
	struct prog_stats *s = options;

	s->percpu = true;

	return 0;
}

static int take_metrics(struct prog_stats *s, enum prog_metrics format)
{
	if (s->metrics && s->metrics != format)
		return request__usage(s->r, "'openmetrics' and 'prometheus' are two formats");
	s->metrics = format;

	return 0;
}

static int take_openmetrics(struct request *r, void *options)
{
	struct prog_stats *s = options;

	return take_metrics(s, PROG_METRICS_OPENMETRICS);
}

static int take_prometheus(struct request *r, void *options)
{
	struct prog_stats *s = options;

	return take_metrics(s, PROG_METRICS_PROMETHEUS);
}

static int take_sort(struct request *r, void *options)
{
	struct prog_stats *s = options;

	if (s->sort)
		return prog_clause__named_twice(r, "sort");
	s->sort = request__argument(r, "'sort' is followed by a key");

	return s->sort ? 0 : -EINVAL;
}

static int take_interval(struct request *r, void *options)
{
	struct prog_stats *s = options;

	if (s->period)
		return prog_clause__named_twice(r, "interval");

	return prog_clause__take_seconds(r, "interval", &s->period);
}

static int take_count(struct request *r, void *options)
{
	struct prog_stats *s = options;
	const char *word;

	if (s->count)
		return prog_clause__named_twice(r, "count");
	word = request__argument(r, "'count' is followed by a number");
	if (!word)
		return -EINVAL;
	if (number__parse_u32(word, &s->count) || !s->count)
		return request__usage(r, "'%s' is no number of periods",
				      word);
	return 0;
}

static void offer_sort_keys(struct request *r, const struct candidates *at)
{
	const char *const *key;
	const struct ctrl_member *member;
	__u32 i;

	for (key = prog_order_keys; *key; key++)
		candidates__offer(at, *key, NULL);
	r->words.nr = 0;
	if (request__open(r))
		return;
	for (i = 0; i < r->map->value.nr; i++) {
		member = &r->map->value.members[i];
		if (prog_order__is_key(member))
			candidates__offer_name(at, member->name,
					       ctrl_member__unit(member));
	}
}

static const struct clause clauses[] = {
	CLAUSE_PROG,
	{ CLAUSE_OPTION, "sort", "KEY", .take = take_sort,
	  .offer = offer_sort_keys },
	{ CLAUSE_OPTION, "percpu", .take = take_percpu },
	{ CLAUSE_OR, "openmetrics", .take = take_openmetrics },
	{ CLAUSE_OR, "prometheus", .take = take_prometheus },
	{ CLAUSE_OR, "interval", "SECONDS", .take = take_interval },
	{ CLAUSE_INNER, "count", "N", .take = take_count },
	{}
};

/* The first word may have been meant as any of these; later ones are a part of it. */
static int unknown_word(struct request *r, const char *word)
{
	const char *names[VERB_NAMES_MAX + PROG_BY_NOTHING + ARRAY_SIZE(clauses)];
	size_t nr = verb__names(r->kind, names);
	const struct clause *c;
	enum prog_by by;

	for (by = 0; by < PROG_BY_NOTHING; by++)
		names[nr++] = prog_words__how(by);
	names[nr++] = "map";
	for (c = clauses; c->form; c++)
		if (c->word)
			names[nr++] = c->word;
	ctrl_error__near(&r->err, word, names, nr);

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
			       "unknown word '%s'; see %s prog stats help",
			       word, bin_name);
}

static int check_clauses(struct prog_stats *s)
{
	if (s->count && !s->period)
		return request__usage(s->r, "'count' belongs to an interval");
	if (s->percpu && (s->period || s->metrics))
		return request__usage(s->r, "'percpu' goes with no interval and no other format");
	if (s->percpu && s->r->given)
		return request__usage(s->r, "'percpu' needs a map of its own");
	if (s->metrics && (s->period || prog_writer()->is_document))
		return request__usage(s->r, "'%s' goes with no interval and no other format",
				      s->metrics == PROG_METRICS_OPENMETRICS ?
				      "openmetrics" : "prometheus");

	return 0;
}

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
		.type = &s->r->map->value,
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
		err = prog_cpus__init(&cpus, &s->r->err);
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

	err = prog_stats__read(s, &reading, &rows);
	if (err)
		return err;

	output__begin_bulk();
	err = report_rows(s, &rows);
	output__end_bulk();
	prog_rows__deinit(&rows);
	prog_reading__deinit(&reading);

	return err;
}

/* A table of all programs, or a period, has few of their attributes. */
static void want_shown(struct prog_stats *s)
{
	bool all = !s->period && (s->metrics || s->which.given ||
				  prog_writer()->is_document);
	const struct ctrl_member *key = &s->order.member;
	__u64 members = prog_fields__mask(&s->fields);

	if (key->bits)
		members |= 1ULL << key->bit;
	ctrl_map__want(s->r->map, all ? 0 : members);
}

static int stats_show(struct request *r)
{
	struct prog_stats s = { .r = r };
	int err;

	err = request__take(r, &s) ?:
	      check_clauses(&s) ?:
	      prog_stats__open(&s);
	if (err)
		return err;
	want_shown(&s);

	return s.period ? prog_stats__interval(&s) : show_once(&s);
}

const struct verb prog_stats_show = {
	"show", "list", .implied = true, .abbreviated = true, .clauses = clauses,
	.run = stats_show, .unknown = unknown_word,
};
