/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * What the verbs of commands of statistics do, each in the file of its name. Those that
 * take struct stats take the words of its request first, by the clauses of its verb.
 */
#ifndef BPFTOOL_STATS_COMMANDS_H
#define BPFTOOL_STATS_COMMANDS_H

#include "stats/stats.h"

/**
 * stats__show() - show what objects have done, or do
 * @s: the command: its request and its front
 */
int stats__show(struct stats *s);

/**
 * stats__interval() - show period after period
 * @s: the command, with the map open
 */
int stats__interval(struct stats *s);

/**
 * stats__reset() - set the counts of objects to 0, and tell what they were
 * @s: the command: its request and its front
 */
int stats__reset(struct stats *s);

/**
 * stats__run() - run a command, and tell what objects did meanwhile
 * @s: the command: its request and its front
 */
int stats__run(struct stats *s);

/**
 * stats__enable() - hold collection on, for some time or until a signal comes
 * @s: the command: its request and its front
 */
int stats__enable(struct stats *s);

/* The clauses of verbs that do these. */
extern const struct clause stats_run__clauses[], stats_enable__clauses[];

/* As struct clause wants it: by what objects can be sorted. */
void stats_show__offer_keys(struct request *r, const struct stats_front *front,
			    const struct candidates *at);

#endif
