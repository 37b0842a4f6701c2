/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Sockets as a table for people. */
#ifndef BPFTOOL_SOCK_TABLE_H
#define BPFTOOL_SOCK_TABLE_H

#include "sock/rows.h"

/**
 * sock_table__print() - print a line for each socket, below a line of titles
 * @rows: the sockets
 * @type: the attributes; "-" is printed for one that is not among them
 * @of_many: with a column for the process
 */
void sock_table__print(const struct sock_rows *rows,
		       const struct ctrl_type *type, bool of_many);

#endif
