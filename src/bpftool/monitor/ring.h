/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Events of a tracepoint, from every processor, in the order of their time. */
#ifndef BPFTOOL_MONITOR_RING_H
#define BPFTOOL_MONITOR_RING_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl_error.h"

struct perf_event_mmap_page;

/**
 * struct monitor_ring - events of one processor
 * @fd: of the perf event, owned; -1: the processor is not watched
 * @page: mapped, followed by the events; NULL with @fd -1
 */
struct monitor_ring {
	int fd;
	struct perf_event_mmap_page *page;
};

/**
 * struct monitor_rings - events of all processors
 * @event_id: which tracepoint
 * @at: one for each processor that there may be, owned
 * @nr: number of @at
 * @record: room for the record that was taken last, owned
 */
struct monitor_rings {
	__u32 event_id;
	struct monitor_ring *at;
	int nr;
	void *record;
};

/**
 * struct monitor_record - what was taken from a ring
 * @lost: so many events found no room; 0: it is an event
 * @cpu: processor
 * @time: of the event, ns of CLOCK_MONOTONIC
 * @pid: process, as it is known in this pid namespace
 * @tid: thread
 * @data: bytes of the event; valid until the next record is taken
 * @size: number of them
 */
struct monitor_record {
	__u64 lost;
	int cpu;
	__u64 time;
	__u32 pid;
	__u32 tid;
	const void *data;
	size_t size;
};

/**
 * monitor_rings__init() - begin to watch every processor that is online
 * @rings: filled in; for monitor_rings__deinit() also on failure
 * @event_id: id of the tracepoint
 * @err: on failure
 *
 * The kernel keeps nothing of it when this process ends, in whatever way.
 *
 * Return: 0 or a negative errno.
 */
int monitor_rings__init(struct monitor_rings *rings, __u32 event_id,
			struct ctrl_error *err);

/**
 * monitor_rings__deinit() - watch no more
 * @rings: zeroed, or from monitor_rings__init()
 */
void monitor_rings__deinit(struct monitor_rings *rings);

/**
 * monitor_rings__renew() - watch a processor that has come online
 * @rings: the rings
 * @cpu: number of the processor
 *
 * Events that are still in its ring are dropped: take them before.
 *
 * Return: 0 or a negative errno.
 */
int monitor_rings__renew(struct monitor_rings *rings, int cpu);

/**
 * monitor_rings__drop() - watch a processor no more
 * @rings: the rings
 * @cpu: number of the processor
 */
void monitor_rings__drop(struct monitor_rings *rings, int cpu);

/**
 * monitor_rings__take() - take the oldest record
 * @rings: the rings
 * @record: filled in
 *
 * Return: false: there is none.
 */
bool monitor_rings__take(struct monitor_rings *rings,
			 struct monitor_record *record);

/**
 * monitor_rings__poll() - which files to wait for
 * @rings: the rings
 * @fds: filled in, one for each ring
 */
void monitor_rings__poll(const struct monitor_rings *rings, struct pollfd *fds);

#endif
