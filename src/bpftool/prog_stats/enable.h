/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb enable of bpftool prog stats. */
#ifndef BPFTOOL_PROG_STATS_ENABLE_H
#define BPFTOOL_PROG_STATS_ENABLE_H

#include "prog_stats/stats.h"

/**
 * prog_stats__enable() - the verb enable
 * @s: the command, no word taken yet
 */
int prog_stats__enable(struct prog_stats *s);

#endif
