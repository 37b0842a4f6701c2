// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs of bpftool prog stats: those of all statistics, in words of its own. */
#include "prog_stats/clauses.h"
#include "prog_stats/verbs.h"
#include "stats/clauses.h"
#include "stats/commands.h"
#include "upstream/upstream.h"

static struct prog_stats command(struct request *r)
{
	return (struct prog_stats) { .s = { .r = r, .front = &prog_stats_front } };
}

static int show(struct request *r)
{
	struct prog_stats p = command(r);

	return stats__show(&p.s);
}

static int run(struct request *r)
{
	struct prog_stats p = command(r);

	return stats__run(&p.s);
}

static int reset(struct request *r)
{
	struct prog_stats p = command(r);

	return stats__reset(&p.s);
}

static int enable(struct request *r)
{
	struct prog_stats p = command(r);

	return stats__enable(&p.s);
}

static void offer_sort_keys(struct request *r, const struct candidates *at)
{
	stats_show__offer_keys(r, &prog_stats_front, at);
}

static const struct clause of_show[] = {
	CLAUSE_PROG,
	{ CLAUSE_OPTION, "sort", "KEY", .take = stats_clause__take_sort,
	  .offer = offer_sort_keys },
	{ CLAUSE_OPTION, "percpu", .take = stats_clause__take_parts },
	{ CLAUSE_OR, "openmetrics", .take = stats_clause__take_openmetrics },
	STATS_CLAUSE_PROMETHEUS,
	STATS_CLAUSE_INTERVAL,
	STATS_CLAUSE_COUNT,
	{}
};

static const struct clause of_reset[] = { CLAUSE_PROG, {} };

/* The first word may have been meant as any of these; later ones are a part of it. */
static int unknown_word(struct request *r, const char *word)
{
	const char *names[VERB_NAMES_MAX + PROG_BY_NOTHING + ARRAY_SIZE(of_show)];
	size_t nr = verb__names(r->kind, names);
	const struct clause *c;
	enum prog_by by;

	for (by = 0; by < PROG_BY_NOTHING; by++)
		names[nr++] = prog_words__how(by);
	names[nr++] = "map";
	for (c = of_show; c->form; c++)
		if (c->word)
			names[nr++] = c->word;
	ctrl_error__near(&r->err, word, names, nr);

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
			       "unknown word '%s'; see %s prog stats help",
			       word, bin_name);
}

const struct verb prog_stats_show = {
	"show", "list", .implied = true, .abbreviated = true, .clauses = of_show,
	.run = show, .unknown = unknown_word,
};

const struct verb prog_stats_run = { "run", .clauses = stats_run__clauses, .run = run };

const struct verb prog_stats_reset = {
	"reset", .writes = true, .abbreviated = true, .clauses = of_reset, .run = reset,
};

const struct verb prog_stats_enable = {
	"enable", .abbreviated = true, .clauses = stats_enable__clauses, .run = enable,
};
