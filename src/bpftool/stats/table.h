/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The table of a report. */
#ifndef BPFTOOL_STATS_TABLE_H
#define BPFTOOL_STATS_TABLE_H

#include "stats/columns.h"
#include "stats/terminal.h"

/**
 * stats_table__print() - print objects, a line each, and their total
 * @report: what is told
 * @terminal: that it has to fit on, with lines for titles and total and some around; 0:
 *	it has any size
 */
void stats_table__print(const struct stats_report *report,
			struct stats_terminal terminal);

#endif
