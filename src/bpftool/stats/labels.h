/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What metrics are called, and what tells which object a sample is of. */
#ifndef BPFTOOL_STATS_LABELS_H
#define BPFTOOL_STATS_LABELS_H

#include <stdio.h>

#include "stats/report.h"

#define STATS_PREFIX_ROOM	64

/**
 * stats_labels__prefix() - what the name of each metric begins with
 * @report: of which front or, where that says nothing, control type
 * @prefix: filled in, "bpf_ctrl_sock_"
 */
void stats_labels__prefix(const struct stats_report *report,
			  char prefix[STATS_PREFIX_ROOM]);

/**
 * stats_labels__objects() - what metrics are of, in their descriptions
 * @report: as above
 * @out: where it is written
 */
void stats_labels__objects(const struct stats_report *report, FILE *out);

/**
 * stats_labels__has() - whether an attribute is a label of each metric
 * @report: as above
 * @member: of the map's value
 */
bool stats_labels__has(const struct stats_report *report,
		       const struct ctrl_member *member);

/**
 * stats_labels__print() - write the labels of an object
 * @report: as above
 * @row: the object
 * @out: where they are written
 *
 * Return: what stands between them and the next label: "," or "".
 */
const char *stats_labels__print(const struct stats_report *report,
				const struct stats_row *row, FILE *out);

/**
 * stats_label__print() - write a label
 * @out: where it is written
 * @between: in front of it
 * @label: its name
 * @text: its value, which is escaped
 */
void stats_label__print(FILE *out, const char *between, const char *label,
			const char *text);

#endif
