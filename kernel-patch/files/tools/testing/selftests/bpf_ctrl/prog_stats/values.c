// SPDX-License-Identifier: GPL-2.0-only
/* The value of a program's statistics: what it tells, and what can be set. */
#include <regex.h>
#include <sys/mman.h>

#include "../prog_stats.h"
#include "../sysctl.h"

#define TRACING		"/sys/kernel/tracing/"
#define PIN		"/sys/fs/bpf/prog_stats_values"

/* A program that has run 10 times, and its map by fd. */
FIXTURE(stats) {
	int stats, map, prog;
};

FIXTURE_SETUP(stats)
{
	self->stats = collect(_metadata);
	self->map = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);
	self->prog = load_tiny(_metadata, "tiny");
	run_times(_metadata, self->prog, 10);
}

FIXTURE_TEARDOWN(stats)
{
}

static int set_to(FIXTURE_DATA(stats) * self, __u64 mask, __u64 value,
		  __u64 flags, char *reason)
{
	struct bpf_ctrl_prog_stats v = { .mask = mask, .run_cnt = value, .run_time_ns = value,
			 .recursion_misses = value };

	return ctrl_update(self->map, self->prog, &v, flags, reason);
}

/* A program with a map, a function and a name of full length. */
static int load_large(struct __test_metadata *_metadata)
{
	int array = plain_map(BPF_MAP_TYPE_ARRAY);
	struct bpf_insn insns[] = {
		MAP_FD(1, array), SECOND_HALF(),
		INSN(BPF_JMP | BPF_CALL, 0, BPF_PSEUDO_CALL, 0, 2),
		SET(0, 0),
		EXIT(),
		SET(0, 1),
		EXIT(),
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, "name_of_15_char",
			       "GPL", insns, NR_INSNS(insns), NULL);

	ASSERT_GE(fd, 0)
		TH_LOG("no program: %m");
	close(array);
	return fd;
}

static void expect_identity(struct __test_metadata *_metadata,
			    const struct bpf_ctrl_prog_stats *v, int fd)
{
	struct bpf_prog_info info = prog_info(_metadata, fd);

	EXPECT_EQ(ALL_MEMBERS, v->mask);
	EXPECT_TRUE(v->id == info.id && v->type == info.type)
		TH_LOG("id %u, type %u", v->id, v->type);
	EXPECT_EQ(0, memcmp(v->tag, info.tag, sizeof(info.tag)));
	EXPECT_STREQ(info.name, v->name)
		TH_LOG("name '%s'", v->name);
	EXPECT_EQ(info.load_time, v->load_time);
	EXPECT_EQ(info.created_by_uid, v->created_by_uid);
	EXPECT_EQ(info.verified_insns, v->verified_insns);
	EXPECT_EQ(info.nr_map_ids, v->nr_map_ids);
	EXPECT_EQ(info.xlated_prog_len, v->xlated_prog_len);
	EXPECT_EQ(v->xlated_prog_len, v->xlated_insns * 8)
		TH_LOG("xlated_insns %u", v->xlated_insns);
	EXPECT_EQ(info.jited_prog_len, v->jited_prog_len);
	EXPECT_EQ(fdinfo(_metadata, fd, "memlock"), v->memlock);
}

/* Of a program that was never reset. */
static void expect_as_info(struct __test_metadata *_metadata,
			   const struct bpf_ctrl_prog_stats *v, int fd)
{
	struct bpf_prog_info info = prog_info(_metadata, fd);

	expect_identity(_metadata, v, fd);
	EXPECT_TRUE(v->run_cnt == info.run_cnt &&
		    v->run_time_ns == info.run_time_ns &&
		    v->recursion_misses == info.recursion_misses)
		TH_LOG("counters: %llu runs, info says %llu", v->run_cnt,
		       info.run_cnt);
	EXPECT_TRUE(v->run_cnt == fdinfo(_metadata, fd, "run_cnt") &&
		    v->run_time_ns == fdinfo(_metadata, fd, "run_time_ns") &&
		    v->recursion_misses == fdinfo(_metadata, fd,
						  "recursion_misses"))
		TH_LOG("counters: %llu runs, fdinfo says %llu", v->run_cnt,
		       fdinfo(_metadata, fd, "run_cnt"));
}

