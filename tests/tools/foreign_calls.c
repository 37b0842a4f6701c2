// SPDX-License-Identifier: GPL-2.0-only
/*
 * usage: foreign_calls results
 *        foreign_calls lookups NUMBER
 *
 * Calls of bpf() that do not concern a control map. "results" prints what each command
 * returns for all sizes of the attributes, with pages that are not there, from 32-bit code
 * and in other odd ways: to be compared with what it prints on the same kernel when
 * something else looks at these calls. "lookups" reads an array so many times, looks at
 * each result, and prints how many nanoseconds a call took.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include <linux/bpf.h>

#include "need.h"

#define COMMANDS	45
#define PAGE		4096
#define BPF_32		357	/* the system call of 32-bit code */

/* Two pages below 4 GiB, and behind them one that is not there. */
static char *pages;

static long call(unsigned int cmd, const void *attr, unsigned int size)
{
	long ret = syscall(SYS_bpf, cmd, attr, size);

	return ret < 0 ? -errno : ret;
}

static long call_32(unsigned int cmd, const void *attr, unsigned int size)
{
	long ret;

	asm volatile("int $0x80" : "=a"(ret)
		     : "a"(BPF_32), "b"(cmd), "c"((unsigned int)(uintptr_t)attr), "d"(size)
		     : "memory", "r8", "r9", "r10", "r11");
	return (int)ret;
}

/* Its number would be another one when something else has one. */
static void drop(long fd)
{
	if (fd > 2)
		close(fd);
}

static uint64_t mix(uint64_t hash, long ret)
{
	return (hash ^ (uint64_t)ret) * 0x100000001b3ULL;
}

/* Commands that find a map by its id, or change what later ones find. */
static int is_left_out(unsigned int cmd)
{
	switch (cmd) {
	case BPF_PROG_GET_NEXT_ID:
	case BPF_MAP_GET_NEXT_ID:
	case BPF_MAP_GET_FD_BY_ID:
	case BPF_BTF_GET_NEXT_ID:
	case BPF_LINK_GET_NEXT_ID:
	case BPF_ENABLE_STATS:
	case BPF_PROG_QUERY:
		return 1;
	}
	return 0;
}

/* @attr: of PAGE bytes that can be read */
static uint64_t all_sizes(unsigned int cmd, const void *attr,
			  long (*how)(unsigned int cmd, const void *attr, unsigned int size))
{
	uint64_t hash = 0xcbf29ce484222325ULL;
	unsigned int size;
	long ret;

	for (size = 0; size <= PAGE + 8; size += size < 200 || size > PAGE - 16 ? 1 : 61) {
		ret = how(cmd, attr, size);
		drop(ret);
		hash = mix(hash, ret > 0 ? 1 : ret);
	}
	return hash;
}

/* Attributes that end just before, at and behind a page that is not there. */
static uint64_t edges(unsigned int cmd)
{
	uint64_t hash = 0xcbf29ce484222325ULL;
	unsigned int before;
	long ret;

	for (before = 0; before <= 200; before += 4) {
		ret = call(cmd, pages + 2 * PAGE - before, 128);
		drop(ret);
		hash = mix(hash, ret > 0 ? 1 : ret);
	}
	return hash;
}

static void print_results(unsigned int cmd, const char *what)
{
	printf("%u %s %016llx %016llx %016llx %ld %ld %ld\n", cmd, what,
	       (unsigned long long)all_sizes(cmd, pages, call),
	       (unsigned long long)all_sizes(cmd, pages, call_32),
	       (unsigned long long)edges(cmd),
	       call(cmd, NULL, 64), call(cmd, (void *)~0xfffUL, 64),
	       call(cmd | 1U << 16, pages, 64) < 0 ? -1L : 0L);
}

static int array(void)
{
	union bpf_attr attr = {
		.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8,
		.max_entries = 4,
	};
	int fd = call(BPF_MAP_CREATE, &attr, sizeof(attr));

	need(fd >= 0, "an array: %s", result_name(fd));
	return fd;
}

static int results(void)
{
	uint32_t *words = (uint32_t *)pages;
	int fd = array();
	unsigned int cmd;

	for (cmd = 0; cmd < COMMANDS; cmd++) {
		if (is_left_out(cmd))
			continue;
		memset(pages, 0, 2 * PAGE);
		print_results(cmd, "zeros");
		words[0] = fd;
		print_results(cmd, "map");
		memset(pages, 0xff, 2 * PAGE);
		print_results(cmd, "ones");
	}
	return 0;
}

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static int lookups(unsigned long number)
{
	uint64_t value = 0, start;
	uint32_t key = 1;
	union bpf_attr attr = {
		.map_fd = array(), .key = (uintptr_t)&key, .value = (uintptr_t)&value,
	};
	unsigned long i;

	value = 0x1234;
	need(!call(BPF_MAP_UPDATE_ELEM, &attr, sizeof(attr)), "update");
	start = now();
	for (i = 0; i < number; i++) {
		value = 0;
		need(!call(BPF_MAP_LOOKUP_ELEM, &attr, sizeof(attr)) && value == 0x1234,
		     "lookup %lu: %llx", i, (unsigned long long)value);
	}
	printf("%llu\n", (unsigned long long)((now() - start) / number));
	return 0;
}

int main(int argc, char **argv)
{
	pages = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	if (pages == MAP_FAILED || munmap(pages + 2 * PAGE, PAGE))
		return 1;
	if (argc == 2 && !strcmp(argv[1], "results"))
		return results();
	if (argc == 3 && !strcmp(argv[1], "lookups"))
		return lookups(strtoul(argv[2], NULL, 10));
	return 2;
}
