/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs of bpftool prog stats. */
#ifndef BPFTOOL_PROG_STATS_VERBS_H
#define BPFTOOL_PROG_STATS_VERBS_H

#include "request/verb.h"

extern const struct verb prog_stats_show, prog_stats_run, prog_stats_reset,
			 prog_stats_enable;

#endif
