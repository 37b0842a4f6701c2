/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The sockets of a process, or of all that may be looked at. */
#ifndef BPFTOOL_SOCK_ROWS_H
#define BPFTOOL_SOCK_ROWS_H

#include "sock/row.h"

/**
 * struct sock_rows - sockets of one process, or of several
 * @at: process by process, in the order of their descriptors; owned
 * @nr: number of @at
 */
struct sock_rows {
	struct sock_row *at;
	int nr;
};

/**
 * sock_rows__of_process() - ask for all sockets of a process
 * @rows: they are added to these; those that the process has closed meanwhile are
 *	left out
 * @map: of sockets
 * @pid: the process
 * @err: on failure, with the socket that it is about
 *
 * Return: 0, or a negative errno, what was there before is there still.
 */
int sock_rows__of_process(struct sock_rows *rows, const struct ctrl_map *map,
			  int pid, struct ctrl_error *err);

/**
 * sock_rows__of_all() - ask for the sockets of all processes
 * @rows: they are added to these; processes that may not be looked at are left out
 * @map: of sockets
 * @err: on failure
 *
 * Return: 0, or a negative errno.
 */
int sock_rows__of_all(struct sock_rows *rows, const struct ctrl_map *map,
		      struct ctrl_error *err);

/**
 * sock_rows__deinit() - free what belongs to the rows
 * @rows: zeroed, or filled in
 */
void sock_rows__deinit(struct sock_rows *rows);

#endif
