/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The words of bpftool prog stats. */
#ifndef BPFTOOL_PROG_STATS_WORDS_H
#define BPFTOOL_PROG_STATS_WORDS_H

#include "prog_stats/stats.h"

/**
 * prog_stats__take_prog() - take PROG and MAP, in any order; either may be missing
 * @s: the command
 * @read_only: whether the map is to be read only
 */
int prog_stats__take_prog(struct prog_stats *s, bool read_only);

/**
 * prog_stats__take_show() - take all words that show knows, in any order
 * @s: the command
 */
int prog_stats__take_show(struct prog_stats *s);

/**
 * prog_stats__take_seconds() - take a word that is a number of seconds
 * @s: the command
 * @what: it belongs to, for the error
 * @ns: filled in on success; more than 0
 */
int prog_stats__take_seconds(struct prog_stats *s, const char *what, __u64 *ns);

#endif
