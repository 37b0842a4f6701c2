/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Collection of run counts and times, held on. */
#ifndef BPFTOOL_PROG_STATS_COLLECT_H
#define BPFTOOL_PROG_STATS_COLLECT_H

#include "request/request.h"

/**
 * prog_stats__collect() - hold collection on
 * @r: the request
 * @fd: on success a file descriptor: collection is on while it is open. It is
 *	closed when this process ends, however it ends, and programs that it
 *	starts do not inherit it
 */
int prog_stats__collect(struct request *r, int *fd);

#endif
