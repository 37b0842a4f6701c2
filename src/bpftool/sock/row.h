/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What is shown of a socket: its attributes, and its addresses beside them. */
#ifndef BPFTOOL_SOCK_ROW_H
#define BPFTOOL_SOCK_ROW_H

#include "ctrl.h"
#include "key/sock.h"
#include "sock/address.h"

/**
 * struct sock_row - a socket of a process
 * @key: which one; its sock_fd is not open any more
 * @value: from a lookup; owned
 * @family: AF_*; AF_UNSPEC: the kernel does not tell
 * @local: where it is bound; only with @has_local
 * @peer: what it is connected to; only with @has_peer
 */
struct sock_row {
	struct key_sock key;
	void *value;
	__u32 family;
	char local[SOCK_ADDRESS_ROOM];
	char peer[SOCK_ADDRESS_ROOM];
	bool has_local;
	bool has_peer;
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

#endif
