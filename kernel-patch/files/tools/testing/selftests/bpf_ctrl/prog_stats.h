/* SPDX-License-Identifier: GPL-2.0-only */
/* Programs to be counted, and calls on the control maps of their statistics. */
#ifndef PROG_STATS_H
#define PROG_STATS_H

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "ctrl_harness.h"
#include "ctrl_sys.h"
#include "insns.h"

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

static inline int stats_map(struct __test_metadata *_metadata, __u32 type,
			    __u32 flags)
{
	int fd = ctrl_create(type, BPF_CTRL_CURRENT, flags, 0);

	ASSERT_GE(fd, 0)
		TH_LOG("no map of control type %u: %d", type, fd);
	return fd;
}

/*
 * All bytes of @v are the kernel's then, padding as well, so that it can be
 * written back. A copy of a struct need not have that.
 */
static inline void lookup_stats(struct __test_metadata *_metadata, int map,
				__u32 key, struct bpf_ctrl_prog_stats *v)
{
	ASSERT_EQ(0, ctrl_lookup(map, key, v))
		TH_LOG("program %u", key);
}

static inline struct bpf_ctrl_prog_stats
read_stats(struct __test_metadata *_metadata, int map, __u32 key)
{
	struct bpf_ctrl_prog_stats v;

	lookup_stats(_metadata, map, key, &v);
	return v;
}

/* Counters are on as long as this is open. */
static inline int collect(struct __test_metadata *_metadata)
{
	int fd = bpf_enable_stats(BPF_STATS_RUN_TIME);

	ASSERT_GE(fd, 0)
		TH_LOG("no statistics: %m");
	return fd;
}

/* A program that returns at once. */
static inline int load_tiny(struct __test_metadata *_metadata, const char *name)
{
	struct bpf_insn insns[] = { SET(0, 0), EXIT() };
	int fd = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, name, "GPL", insns,
			       NR_INSNS(insns), NULL);

	ASSERT_GE(fd, 0)
		TH_LOG("no program: %m");
	return fd;
}

static inline void run_times(struct __test_metadata *_metadata, int prog,
			     __u32 times)
{
	char packet[64] = "";

	LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = packet,
		    .data_size_in = sizeof(packet), .repeat = times);

	ASSERT_EQ(0, bpf_prog_test_run_opts(prog, &run))
		TH_LOG("run: %m");
}

static inline struct bpf_prog_info prog_info(struct __test_metadata *_metadata,
					     int prog)
{
	struct bpf_prog_info info;
	__u32 size = sizeof(info);

	memset(&info, 0, sizeof(info));
	ASSERT_EQ(0, bpf_prog_get_info_by_fd(prog, &info, &size))
		TH_LOG("no info: %m");
	return info;
}

/* A number from the program's fdinfo. */
static inline __u64 fdinfo(struct __test_metadata *_metadata, int fd,
			   const char *name)
{
	unsigned long long number = ~0ULL;
	char path[64], line[128];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	f = fopen(path, "r");
	ASSERT_NE(NULL, f)
		TH_LOG("%s: %m", path);
	while (fgets(line, sizeof(line), f)) {
		size_t len = strlen(name);

		if (!strncmp(line, name, len) && line[len] == ':')
			number = strtoull(line + len + 1, NULL, 10);
	}
	fclose(f);
	return number;
}

#endif
