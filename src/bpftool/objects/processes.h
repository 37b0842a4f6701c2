/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The processes that there are. */
#ifndef BPFTOOL_OBJECTS_PROCESSES_H
#define BPFTOOL_OBJECTS_PROCESSES_H

/**
 * processes__list() - the ids of all processes in /proc
 * @pids: on success ascending ids; to be freed
 * @nr: on success the number of them
 *
 * Return: 0, or a negative errno: /proc cannot be read.
 */
int processes__list(int **pids, int *nr);

#endif
