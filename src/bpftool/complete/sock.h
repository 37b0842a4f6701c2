/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: the sockets that processes have open. */
#ifndef BPFTOOL_COMPLETE_SOCK_H
#define BPFTOOL_COMPLETE_SOCK_H

#include "complete/candidates.h"
#include "text/words.h"

/**
 * complete_sock__offer() - offer words for "pid PID fd FD"
 * @words: up to four, the last one under the cursor
 * @at: the cursor
 *
 * Only processes whose descriptors the caller may see are offered, and of these
 * the ones that have a socket.
 */
void complete_sock__offer(const struct words *words,
			  const struct candidates *at);

#endif