TEST_F(stats, the_statistics_and_the_costs_of_a_program_are_those_of_its_info)
{
	int large = load_large(_metadata);
	struct bpf_ctrl_prog_stats v;

	v = read_stats(_metadata, self->map, self->prog);
	expect_as_info(_metadata, &v, self->prog);
	EXPECT_EQ(10, v.run_cnt);
	run_times(_metadata, large, 3);
	v = read_stats(_metadata, self->map, large);
	expect_as_info(_metadata, &v, large);
	EXPECT_TRUE(v.nr_map_ids == 1 && v.jited_prog_len && v.memlock &&
		    v.verified_insns)
		TH_LOG("a member is 0");
	EXPECT_EQ(0, setuid(1000))
		TH_LOG("setuid: %m");
	v = read_stats(_metadata, self->map, large);
	EXPECT_EQ(0, v.created_by_uid);
}

TEST(a_programs_statistics_tell_whether_they_are_collected_at_all)
{
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS, BPF_F_RDONLY);
	int prog = load_tiny(_metadata, "tiny"), stats;

	run_times(_metadata, prog, 5);
	EXPECT_EQ(0, read_stats(_metadata, map, prog).collecting);
	EXPECT_EQ(0, read_stats(_metadata, map, prog).run_cnt);

	stats = collect(_metadata);
	EXPECT_EQ(1, read_stats(_metadata, map, prog).collecting);
	/* the sysctl does not tell of BPF_ENABLE_STATS */
	EXPECT_EQ(0, get_sysctl(_metadata, "kernel/bpf_stats_enabled"));
	run_times(_metadata, prog, 5);
	close(stats);
	EXPECT_EQ(0, read_stats(_metadata, map, prog).collecting);
	run_times(_metadata, prog, 5);
	EXPECT_EQ(5, read_stats(_metadata, map, prog).run_cnt);

	set_sysctl(_metadata, "kernel/bpf_stats_enabled", 1);
	EXPECT_EQ(1, read_stats(_metadata, map, prog).collecting);
	set_sysctl(_metadata, "kernel/bpf_stats_enabled", 0);
	EXPECT_EQ(0, read_stats(_metadata, map, prog).collecting);
}

TEST_F(stats, a_counter_can_be_set_to_0_and_to_nothing_else)
{
	static const struct {
		__u64 mask;
		const char *name;
	} members[] = {
		{ BIT_OF(RUN_CNT), "run_cnt" },
		{ BIT_OF(RUN_TIME_NS), "run_time_ns" },
		{ BIT_OF(RECURSION_MISSES), "recursion_misses" },
	};
	static const __u64 values[] = { 1, 9, 1ULL << 32, 1ULL << 63, ~0ULL };
	struct bpf_ctrl_prog_stats before, v;
	__u32 view, i, k;
	int fd;

	lookup_stats(_metadata, self->map, self->prog, &before);
	for (i = 0; i < 3; i++) {
		for (k = 0; k < 5; k++) {
			char reason[REASON_LEN] = "";

			EXPECT_EQ(-ERANGE, set_to(self, members[i].mask,
						  values[k], 0, reason))
				TH_LOG("%s", members[i].name);
			EXPECT_REASON(reason, members[i].name);
		}
	}
	EXPECT_EQ(-ERANGE, set_to(self, COUNTERS, 1, 0, NULL));
	for (i = ID; i < STATS_MEMBERS; i++)
		EXPECT_EQ(-EACCES, set_to(self, BIT_OF(i), 0, 0, NULL));
	EXPECT_EQ(-EACCES,
		  set_to(self, BIT_OF(RUN_CNT) | BIT_OF(TAG), 0, 0, NULL));
	lookup_stats(_metadata, self->map, self->prog, &v);
	EXPECT_EQ(0, memcmp(&v, &before, sizeof(v)));

	for (view = BPF_CTRL_MIN; view <= BPF_CTRL_DEFAULT; view++) {
		fd = ctrl_create(BPF_CTRL_PROG_STATS, view, 0, 0);
		lookup_stats(_metadata, fd, self->prog, &v);
		EXPECT_TRUE(v.mask == COUNTERS && !v.run_cnt &&
			    !v.run_time_ns && !v.recursion_misses)
			TH_LOG("view %u: mask %#llx", view, v.mask);
		EXPECT_EQ(-EPERM, ctrl_delete(fd, self->prog, NULL));
		close(fd);
	}
}

