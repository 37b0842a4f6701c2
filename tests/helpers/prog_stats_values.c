// SPDX-License-Identifier: GPL-2.0-only
/* The value of a program's statistics: what it tells, and what can be set. */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "prog_stats.h"

static int prog, map, stats;

/* A program that has run 10 times, and its map by fd. */
static void setup(void)
{
	stats = collect();
	map = stats_map(BPF_CTRL_PROG_STATS, 0);
	prog = load_tiny("tiny");
	run_times(prog, 10);
}

static int set_to(uint64_t mask, uint64_t value, uint64_t flags, char *reason)
{
	prog_stats v = { .mask = mask, .run_cnt = value, .run_time_ns = value,
			 .recursion_misses = value };

	return ctrl_update(map, prog, &v, flags, reason);
}

/* A program with a map, a function and a name of full length. */
static int load_large(void)
{
	int array = plain_map(BPF_MAP_TYPE_ARRAY);
	struct bpf_insn insns[] = {
		SET_MAP(1, array),
		INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 2),
		SET(0, 0),
		EXIT(),
		SET(0, 1),
		EXIT(),
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, "name_of_15_char", "GPL",
			       insns, NR_INSNS(insns), NULL);

	need(fd >= 0, "no program: %m");
	close(array);
	return fd;
}

static void expect_identity(const prog_stats *v, int fd)
{
	struct bpf_prog_info info = prog_info(fd);

	expect(v->mask == ALL_MEMBERS, "mask %#llx", v->mask);
	expect(v->id == info.id && v->type == info.type, "id %u, type %u", v->id,
	       v->type);
	expect(!memcmp(v->tag, info.tag, sizeof(info.tag)), "another tag");
	expect(!strcmp(v->name, info.name), "name '%s'", v->name);
	expect(v->load_time == info.load_time, "load_time %llu", v->load_time);
	expect(v->created_by_uid == info.created_by_uid, "created_by_uid %u",
	       v->created_by_uid);
	expect(v->verified_insns == info.verified_insns, "verified_insns %u",
	       v->verified_insns);
	expect(v->nr_map_ids == info.nr_map_ids, "nr_map_ids %u", v->nr_map_ids);
	expect(v->xlated_prog_len == info.xlated_prog_len,
	       "xlated_prog_len %llu", v->xlated_prog_len);
	expect(v->xlated_insns * 8 == v->xlated_prog_len, "xlated_insns %u",
	       v->xlated_insns);
	expect(v->jited_prog_len == info.jited_prog_len, "jited_prog_len %llu",
	       v->jited_prog_len);
	expect(v->memlock == fdinfo(fd, "memlock"), "memlock %llu", v->memlock);
}

/* Of a program that was never reset. */
static void expect_as_info(const prog_stats *v, int fd)
{
	struct bpf_prog_info info = prog_info(fd);

	expect_identity(v, fd);
	expect(v->run_cnt == info.run_cnt && v->run_time_ns == info.run_time_ns &&
	       v->recursion_misses == info.recursion_misses,
	       "counters: %llu runs, info says %llu", v->run_cnt, info.run_cnt);
	expect(v->run_cnt == fdinfo(fd, "run_cnt") &&
	       v->run_time_ns == fdinfo(fd, "run_time_ns") &&
	       v->recursion_misses == fdinfo(fd, "recursion_misses"),
	       "counters: %llu runs, fdinfo says %lu", v->run_cnt,
	       fdinfo(fd, "run_cnt"));
}

static void as_info(char **args)
{
	int large = load_large();
	prog_stats v;

	setup();
	v = read_stats(map, prog);
	expect_as_info(&v, prog);
	expect(v.run_cnt == 10, "run_cnt %llu", v.run_cnt);
	run_times(large, 3);
	v = read_stats(map, large);
	expect_as_info(&v, large);
	expect(v.nr_map_ids == 1 && v.jited_prog_len && v.memlock &&
	       v.verified_insns, "a member is 0");
	expect(!setuid(1000), "setuid: %m");
	v = read_stats(map, large);
	expect(v.created_by_uid == 0, "created_by_uid %u", v.created_by_uid);
}

static int sysctl_stats(const char *write)
{
	FILE *f = fopen("/proc/sys/kernel/bpf_stats_enabled", write ? "w" : "r");
	int on = -1;

	need(f, "no sysctl");
	if (write)
		fputs(write, f);
	else
		need(fscanf(f, "%d", &on) == 1, "no sysctl");
	need(!fclose(f), "sysctl: %m");
	return on;
}

