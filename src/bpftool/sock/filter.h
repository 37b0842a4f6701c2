/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which sockets are shown, by what they are. */
#ifndef BPFTOOL_SOCK_FILTER_H
#define BPFTOOL_SOCK_FILTER_H

#include "ctrl.h"
#include "sock/rows.h"
#include "text/words.h"

#define SOCK_FILTER_SYNTAX \
	"[family FAMILY] [type TYPE] [state STATE] [port PORT]"

#define SOCK_FILTER_MEMBERS	3

/**
 * struct sock_filter - what a socket has to be
 * @wanted: value that has @members as they have to be; owned
 * @members: attributes that are named
 * @nr: number of @members
 * @port: of an IP socket, its own or its peer's; -1: any
 */
struct sock_filter {
	void *wanted;
	struct ctrl_member members[SOCK_FILTER_MEMBERS];
	int nr;
	int port;
};

/**
 * sock_filter__take() - take the words that say which sockets
 * @filter: filled in; for sock_filter__deinit(), also on failure
 * @words: those of SOCK_FILTER_SYNTAX are taken, in any order
 * @map: of sockets: its BTF has the words for families, types and states
 * @err: on failure
 *
 * Return: 0, or a negative errno.
 */
int sock_filter__take(struct sock_filter *filter, struct words *words,
		      const struct ctrl_map *map, struct ctrl_error *err);

/**
 * sock_filter__apply() - part with the sockets that are none of those
 * @filter: which ones to keep
 * @rows: the sockets
 */
void sock_filter__apply(const struct sock_filter *filter, struct sock_rows *rows);

void sock_filter__deinit(struct sock_filter *filter);

#endif
