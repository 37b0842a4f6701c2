/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* bpftool prog stats interval, which show leads to. */
#ifndef BPFTOOL_PROG_STATS_INTERVAL_H
#define BPFTOOL_PROG_STATS_INTERVAL_H

#include "prog_stats/stats.h"

/**
 * prog_stats__interval() - show period after period
 * @s: the command, with the map open
 */
int prog_stats__interval(struct prog_stats *s);

#endif
