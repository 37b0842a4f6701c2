/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Statistics of any control type, by BTF alone. */
#ifndef BPFTOOL_STATS_ANY_H
#define BPFTOOL_STATS_ANY_H

#include "request/verb.h"

/* The verbs of bpftool ctrl stats. */
extern const struct verb stats_any_show, stats_any_reset;

#endif
