/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which sockets are shown: of which process, and by what they are. */
#ifndef BPFTOOL_SOCK_FILTER_H
#define BPFTOOL_SOCK_FILTER_H

#include "request/where.h"
#include "sock/rows.h"

/**
 * struct sock_filter - what a socket has to be
 * @pid: of the process that has it open; 0: any
 * @where: what its attributes have to be
 * @port: of an IP socket, its own or its peer's; -1: any
 */
struct sock_filter {
	__s32 pid;
	struct request_where where;
	int port;
};

/*
 * As struct clause wants them; @filter is a struct sock_filter, zeroed but for @port. The
 * words of families, types and states are those of the BTF.
 */
int sock_filter__take_family(struct request *r, void *filter);
int sock_filter__take_type(struct request *r, void *filter);
int sock_filter__take_state(struct request *r, void *filter);
int sock_filter__take_port(struct request *r, void *filter);
void sock_filter__offer_family(struct request *r, const struct candidates *at);
void sock_filter__offer_type(struct request *r, const struct candidates *at);
void sock_filter__offer_state(struct request *r, const struct candidates *at);

/**
 * sock_filter__apply() - part with the sockets that are none of those
 * @filter: which ones to keep
 * @rows: the sockets
 */
void sock_filter__apply(const struct sock_filter *filter, struct sock_rows *rows);

void sock_filter__deinit(struct sock_filter *filter);

#endif
