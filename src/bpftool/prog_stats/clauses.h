/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The clauses that several verbs of bpftool prog stats have. */
#ifndef BPFTOOL_PROG_STATS_CLAUSES_H
#define BPFTOOL_PROG_STATS_CLAUSES_H

#include "prog_stats/stats.h"

/*
 * As struct clause wants them: which programs, and "map MAP", which stands anywhere
 * among the other clauses.
 */
bool prog_clause__begins(const char *word);
int prog_clause__take(struct request *r, void *options);
bool prog_clause__pass(struct request *r, const struct candidates *at);
void prog_clause__offer(struct request *r, const struct candidates *at);

#define CLAUSE_PROG { \
	.form = CLAUSE_OPTION, .argument = "PROG", \
	.begins = prog_clause__begins, .take = prog_clause__take, \
	.pass = prog_clause__pass, .offer = prog_clause__offer, \
}

#endif
