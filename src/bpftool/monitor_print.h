/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Changes, for people and for programs. */
#ifndef BPFTOOL_MONITOR_PRINT_H
#define BPFTOOL_MONITOR_PRINT_H

#include "monitor_object.h"

/**
 * monitor_print__change() - a line, or a JSON document
 * @change: what was set
 * @map: of its control type; NULL: not to be had
 * @object: what it was set of
 *
 * The line is not ended: that is what monitor_print__next() does.
 */
void monitor_print__change(const struct monitor_change *change,
			   const struct ctrl_map *map,
			   const struct monitor_object *object);

/**
 * monitor_print__lost() - that changes were made which nobody can show any more
 * @lost: how many
 * @cpu: on which processor
 */
void monitor_print__lost(__u64 lost, int cpu);

/**
 * monitor_print__next() - end a line or a document, so that a reader has it
 *
 * Return: 0, or a negative errno: the output does not get through.
 */
int monitor_print__next(void);

/**
 * monitor_print__end() - there is nothing more to come
 * @in_line: the last line or document was not ended
 *
 * bpftool ends what it takes for its one document with a newline; it gets one
 * only if there is something to end.
 */
void monitor_print__end(bool in_line);

#endif
