/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Statistics of programs for monitoring systems. */
#ifndef BPFTOOL_PROG_METRICS_H
#define BPFTOOL_PROG_METRICS_H

#include <stdio.h>

#include "prog/report.h"

/**
 * enum prog_metrics - formats
 * @PROG_METRICS_NONE: none of these
 * @PROG_METRICS_OPENMETRICS: OpenMetrics 1.0
 * @PROG_METRICS_PROMETHEUS: Prometheus' text format 0.0.4, which is older. What
 *	reads only this one, as node_exporter's textfile collector does, finds the
 *	samples of the other as well, but does not know a counter for one
 */
enum prog_metrics {
	PROG_METRICS_NONE,
	PROG_METRICS_OPENMETRICS,
	PROG_METRICS_PROMETHEUS,
};

/**
 * prog_metrics__print() - print all programs
 * @report: of counts since load or reset
 * @format: not PROG_METRICS_NONE
 * @out: where to
 *
 * Run count, run time and misses are counters; every other member that is a
 * number is a gauge, in the unit that its type tells; every one that is a word
 * is a gauge that is 1, with the word as a label: both formats have these two kinds
 * of metric.
 */
void prog_metrics__print(const struct prog_report *report,
			 enum prog_metrics format, FILE *out);

#endif
