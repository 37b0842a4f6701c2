/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb run of bpftool prog stats. */
#ifndef BPFTOOL_PROG_STATS_RUN_H
#define BPFTOOL_PROG_STATS_RUN_H

#include "prog_stats/stats.h"

/**
 * prog_stats__run() - the verb run
 * @s: the command, no word taken yet
 */
int prog_stats__run(struct prog_stats *s);

#endif
