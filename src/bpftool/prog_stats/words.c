// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The words of bpftool prog stats. */
#include <ctype.h>
#include <string.h>

#include "prog_stats/words.h"
#include "text/number.h"
#include "upstream/upstream.h"

#define NSEC		1000000000ULL
#define SECONDS_MAX	1000000000ULL	/* so that sums of ns fit in 63 bits */

static bool is_map(const struct words *words)
{
	return words->nr && !strcmp(words->at[0], "map");
}

static int named_twice(struct prog_stats *s, const char *word)
{
	return request__usage(&s->r, "'%s' is named twice", word);
}

static int take_map(struct prog_stats *s, bool read_only)
{
	if (s->r.given)
		return named_twice(s, "map");

	return request__take_map(&s->r, read_only);
}

int prog_stats__take_prog(struct prog_stats *s, bool read_only)
{
	struct words *words = &s->r.words;
	int err = 0;

	while (!err && words->nr) {
		if (is_map(words))
			err = take_map(s, read_only);
		else if (prog_filter__is_word(words->at[0]))
			err = prog_filter__take(&s->which, words, &s->r.err);
		else
			break;
	}

	return err;
}

/* "1", "0.25": digits, and perhaps up to nine more behind a point */
static bool parse_seconds(const char *word, __u64 *ns)
{
	__u64 whole = 0, part = 0, unit = NSEC;

	if (!isdigit((unsigned char)*word))
		return false;
	for (; isdigit((unsigned char)*word); word++) {
		whole = whole * 10 + *word - '0';
		if (whole > SECONDS_MAX)
			return false;
	}
	if (*word == '.')
		for (word++; isdigit((unsigned char)*word) && unit > 1; word++) {
			unit /= 10;
			part += (*word - '0') * unit;
		}
	*ns = whole * NSEC + part;

	return !*word && *ns;
}

int prog_stats__take_seconds(struct prog_stats *s, const char *what, __u64 *ns)
{
	const char *word;

	if (!s->r.words.nr)
		return request__usage(&s->r, "'%s' is followed by seconds", what);
	word = words__take(&s->r.words);
	if (!parse_seconds(word, ns))
		return request__usage(&s->r,
				      "'%s' is no number of seconds: such as 1 or 0.5",
				      word);
	return 0;
}

static int take_percpu(struct prog_stats *s)
{
	s->percpu = true;

	return 0;
}

static int take_metrics(struct prog_stats *s, enum prog_metrics format)
{
	if (s->metrics && s->metrics != format)
		return request__usage(&s->r, "'openmetrics' and 'prometheus' are two formats");
	s->metrics = format;

	return 0;
}

static int take_openmetrics(struct prog_stats *s)
{
	return take_metrics(s, PROG_METRICS_OPENMETRICS);
}

static int take_prometheus(struct prog_stats *s)
{
	return take_metrics(s, PROG_METRICS_PROMETHEUS);
}

static int take_sort(struct prog_stats *s)
{
	if (s->sort)
		return named_twice(s, "sort");
	if (!s->r.words.nr)
		return request__usage(&s->r, "'sort' is followed by a key");
	s->sort = words__take(&s->r.words);

	return 0;
}

static int take_interval(struct prog_stats *s)
{
	if (s->period)
		return named_twice(s, "interval");

	return prog_stats__take_seconds(s, "interval", &s->period);
}

static int take_count(struct prog_stats *s)
{
	const char *word;

	if (s->count)
		return named_twice(s, "count");
	if (!s->r.words.nr)
		return request__usage(&s->r, "'count' is followed by a number");
	word = words__take(&s->r.words);
	if (number__parse_u32(word, &s->count) || !s->count)
		return request__usage(&s->r, "'%s' is no number of periods",
				      word);
	return 0;
}

static const struct {
	const char *word;
	int (*take)(struct prog_stats *s);
} clauses[] = {
	{ "percpu", take_percpu },
	{ "sort", take_sort },
	{ "interval", take_interval },
	{ "count", take_count },
	{ "openmetrics", take_openmetrics },
	{ "prometheus", take_prometheus },
};

/* What the first word may be; later ones are a part of it. */
static const char *const known[] = {
	"show", "list", "run", "reset", "enable", "help",
	"id", "tag", "pinned", "name", "map",
	"percpu", "sort", "interval", "count", "openmetrics", "prometheus",
};

static int unknown(struct prog_stats *s, const char *word)
{
	ctrl_error__near(&s->r.err, word, known, ARRAY_SIZE(known));

	return ctrl_error__set(&s->r.err, CTRL_FAULT_USAGE, 0,
			       "unknown word '%s'; see %s prog stats help",
			       word, bin_name);
}

static int take_clause(struct prog_stats *s)
{
	const char *word = words__take(&s->r.words);
	size_t i;

	for (i = 0; *word && i < ARRAY_SIZE(clauses); i++)
		if (is_prefix(word, clauses[i].word))
			return clauses[i].take(s);

	return unknown(s, word);
}

static int check_clauses(struct prog_stats *s)
{
	if (s->count && !s->period)
		return request__usage(&s->r, "'count' belongs to an interval");
	if (s->percpu && (s->period || s->metrics))
		return request__usage(&s->r, "'percpu' goes with no interval and no other format");
	if (s->percpu && s->r.given)
		return request__usage(&s->r, "'percpu' needs a map of its own");
	if (s->metrics && (s->period || json_output))
		return request__usage(&s->r, "'%s' goes with no interval and no other format",
				      s->metrics == PROG_METRICS_OPENMETRICS ?
				      "openmetrics" : "prometheus");

	return 0;
}

int prog_stats__take_show(struct prog_stats *s)
{
	int err = prog_stats__take_prog(s, true);

	while (!err && s->r.words.nr)
		err = take_clause(s) ?: prog_stats__take_prog(s, true);

	return err ?: check_clauses(s);
}
