/* SPDX-License-Identifier: GPL-2.0-only */
/* Programs to be counted, and calls on the control maps of their statistics. */
#ifndef PROG_STATS_H
#define PROG_STATS_H

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "ctrl_sys.h"
#include "expect.h"
#include "insns.h"

typedef struct bpf_ctrl_prog_stats prog_stats;
typedef struct bpf_ctrl_prog_cpu_stats prog_cpu_stats;
typedef struct bpf_ctrl_prog_cpu_key cpu_key;

/* The bit of a member is its number in the struct. */
enum stats_member {
	RUN_CNT = 2, RUN_TIME_NS, RECURSION_MISSES, ID, TYPE, TAG, NAME,
	LOAD_TIME, RESET_TIME, CREATED_BY_UID, VERIFIED_INSNS, XLATED_INSNS,
	NR_MAP_IDS, XLATED_PROG_LEN, JITED_PROG_LEN, MEMLOCK, COLLECTING,
	STATS_MEMBERS
};

#define BIT_OF(member)	(1ULL << (member))
#define COUNTERS	(BIT_OF(RUN_CNT) | BIT_OF(RUN_TIME_NS) | \
			 BIT_OF(RECURSION_MISSES))
#define ALL_MEMBERS	((BIT_OF(STATS_MEMBERS) - 1) & ~3ULL)

static inline int stats_map(uint32_t type, uint32_t flags)
{
	int fd = ctrl_create(type, BPF_CTRL_CURRENT, flags, 0);

	need(fd >= 0, "no map of control type %u: %s", type, result_name(fd));
	return fd;
}

static inline prog_stats read_stats(int map, uint32_t key)
{
	prog_stats v;
	int err;

	memset(&v, 0, sizeof(v));
	err = ctrl_lookup(map, key, &v);
	need(!err, "lookup of program %u: %s", key, result_name(err));
	return v;
}

/* Counters are on as long as this is open. */
static inline int collect(void)
{
	int fd = bpf_enable_stats(BPF_STATS_RUN_TIME);

	need(fd >= 0, "no statistics: %m");
	return fd;
}

/* A program that returns at once. */
static inline int load_tiny(const char *name)
{
	struct bpf_insn insns[] = { SET(0, 0), EXIT() };
	int fd = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, name, "GPL", insns,
			       NR_INSNS(insns), NULL);

	need(fd >= 0, "no program: %m");
	return fd;
}

static inline void run_times(int prog, uint32_t times)
{
	char packet[64] = "";
	LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = packet,
		    .data_size_in = sizeof(packet), .repeat = times);

	need(!bpf_prog_test_run_opts(prog, &run), "run: %m");
}

static inline struct bpf_prog_info prog_info(int prog)
{
	struct bpf_prog_info info;
	uint32_t size = sizeof(info);

	memset(&info, 0, sizeof(info));
	need(!bpf_prog_get_info_by_fd(prog, &info, &size), "no info: %m");
	return info;
}

/* A number from the program's fdinfo. */
static inline uint64_t fdinfo(int fd, const char *name)
{
	unsigned long long number = ~0ULL;
	char path[64], line[128];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	f = fopen(path, "r");
	need(f, "%s: %m", path);
	while (fgets(line, sizeof(line), f)) {
		size_t len = strlen(name);

		if (!strncmp(line, name, len) && line[len] == ':')
			number = strtoull(line + len + 1, NULL, 10);
	}
	fclose(f);
	return number;
}

#endif