static void tells_collecting(char **args)
{
	prog = load_tiny("tiny");
	map = stats_map(BPF_CTRL_PROG_STATS, BPF_F_RDONLY);
	run_times(prog, 5);
	expect(!read_stats(map, prog).collecting, "on, though nobody asked");
	expect(!read_stats(map, prog).run_cnt, "counted while off");

	stats = collect();
	expect(read_stats(map, prog).collecting, "off, with BPF_ENABLE_STATS");
	expect(sysctl_stats(NULL) == 0, "the sysctl tells of BPF_ENABLE_STATS");
	run_times(prog, 5);
	close(stats);
	expect(!read_stats(map, prog).collecting, "on, after the last one left");
	run_times(prog, 5);
	expect(read_stats(map, prog).run_cnt == 5, "run_cnt %llu",
	       read_stats(map, prog).run_cnt);

	sysctl_stats("1");
	expect(read_stats(map, prog).collecting, "off, with the sysctl on");
	sysctl_stats("0");
	expect(!read_stats(map, prog).collecting, "on, with the sysctl off");
}

static void limits(char **args)
{
	static const struct {
		uint64_t mask;
		const char *name;
	} members[] = {
		{ BIT_OF(RUN_CNT), "run_cnt" },
		{ BIT_OF(RUN_TIME_NS), "run_time_ns" },
		{ BIT_OF(RECURSION_MISSES), "recursion_misses" },
	};
	static const uint64_t values[] = { 1, 9, 1ULL << 32, 1ULL << 63, ~0ULL };
	prog_stats before, v;
	uint32_t view, i, k;
	int fd;

	setup();
	before = read_stats(map, prog);
	for (i = 0; i < 3; i++) {
		for (k = 0; k < 5; k++) {
			char reason[REASON_LEN] = "";

			expect_result(set_to(members[i].mask, values[k], 0,
					     reason), -ERANGE, members[i].name);
			expect_reason(reason, members[i].name);
		}
	}
	expect_result(set_to(COUNTERS, 1, 0, NULL), -ERANGE, "all of them");
	for (i = ID; i < STATS_MEMBERS; i++)
		expect_result(set_to(BIT_OF(i), 0, 0, NULL), -EACCES,
			      "a read-only member");
	expect_result(set_to(BIT_OF(RUN_CNT) | BIT_OF(TAG), 0, 0, NULL), -EACCES,
		      "a counter and a read-only member");
	v = read_stats(map, prog);
	expect(!memcmp(&v, &before, sizeof(v)), "the value has changed");

	for (view = BPF_CTRL_MIN; view <= BPF_CTRL_DEFAULT; view++) {
		fd = ctrl_create(BPF_CTRL_PROG_STATS, view, 0, 0);
		v = read_stats(fd, prog);
		expect(v.mask == COUNTERS && !v.run_cnt && !v.run_time_ns &&
		       !v.recursion_misses, "view %u: mask %#llx", view, v.mask);
		expect_result(ctrl_delete(fd, prog, NULL), -EPERM,
			      "reset through a map of limits");
		close(fd);
	}
}

static void each_alone(char **args)
{
	prog_stats before, v;

	setup();
	before = read_stats(map, prog);
	need(before.run_time_ns, "no run time");
	expect_result(set_to(BIT_OF(RUN_CNT), 0, BPF_F_CTRL_DRY_RUN, NULL), 0,
		      "dry run");
	v = read_stats(map, prog);
	expect(!memcmp(&v, &before, sizeof(v)), "a dry run changes something");

	expect_result(set_to(BIT_OF(RUN_CNT), 0, BPF_EXIST, NULL), 0, "run_cnt");
	v = read_stats(map, prog);
	expect(!v.run_cnt && v.run_time_ns == before.run_time_ns,
	       "run_cnt is 0: %llu runs, %llu ns", v.run_cnt, v.run_time_ns);
	expect(v.reset_time > v.load_time && !before.reset_time,
	       "reset_time %llu, before %llu", v.reset_time, before.reset_time);

	run_times(prog, 7);
	expect_result(set_to(BIT_OF(RUN_TIME_NS), 0, 0, NULL), 0, "run_time_ns");
	v = read_stats(map, prog);
	expect(v.run_cnt == 7 && !v.run_time_ns,
	       "run_time_ns is 0: %llu runs, %llu ns", v.run_cnt, v.run_time_ns);
	expect_identity(&v, prog);

	run_times(prog, 2);
	expect_result(ctrl_delete(map, prog, NULL), 0, "delete");
	v = read_stats(map, prog);
	expect(!v.run_cnt && !v.run_time_ns && !v.recursion_misses,
	       "deleted: %llu runs, %llu ns", v.run_cnt, v.run_time_ns);
	expect_identity(&v, prog);
}

