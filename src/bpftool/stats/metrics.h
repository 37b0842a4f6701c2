/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Statistics for monitoring systems. */
#ifndef BPFTOOL_STATS_METRICS_H
#define BPFTOOL_STATS_METRICS_H

#include <stdio.h>

#include "stats/report.h"

/**
 * enum stats_metrics - formats
 * @STATS_METRICS_NONE: none of these
 * @STATS_METRICS_OPENMETRICS: OpenMetrics 1.0
 * @STATS_METRICS_PROMETHEUS: Prometheus' text format 0.0.4, which is older. What
 *	reads only this one, as node_exporter's textfile collector does, finds the
 *	samples of the other as well, but does not know a counter for one
 */
enum stats_metrics {
	STATS_METRICS_NONE,
	STATS_METRICS_OPENMETRICS,
	STATS_METRICS_PROMETHEUS,
};

/**
 * stats_metrics__print() - print all objects
 * @report: of counts since load or reset
 * @format: not STATS_METRICS_NONE
 * @out: where to
 *
 * What counts is a counter; every other member that is a number is a gauge, in the unit
 * that its type tells; every one that is a word is a gauge that is 1, with the word as a
 * label: both formats have these two kinds of metric.
 */
void stats_metrics__print(const struct stats_report *report,
			  enum stats_metrics format, FILE *out);

#endif
