// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Events of a tracepoint, from every processor, in the order of their time.
 *
 * A perf event for each processor writes into a ring that is shared with the
 * kernel. No BPF object takes part, and all ends with the process.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "monitor/cpu.h"
#include "monitor/ring.h"

#define DATA_PAGES	16		/* of each ring; a power of two */
#define RECORD_ROOM	65536		/* a record says its size in 16 bits */

/* A record of PERF_SAMPLE_TID, _TIME and _RAW, as it begins. */
struct sample {
	struct perf_event_header header;
	__u32 pid;
	__u32 tid;
	__u64 time;
	__u32 size;
	char data[];
};

struct lost {
	struct perf_event_header header;
	__u64 id;
	__u64 lost;
};

static size_t page_size(void)
{
	return sysconf(_SC_PAGESIZE);
}

static size_t data_size(void)
{
	return DATA_PAGES * page_size();
}

static int open_event(__u32 event_id, int cpu)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_TRACEPOINT,
		.size = sizeof(attr),
		.config = event_id,
		.sample_period = 1,
		.sample_type = PERF_SAMPLE_TID | PERF_SAMPLE_TIME |
			       PERF_SAMPLE_RAW,
		.wakeup_events = 1,
		.use_clockid = 1,
		.clockid = CLOCK_MONOTONIC,
	};

	return syscall(__NR_perf_event_open, &attr, -1, cpu, -1,
		       PERF_FLAG_FD_CLOEXEC);
}

static void ring_close(struct monitor_ring *ring)
{
	if (ring->page)
		munmap(ring->page, page_size() + data_size());
	if (ring->fd >= 0)
		close(ring->fd);
	ring->page = NULL;
	ring->fd = -1;
}

static int ring_open(struct monitor_ring *ring, __u32 event_id, int cpu)
{
	void *page;
	int err;

	ring->fd = open_event(event_id, cpu);
	if (ring->fd < 0) {
		ring->fd = -1;
		return -errno;
	}

	page = mmap(NULL, page_size() + data_size(), PROT_READ | PROT_WRITE,
		    MAP_SHARED, ring->fd, 0);
	if (page == MAP_FAILED) {
		err = errno == EPERM ? -ENOBUFS : -errno;
		ring_close(ring);
		return err;
	}
	ring->page = page;

	return 0;
}

static int cannot_watch(int code, struct ctrl_error *err)
{
	switch (code) {
	case EACCES:
	case EPERM:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "watching needs CAP_PERFMON and access to tracefs; try as root");
	case ENOBUFS:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "the rings need more locked memory than 'ulimit -l' and the sysctl kernel.perf_event_mlock_kb allow");
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code,
				       "perf_event_open");
	}
}

static int rings_alloc(struct monitor_rings *rings, int nr)
{
	int i;

	rings->record = malloc(RECORD_ROOM);
	rings->at = calloc(nr, sizeof(*rings->at));
	if (!rings->record || !rings->at)
		return -ENOMEM;
	for (i = 0; i < nr; i++)
		rings->at[i].fd = -1;
	rings->nr = nr;

	return 0;
}

int monitor_rings__init(struct monitor_rings *rings, __u32 event_id,
			struct ctrl_error *err)
{
	int nr = monitor_cpu__end(), cpu, ret;

	*rings = (struct monitor_rings){ .event_id = event_id };
	if (nr < 0)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, -nr,
				       "cannot tell which processors there are");
	ret = rings_alloc(rings, nr);

	for (cpu = 0; !ret && cpu < nr; cpu++) {
		ret = ring_open(&rings->at[cpu], event_id, cpu);
		if (ret == -ENODEV)	/* offline */
			ret = 0;
	}

	return ret ? cannot_watch(-ret, err) : 0;
}

void monitor_rings__deinit(struct monitor_rings *rings)
{
	int i;

	for (i = 0; i < rings->nr; i++)
		ring_close(&rings->at[i]);
	free(rings->at);
	free(rings->record);
	*rings = (struct monitor_rings){};
}

int monitor_rings__renew(struct monitor_rings *rings, int cpu)
{
	if (cpu < 0 || cpu >= rings->nr)
		return -ENODEV;
	ring_close(&rings->at[cpu]);

	return ring_open(&rings->at[cpu], rings->event_id, cpu);
}

void monitor_rings__drop(struct monitor_rings *rings, int cpu)
{
	ring_close(&rings->at[cpu]);
}

/* Bytes of a ring from a position that only grows; they may go round its end. */
static void ring_copy(const struct monitor_ring *ring, __u64 position, void *to,
		      size_t size)
{
	const char *data = (const char *)ring->page + page_size();
	size_t at = position & (data_size() - 1);
	size_t first = data_size() - at;

	if (first > size)
		first = size;
	memcpy(to, data + at, first);
	memcpy((char *)to + first, data, size - first);
}

/* When the oldest record was made; what has no time comes first. */
static bool ring_peek(const struct monitor_ring *ring, __u64 *time)
{
	struct sample sample;
	__u64 head, tail;

	if (!ring->page)
		return false;
	head = __atomic_load_n(&ring->page->data_head, __ATOMIC_ACQUIRE);
	tail = ring->page->data_tail;
	if (head == tail)
		return false;

	ring_copy(ring, tail, &sample, sizeof(sample.header));
	*time = 0;
	if (sample.header.type == PERF_RECORD_SAMPLE) {
		ring_copy(ring, tail, &sample, sizeof(sample));
		*time = sample.time;
	}

	return true;
}

static struct monitor_ring *oldest(const struct monitor_rings *rings)
{
	struct monitor_ring *best = NULL;
	__u64 best_time = 0, time;
	int i;

	for (i = 0; i < rings->nr; i++) {
		if (!ring_peek(&rings->at[i], &time))
			continue;
		if (!best || time < best_time) {
			best = &rings->at[i];
			best_time = time;
		}
	}

	return best;
}

/* Copy the oldest record out of its ring, whose room it leaves. */
static void ring_take(struct monitor_ring *ring, void *record)
{
	__u64 tail = ring->page->data_tail;
	struct perf_event_header header;

	ring_copy(ring, tail, &header, sizeof(header));
	ring_copy(ring, tail, record, header.size);
	__atomic_store_n(&ring->page->data_tail, tail + header.size,
			 __ATOMIC_RELEASE);
}

static bool understand(const void *from, struct monitor_record *record)
{
	const struct perf_event_header *header = from;
	const struct sample *sample = from;
	const struct lost *lost = from;

	if (header->type == PERF_RECORD_LOST) {
		record->lost = lost->lost;
		return true;
	}
	if (header->type != PERF_RECORD_SAMPLE)
		return false;

	record->time = sample->time;
	record->pid = sample->pid;
	record->tid = sample->tid;
	record->data = sample->data;
	record->size = sample->size;

	return offsetof(struct sample, data) + sample->size <= header->size;
}

bool monitor_rings__take(struct monitor_rings *rings,
			 struct monitor_record *record)
{
	struct monitor_ring *ring;

	while ((ring = oldest(rings))) {
		*record = (struct monitor_record){ .cpu = ring - rings->at };
		ring_take(ring, rings->record);
		if (understand(rings->record, record))
			return true;
	}

	return false;
}

void monitor_rings__poll(const struct monitor_rings *rings, struct pollfd *fds)
{
	int i;

	for (i = 0; i < rings->nr; i++)
		fds[i] = (struct pollfd){
			.fd = rings->at[i].fd, .events = POLLIN,
		};
}
