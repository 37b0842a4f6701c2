/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb stats of bpftool xdp. */
#ifndef BPFTOOL_XDP_STATS_VERBS_H
#define BPFTOOL_XDP_STATS_VERBS_H

#include "request/verb.h"

/* The verbs below it, in the order of the help. */
extern const struct verb xdp_stats_show, xdp_stats_run, xdp_stats_reset,
			 xdp_stats_enable;

#endif