TEST_F(stats, each_counter_can_be_set_to_0_alone)
{
	struct bpf_ctrl_prog_stats before, v;

	lookup_stats(_metadata, self->map, self->prog, &before);
	ASSERT_TRUE(before.run_time_ns);
	EXPECT_EQ(0,
		  set_to(self, BIT_OF(RUN_CNT), 0, BPF_F_CTRL_DRY_RUN, NULL));
	lookup_stats(_metadata, self->map, self->prog, &v);
	EXPECT_EQ(0, memcmp(&v, &before, sizeof(v)));

	EXPECT_EQ(0, set_to(self, BIT_OF(RUN_CNT), 0, BPF_EXIST, NULL));
	lookup_stats(_metadata, self->map, self->prog, &v);
	EXPECT_TRUE(!v.run_cnt && v.run_time_ns == before.run_time_ns)
		TH_LOG("run_cnt is 0: %llu runs, %llu ns", v.run_cnt,
		       v.run_time_ns);
	EXPECT_TRUE(v.reset_time > v.load_time && !before.reset_time)
		TH_LOG("reset_time %llu, before %llu", v.reset_time,
		       before.reset_time);

	run_times(_metadata, self->prog, 7);
	EXPECT_EQ(0, set_to(self, BIT_OF(RUN_TIME_NS), 0, 0, NULL));
	lookup_stats(_metadata, self->map, self->prog, &v);
	EXPECT_TRUE(v.run_cnt == 7 && !v.run_time_ns)
		TH_LOG("run_time_ns is 0: %llu runs, %llu ns", v.run_cnt,
		       v.run_time_ns);
	expect_identity(_metadata, &v, self->prog);

	run_times(_metadata, self->prog, 2);
	EXPECT_EQ(0, ctrl_delete(self->map, self->prog, NULL));
	lookup_stats(_metadata, self->map, self->prog, &v);
	EXPECT_TRUE(!v.run_cnt && !v.run_time_ns && !v.recursion_misses)
		TH_LOG("deleted: %llu runs, %llu ns", v.run_cnt, v.run_time_ns);
	expect_identity(_metadata, &v, self->prog);
}

TEST_F(stats, a_reset_leaves_other_programs_alone)
{
	int other = load_tiny(_metadata, "other");
	struct bpf_ctrl_prog_stats before, v;

	run_times(_metadata, other, 4);
	lookup_stats(_metadata, self->map, other, &before);
	EXPECT_EQ(0, ctrl_delete(self->map, self->prog, NULL));
	lookup_stats(_metadata, self->map, other, &v);
	EXPECT_TRUE(v.run_cnt == 4 && !memcmp(&v, &before, sizeof(v)))
		TH_LOG("the other one has %llu runs", v.run_cnt);
	EXPECT_EQ(0, read_stats(_metadata, self->map, self->prog).run_cnt);
}

TEST_F(stats, a_lookup_that_deletes_tells_what_it_has_reset)
{
	struct bpf_ctrl_prog_stats before, v;

	lookup_stats(_metadata, self->map, self->prog, &before);
	memset(&v, 0xff, sizeof(v));
	EXPECT_EQ(0, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->map,
			       &self->prog, &v));
	EXPECT_EQ(0, memcmp(&v, &before, sizeof(v)))
		TH_LOG("it tells %llu runs", v.run_cnt);
	EXPECT_EQ(0, read_stats(_metadata, self->map, self->prog).run_cnt);
	run_times(_metadata, self->prog, 3);
	EXPECT_EQ(0, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->map,
			       &self->prog, &v));
	EXPECT_EQ(3, v.run_cnt);
}

/* What cannot be told is not reset either. */
TEST_F(stats, a_lookup_that_deletes_resets_nothing_when_it_has_nowhere_to_tell_it)
{
	struct bpf_ctrl_prog_stats *readonly;

	readonly = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1,
			0);
	ASSERT_NE(MAP_FAILED, readonly)
		TH_LOG("mmap: %m");
	EXPECT_EQ(-EFAULT, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->map,
				     &self->prog, NULL));
	EXPECT_EQ(-EFAULT, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->map,
				     &self->prog, readonly));
	EXPECT_EQ(-EFAULT, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->map,
				     &self->prog,
				     (char *)readonly - sizeof(*readonly) / 2));
	EXPECT_EQ(10, read_stats(_metadata, self->map, self->prog).run_cnt);
	munmap(readonly, 4096);
}

