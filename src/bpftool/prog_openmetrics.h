/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Statistics of programs as OpenMetrics text. */
#ifndef BPFTOOL_PROG_OPENMETRICS_H
#define BPFTOOL_PROG_OPENMETRICS_H

#include <stdio.h>

#include "prog_report.h"

/**
 * prog_openmetrics__print() - print all programs
 * @report: of counts since load or reset
 * @out: where to
 *
 * Run count, run time and misses are counters; every other member that is a
 * number is a gauge, in the unit that its type tells; every one that is a word
 * is a gauge that is 1, with the word as a label. Only these two kinds of metric
 * are used, so that what reads Prometheus' older text format reads this as well.
 */
void prog_openmetrics__print(const struct prog_report *report, FILE *out);

#endif
