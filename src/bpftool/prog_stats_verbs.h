/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs of bpftool prog stats, a file each. */
#ifndef BPFTOOL_PROG_STATS_VERBS_H
#define BPFTOOL_PROG_STATS_VERBS_H

#include "prog_stats.h"

/**
 * prog_stats__show() - the verb show, with all that may follow it
 * @s: the command, no word taken yet
 */
int prog_stats__show(struct prog_stats *s);

/**
 * prog_stats__reset() - the verb reset
 * @s: the command, no word taken yet
 */
int prog_stats__reset(struct prog_stats *s);

/**
 * prog_stats__enable() - the verb enable
 * @s: the command, no word taken yet
 */
int prog_stats__enable(struct prog_stats *s);

/**
 * prog_stats__run() - the verb run
 * @s: the command, no word taken yet
 */
int prog_stats__run(struct prog_stats *s);

#endif
