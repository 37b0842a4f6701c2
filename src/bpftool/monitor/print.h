/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Changes, as text or as JSON. */
#ifndef BPFTOOL_MONITOR_PRINT_H
#define BPFTOOL_MONITOR_PRINT_H

#include "monitor/object.h"
#include "show/json_lines.h"

/**
 * monitor_print__begin() - changes follow
 * @lines: filled in, for JSON
 */
void monitor_print__begin(struct json_lines *lines);

/**
 * monitor_print__change() - a line, or a JSON document, that readers have at once
 * @lines: from monitor_print__begin()
 * @change: what was set
 * @map: of its control type; NULL: not to be had
 * @object: what it was set of
 *
 * Return: 0, or a negative errno: the output does not get through.
 */
int monitor_print__change(const struct json_lines *lines,
			  const struct monitor_change *change,
			  const struct ctrl_map *map,
			  const struct monitor_object *object);

/**
 * monitor_print__lost() - that changes were made which nobody can show any more
 * @lines: from monitor_print__begin()
 * @lost: how many
 * @cpu: on which processor
 *
 * Return: as monitor_print__change().
 */
int monitor_print__lost(const struct json_lines *lines, __u64 lost, int cpu);

/**
 * monitor_print__end() - there are no more changes
 * @lines: from monitor_print__begin()
 * @failed: an error follows
 */
void monitor_print__end(const struct json_lines *lines, bool failed);

#endif
