/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb show of bpftool prog stats, and all that may follow it. */
#ifndef BPFTOOL_PROG_STATS_SHOW_H
#define BPFTOOL_PROG_STATS_SHOW_H

#include "prog_stats/stats.h"

/**
 * prog_stats__show() - the verb show, with all that may follow it
 * @s: the command, no word taken yet
 */
int prog_stats__show(struct prog_stats *s);

#endif