static void others_stay(char **args)
{
	int other = load_tiny("other");
	prog_stats before, v;

	setup();
	run_times(other, 4);
	before = read_stats(map, other);
	expect_result(ctrl_delete(map, prog, NULL), 0, "delete");
	v = read_stats(map, other);
	expect(v.run_cnt == 4 && !memcmp(&v, &before, sizeof(v)),
	       "the other one has %llu runs", v.run_cnt);
	expect(!read_stats(map, prog).run_cnt, "not reset");
}

static void reads_and_resets(char **args)
{
	prog_stats before, v;

	setup();
	before = read_stats(map, prog);
	memset(&v, 0xff, sizeof(v));
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &prog, &v),
		      0, "lookup and delete");
	expect(!memcmp(&v, &before, sizeof(v)), "it tells %llu runs", v.run_cnt);
	expect(!read_stats(map, prog).run_cnt, "not reset");
	run_times(prog, 3);
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &prog, &v),
		      0, "lookup and delete");
	expect(v.run_cnt == 3, "it tells %llu runs", v.run_cnt);
}

/* What cannot be told is not reset either. */
static void nowhere_to_tell(char **args)
{
	prog_stats *readonly;

	setup();
	readonly = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	need(readonly != MAP_FAILED, "mmap: %m");
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &prog, NULL),
		      -EFAULT, "no memory");
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &prog,
				readonly), -EFAULT, "memory to read");
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &prog,
				(char *)readonly - sizeof(*readonly) / 2),
		      -EFAULT, "half of it");
	expect(read_stats(map, prog).run_cnt == 10, "%llu runs",
	       read_stats(map, prog).run_cnt);
	munmap(readonly, 4096);
}

/* A counter that counts is no reason to refuse what was meant for it. */
static void etag_stays(char **args)
{
	prog_stats before, v;

	setup();
	before = read_stats(map, prog);
	run_times(prog, 1);
	v = read_stats(map, prog);
	expect(v.etag && v.etag == before.etag && v.run_cnt != before.run_cnt,
	       "etag %#llx, before %#llx", v.etag, before.etag);
	before.mask = BIT_OF(RUN_CNT);
	before.run_cnt = 0;
	expect_result(ctrl_update(map, prog, &before, 0, NULL), 0,
		      "update with the etag of before");
	expect(!read_stats(map, prog).run_cnt, "not reset");
}

/* The second counter is behind the end of a value of 24 bytes. */
static void prefix(char **args)
{
	struct { uint64_t etag, mask, run_cnt, behind; } v = { .behind = ~0ULL };
	prog_stats whole;
	int fd;

	setup();
	fd = ctrl_create(BPF_CTRL_PROG_STATS, BPF_CTRL_CURRENT, 0, 24);
	need(fd >= 0, "map of 24 bytes: %s", result_name(fd));
	expect_result(ctrl_lookup(fd, prog, &v), 0, "lookup");
	expect(v.mask == BIT_OF(RUN_CNT) && v.run_cnt == 10 && v.behind == ~0ULL,
	       "mask %#lx, %lu runs", v.mask, v.run_cnt);
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, fd, &prog, &v),
		      0, "lookup and delete");
	expect(v.run_cnt == 10 && v.behind == ~0ULL, "%lu runs", v.run_cnt);
	whole = read_stats(map, prog);
	expect(!whole.run_cnt && whole.run_time_ns, "%llu runs, %llu ns",
	       whole.run_cnt, whole.run_time_ns);
}

/* The counters differ from what was read, though nobody has touched them. */
static void write_back(char **args)
{
	char reason[REASON_LEN] = "";
	prog_stats v;

	setup();
	v = read_stats(map, prog);
	run_times(prog, 5);
	v.mask = 0;
	expect_result(ctrl_update(map, prog, &v, 0, reason), 0, "update");
	expect(!reason[0], "it says: %s", reason);
	expect(read_stats(map, prog).run_cnt == 15, "run_cnt %llu",
	       read_stats(map, prog).run_cnt);
}

static const struct test tests[] = {
	{ "the statistics and the costs of a program are those of its info",
	  as_info },
	{ "a program's statistics tell whether they are collected at all",
	  tells_collecting },
	{ "a counter can be set to 0 and to nothing else", limits },
	{ "each counter can be set to 0 alone", each_alone },
	{ "a reset leaves other programs alone", others_stay },
	{ "a lookup that deletes tells what it has reset", reads_and_resets },
	{ "a lookup that deletes resets nothing when it has nowhere to tell it",
	  nowhere_to_tell },
	{ "what was read can be written back while the counters move", write_back },
	{ "the etag of statistics does not move with the counters", etag_stays },
	{ "a map of short values resets the counters that fit", prefix },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
