/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * The clauses that commands of statistics have. Their options are struct stats, or what
 * begins with one.
 */
#ifndef BPFTOOL_STATS_CLAUSES_H
#define BPFTOOL_STATS_CLAUSES_H

#include "stats/stats.h"

/* As struct clause wants them. */
int stats_clause__take_sort(struct request *r, void *options);
int stats_clause__take_parts(struct request *r, void *options);
int stats_clause__take_openmetrics(struct request *r, void *options);
int stats_clause__take_prometheus(struct request *r, void *options);
int stats_clause__take_interval(struct request *r, void *options);
int stats_clause__take_count(struct request *r, void *options);

#define STATS_CLAUSE_PROMETHEUS \
	{ CLAUSE_OR, "prometheus", .take = stats_clause__take_prometheus }
#define STATS_CLAUSE_INTERVAL \
	{ CLAUSE_OR, "interval", "SECONDS", .take = stats_clause__take_interval }
#define STATS_CLAUSE_COUNT \
	{ CLAUSE_INNER, "count", "N", .take = stats_clause__take_count }

/**
 * stats_clause__explain() - a word that is no object may have been meant as a keyword
 * @r: the request, with its error
 * @word: that one
 * @err: what it failed with
 *
 * Return: @err.
 */
int stats_clause__explain(struct request *r, const char *word, int err);

/**
 * stats_clause__named_twice() - note that a clause is there twice
 * @r: the request
 * @keyword: of the clause
 */
int stats_clause__named_twice(struct request *r, const char *keyword);

/**
 * stats_clause__take_seconds() - take a word that is a number of seconds
 * @r: the request
 * @keyword: in front of it, for the error
 * @ns: filled in on success; more than 0
 */
int stats_clause__take_seconds(struct request *r, const char *keyword, __u64 *ns);

/**
 * stats_clauses__check() - refuse clauses that do not go together
 * @s: the command, with its words taken
 */
int stats_clauses__check(struct stats *s);

#endif
