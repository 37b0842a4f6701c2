/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb reset of bpftool prog stats. */
#ifndef BPFTOOL_PROG_STATS_RESET_H
#define BPFTOOL_PROG_STATS_RESET_H

#include "prog_stats/stats.h"

/**
 * prog_stats__reset() - the verb reset
 * @s: the command, no word taken yet
 */
int prog_stats__reset(struct prog_stats *s);

#endif
