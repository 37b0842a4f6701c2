/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Changes, for people and for programs. */
#ifndef BPFTOOL_MONITOR_PRINT_H
#define BPFTOOL_MONITOR_PRINT_H

#include "monitor/object.h"

/**
 * monitor_print__begin() - changes follow
 */
void monitor_print__begin(void);

/**
 * monitor_print__change() - a line, or a JSON document, that readers have at once
 * @change: what was set
 * @map: of its control type; NULL: not to be had
 * @object: what it was set of
 *
 * Return: 0, or a negative errno: the output does not get through.
 */
int monitor_print__change(const struct monitor_change *change,
			  const struct ctrl_map *map,
			  const struct monitor_object *object);

/**
 * monitor_print__lost() - that changes were made which nobody can show any more
 * @lost: how many
 * @cpu: on which processor
 *
 * Return: as monitor_print__change().
 */
int monitor_print__lost(__u64 lost, int cpu);

/**
 * monitor_print__end() - there are no more changes
 * @failed: an error follows
 */
void monitor_print__end(bool failed);

#endif
