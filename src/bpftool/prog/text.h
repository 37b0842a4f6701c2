/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Statistics of programs for people: what is around the table, as struct stats_front wants it. */
#ifndef BPFTOOL_PROG_TEXT_H
#define BPFTOOL_PROG_TEXT_H

#include "stats/report.h"

void prog_text__head(const struct stats_report *report);
void prog_text__details(const struct stats_report *report, const struct stats_row *row);

/* As struct stats_column wants it: the processes that hold a program. */
void prog_text__owners(const struct stats_report *report, const struct stats_row *row,
		       char *word);

#endif
