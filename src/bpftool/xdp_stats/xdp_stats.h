/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* bpftool xdp stats: what XDP programs return, by device or by receive queue. */
#ifndef BPFTOOL_XDP_STATS_XDP_STATS_H
#define BPFTOOL_XDP_STATS_XDP_STATS_H

#include "stats/stats.h"

/**
 * struct xdp_stats - one command
 * @s: what it has in common with others; first, for clauses of both
 * @ifindex: of the device whose queues are meant; 0: those of all devices
 * @key: of the only device or queue, where one is named
 */
struct xdp_stats {
	struct stats s;
	__u32 ifindex;
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
};

/* Of devices, and of their receive queues. */
extern const struct stats_front xdp_stats_device, xdp_stats_queue;

/**
 * xdp_stats__collect() - have frames counted, as struct stats_front wants it
 * @r: the request
 * @fd: on success a file descriptor: they are counted while it is open
 */
int xdp_stats__collect(struct request *r, int *fd);

#endif
