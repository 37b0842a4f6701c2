/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Statistics of programs as JSON, as struct stats_front wants it. */
#ifndef BPFTOOL_PROG_JSON_H
#define BPFTOOL_PROG_JSON_H

#include "stats/report.h"

void prog_json__program(const struct stats_report *report, const struct stats_row *row);
void prog_json__total(const struct stats_report *report);

#endif
