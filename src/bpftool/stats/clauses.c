// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The clauses that commands of statistics have. */
#include <errno.h>

#include "stats/clauses.h"
#include "text/number.h"

#define KEYWORDS_MAX	16

int stats_clause__named_twice(struct request *r, const char *keyword)
{
	return request__usage(r, "'%s' is named twice", keyword);
}

int stats_clause__explain(struct request *r, const char *word, int err)
{
	const char *names[KEYWORDS_MAX];
	const struct clause *c;
	size_t nr = 0;

	for (c = r->verb->clauses; c->form && nr < KEYWORDS_MAX; c++)
		if (c->word)
			names[nr++] = c->word;
	if (!r->err.nr_near)
		ctrl_error__near(&r->err, word, names, nr);

	return err;
}

int stats_clause__take_parts(struct request *r, void *options)
{
	struct stats *s = options;

	s->with_parts = true;

	return 0;
}

static int take_metrics(struct stats *s, enum stats_metrics format)
{
	if (s->metrics && s->metrics != format)
		return request__usage(s->r, "'openmetrics' and 'prometheus' are two formats");
	s->metrics = format;

	return 0;
}

int stats_clause__take_openmetrics(struct request *r, void *options)
{
	return take_metrics(options, STATS_METRICS_OPENMETRICS);
}

int stats_clause__take_prometheus(struct request *r, void *options)
{
	return take_metrics(options, STATS_METRICS_PROMETHEUS);
}

int stats_clause__take_sort(struct request *r, void *options)
{
	struct stats *s = options;

	if (s->sort)
		return stats_clause__named_twice(r, "sort");
	s->sort = request__argument(r, "'sort' is followed by a key");

	return s->sort ? 0 : -EINVAL;
}

int stats_clause__take_seconds(struct request *r, const char *keyword, __u64 *ns)
{
	const char *word;

	if (!r->words.nr)
		return request__usage(r, "'%s' is followed by seconds", keyword);
	word = words__take(&r->words);
	if (number__parse_seconds(word, ns))
		return request__usage(r,
				      "'%s' is no number of seconds: such as 1 or 0.5",
				      word);
	return 0;
}

int stats_clause__take_interval(struct request *r, void *options)
{
	struct stats *s = options;

	if (s->period)
		return stats_clause__named_twice(r, "interval");

	return stats_clause__take_seconds(r, "interval", &s->period);
}

int stats_clause__take_count(struct request *r, void *options)
{
	struct stats *s = options;
	const char *word;

	if (s->count)
		return stats_clause__named_twice(r, "count");
	word = request__argument(r, "'count' is followed by a number");
	if (!word)
		return -EINVAL;
	if (number__parse_u32(word, &s->count) || !s->count)
		return request__usage(r, "'%s' is no number of periods",
				      word);
	return 0;
}

int stats_clauses__check(struct stats *s)
{
	const char *parts = s->front->parts ? s->front->parts->word : NULL;

	if (s->count && !s->period)
		return request__usage(s->r, "'count' belongs to an interval");
	if (s->with_parts && (s->period || s->metrics))
		return request__usage(s->r, "'%s' goes with no interval and no other format",
				      parts);
	if (s->with_parts && s->r->given)
		return request__usage(s->r, "'%s' needs a map of its own", parts);
	if (s->metrics && (s->period || stats_writer()->is_document))
		return request__usage(s->r, "'%s' goes with no interval and no other format",
				      s->metrics == STATS_METRICS_OPENMETRICS ?
				      "openmetrics" : "prometheus");

	return 0;
}