/* A counter that counts is no reason to refuse what was meant for it. */
TEST_F(stats, the_etag_of_statistics_does_not_move_with_the_counters)
{
	struct bpf_ctrl_prog_stats before, v;

	lookup_stats(_metadata, self->map, self->prog, &before);
	run_times(_metadata, self->prog, 1);
	v = read_stats(_metadata, self->map, self->prog);
	EXPECT_TRUE(v.etag && v.etag == before.etag &&
		    v.run_cnt != before.run_cnt)
		TH_LOG("etag %#llx, before %#llx", v.etag, before.etag);
	before.mask = BIT_OF(RUN_CNT);
	before.run_cnt = 0;
	EXPECT_EQ(0, ctrl_update(self->map, self->prog, &before, 0, NULL));
	EXPECT_EQ(0, read_stats(_metadata, self->map, self->prog).run_cnt);
}

/* The second counter is behind the end of a value of 24 bytes. */
TEST_F(stats, a_map_of_short_values_resets_the_counters_that_fit)
{
	struct { __u64 etag, mask, run_cnt, behind; } v = { .behind = ~0ULL };
	struct bpf_ctrl_prog_stats whole;
	int fd;

	fd = ctrl_create(BPF_CTRL_PROG_STATS, BPF_CTRL_CURRENT, 0, 24);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(0, ctrl_lookup(fd, self->prog, &v));
	EXPECT_TRUE(v.mask == BIT_OF(RUN_CNT) && v.run_cnt == 10 &&
		    v.behind == ~0ULL)
		TH_LOG("mask %#llx, %llu runs", v.mask, v.run_cnt);
	EXPECT_EQ(0, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, fd, &self->prog,
			       &v));
	EXPECT_TRUE(v.run_cnt == 10 && v.behind == ~0ULL)
		TH_LOG("%llu runs", v.run_cnt);
	whole = read_stats(_metadata, self->map, self->prog);
	EXPECT_TRUE(!whole.run_cnt && whole.run_time_ns)
		TH_LOG("%llu runs, %llu ns", whole.run_cnt, whole.run_time_ns);
}

/* The counters differ from what was read, though nobody has touched them. */
TEST_F(stats, what_was_read_can_be_written_back_while_the_counters_move)
{
	char reason[REASON_LEN] = "";
	struct bpf_ctrl_prog_stats v;

	lookup_stats(_metadata, self->map, self->prog, &v);
	run_times(_metadata, self->prog, 5);
	v.mask = 0;
	EXPECT_EQ(0, ctrl_update(self->map, self->prog, &v, 0, reason));
	EXPECT_EQ(0, reason[0])
		TH_LOG("it says: %s", reason);
	EXPECT_EQ(15, read_stats(_metadata, self->map, self->prog).run_cnt);
}

/* Some line of the file matches this extended regular expression. */
static bool has_line(struct __test_metadata *_metadata, const char *path,
		     const char *pattern)
{
	FILE *f = fopen(path, "r");
	bool found = false;
	char line[1024];
	regex_t regex;

	ASSERT_NE(NULL, f)
		TH_LOG("%s: %m", path);
	ASSERT_EQ(0, regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB));
	while (!found && fgets(line, sizeof(line), f))
		found = !regexec(&regex, line, 0, NULL, 0);
	regfree(&regex);
	fclose(f);
	return found;
}

TEST_F(stats, the_trace_tells_a_reset_with_what_was_counted_before)
{
	struct bpf_ctrl_prog_stats v;
	int i;

	write_file(_metadata, TRACING "trace", "\n");
	write_file(_metadata, TRACING "events/bpf_ctrl/bpf_ctrl_change/enable",
		   "1");
	for (i = 0; i < 2; i++) {
		EXPECT_EQ(0, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM,
				       self->map, &self->prog, &v));
		run_times(_metadata, self->prog, 3);
	}
	write_file(_metadata, TRACING "events/bpf_ctrl/bpf_ctrl_change/enable",
		   "0");
	EXPECT_TRUE(has_line(_metadata, TRACING "trace",
			     "type=prog_stats key=[0-9a-f]* member=run_cnt old=10 new=0"));
	EXPECT_TRUE(has_line(_metadata, TRACING "trace",
			     "type=prog_stats key=[0-9a-f]* member=run_cnt old=3 new=0"));
}

TEST_F(stats, a_pinned_map_of_statistics_can_be_read_with_cat)
{
	int by_id = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);

	ASSERT_EQ(0, obj_pin(by_id, PIN));
	EXPECT_TRUE(has_line(_metadata, PIN, "run_cnt"));
	EXPECT_TRUE(has_line(_metadata, PIN, "BPF_PROG_TYPE_SCHED_CLS"));
	unlink(PIN);
}

TEST_HARNESS_MAIN
