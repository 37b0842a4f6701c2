/* SPDX-License-Identifier: GPL-2.0-only */
/* Buffers behind which there is nothing: to read there ends the test, too. */
#ifndef EDGE_H
#define EDGE_H

#include <string.h>
#include <unistd.h>
#include <sys/mman.h>

/**
 * struct edge - a page, and another one that nobody may touch
 * @start: of the first one
 * @size: of a page
 */
struct edge {
	char *start;
	size_t size;
};

static inline void edge_init(struct edge *edge)
{
	edge->size = sysconf(_SC_PAGESIZE);
	edge->start = mmap(NULL, 2 * edge->size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	mprotect(edge->start + edge->size, edge->size, PROT_NONE);
}

static inline void edge_deinit(struct edge *edge)
{
	munmap(edge->start, 2 * edge->size);
}

/* @len bytes, at most a page, that end where the page does; no text yet. */
static inline char *edge_buffer(const struct edge *edge, size_t len)
{
	memset(edge->start, '#', edge->size);

	return edge->start + edge->size - len;
}

#endif /* EDGE_H */
