/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What is shown of a socket: its attributes, and its addresses beside them. */
#ifndef BPFTOOL_SOCK_ROW_H
#define BPFTOOL_SOCK_ROW_H

#include "ctrl.h"
#include "key/sock.h"
#include "objects/sock_list.h"
#include "sock/address.h"

/**
 * struct sock_row - a socket of a process
 * @key: which one; its sock_fd is not open any more
 * @value: from a lookup; owned
 * @local: where it is bound; only with @has_local
 * @peer: what it is connected to; only with @has_peer
 */
struct sock_row {
	struct key_sock key;
	void *value;
	char local[SOCK_ADDRESS_ROOM];
	char peer[SOCK_ADDRESS_ROOM];
	bool has_local;
	bool has_peer;
};

/**
 * struct sock_rows - sockets of a process
 * @at: in the order of their descriptors; owned
 * @nr: number of @at
 */
struct sock_rows {
	struct sock_row *at;
	int nr;
};

/**
 * sock_row__init() - ask for a socket's attributes and addresses
 * @row: filled in on success; zeroed before
 * @map: of sockets
 * @key: with a descriptor that is open
 * @err: on failure
 *
 * Return: 0, or a negative errno.
 */
int sock_row__init(struct sock_row *row, const struct ctrl_map *map,
		   const struct key_sock *key, struct ctrl_error *err);

/**
 * sock_row__deinit() - free what belongs to a row
 * @row: zeroed, or filled in
 */
void sock_row__deinit(struct sock_row *row);

/**
 * sock_rows__init() - ask for all sockets of a process
 * @rows: filled in on success, for sock_rows__deinit(); those that the process
 *	has closed meanwhile are left out
 * @map: of sockets
 * @list: the sockets
 * @err: on failure, with the socket that it is about
 *
 * Return: 0, or a negative errno.
 */
int sock_rows__init(struct sock_rows *rows, const struct ctrl_map *map,
		    const struct sock_list *list, struct ctrl_error *err);

/**
 * sock_rows__deinit() - free what belongs to the rows
 * @rows: from sock_rows__init()
 */
void sock_rows__deinit(struct sock_rows *rows);

#endif
