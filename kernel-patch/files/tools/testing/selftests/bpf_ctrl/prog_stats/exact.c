// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts against what a program counts itself, in a per-CPU array: no run is
 * lost, none is told twice, also when the statistics are reset under load.
 *
 * The program traces the kernel's function for deletes from hash maps, and does
 * such a delete itself: each run of it makes one recursion miss.
 */
#include <bpf/btf.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "../prog_stats.h"

#define CPUS	2
#define RESETS	100

#define NOTES	50000

/* What a reader notes: a state since which reset, and the true total then. */
struct note {
	__u64 reset_time, runs, total;
};

/* What children tell the test, and the other way round. */
struct shared {
	bool done;
	__u32 nr_notes;
	struct note notes[NOTES];
	__u64 taken;
};

FIXTURE(exact) {
	int by_fd, by_id, by_cpu;
	int traced, own, hash, trigger;
	__u32 id;
	pid_t loads[CPUS];
	struct shared *shared;
};

static void set_done(FIXTURE_DATA(exact) * self)
{
	__atomic_store_n(&self->shared->done, true, __ATOMIC_RELAXED);
}

static bool is_done(FIXTURE_DATA(exact) * self)
{
	return __atomic_load_n(&self->shared->done, __ATOMIC_RELAXED);
}

/* What is done to the hash map is of no consequence: it is empty. */
static int load_trigger(struct __test_metadata *_metadata,
			FIXTURE_DATA(exact) * self)
{
	struct bpf_insn insns[] = {
		MAP_FD(1, self->hash), SECOND_HALF(),
		STORE_ZERO(-4), MOVE(2, 10), ADD(2, -4),
		CALL(BPF_FUNC_map_delete_elem),
		SET(0, 0),
		EXIT(),
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, "trigger", "GPL", insns,
			       NR_INSNS(insns), NULL);

	ASSERT_GE(fd, 0)
		TH_LOG("no trigger: %m");
	return fd;
}

static int load_traced(struct __test_metadata *_metadata,
		       FIXTURE_DATA(exact) * self)
{
	struct bpf_insn insns[] = {
		MAP_FD(1, self->own), SECOND_HALF(),
		STORE_ZERO(-4), MOVE(2, 10), ADD(2, -4),
		CALL(BPF_FUNC_map_lookup_elem),
		INSN(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3, 0),
		INSN(BPF_LDX | BPF_MEM | BPF_DW, 1, 0, 0, 0),
		ADD(1, 1),
		INSN(BPF_STX | BPF_MEM | BPF_DW, 0, 1, 0, 0),
		MAP_FD(1, self->hash), SECOND_HALF(),
		STORE_ZERO(-4), MOVE(2, 10), ADD(2, -4),
		CALL(BPF_FUNC_map_delete_elem),
		SET(0, 0),
		EXIT(),
	};
	int function = libbpf_find_vmlinux_btf_id("htab_map_delete_elem",
						  BPF_TRACE_FENTRY);
	LIBBPF_OPTS(bpf_prog_load_opts, load,
		    .expected_attach_type = BPF_TRACE_FENTRY,
		    .attach_btf_id = function);
	int fd = bpf_prog_load(BPF_PROG_TYPE_TRACING, "traced", "GPL", insns,
			       NR_INSNS(insns), &load);

	ASSERT_GE(fd, 0)
		TH_LOG("no traced program: %m");
	ASSERT_GE(bpf_link_create(fd, 0, BPF_TRACE_FENTRY, NULL), 0)
		TH_LOG("not attached: %m");
	return fd;
}

/* The statistics are collected from before the first run to the end. */
FIXTURE_SETUP(exact)
{
	self->shared = mmap(NULL, sizeof(*self->shared), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ASSERT_NE(MAP_FAILED, self->shared);
	collect(_metadata);
	self->by_fd = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);
	self->by_id = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);
	self->by_cpu = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_CPU, 0);
	self->own = bpf_map_create(BPF_MAP_TYPE_PERCPU_ARRAY, "own", 4, 8, 1,
				   NULL);
	self->hash = plain_map(BPF_MAP_TYPE_HASH);
	ASSERT_GE(self->own, 0);
	ASSERT_GE(self->hash, 0);
	self->trigger = load_trigger(_metadata, self);
	self->traced = load_traced(_metadata, self);
	self->id = prog_info(_metadata, self->traced).id;
}

FIXTURE_TEARDOWN(exact)
{
}

/* What the program has counted on each CPU; returns the sum. */
static __u64 count_own(struct __test_metadata *_metadata,
		       FIXTURE_DATA(exact) * self, __u64 *each)
{
	__u64 values[256] = { 0 }, sum = 0;
	__u32 key = 0;
	int cpu;

	ASSERT_LE(libbpf_num_possible_cpus(), 256);
	ASSERT_EQ(0, bpf_map_lookup_elem(self->own, &key, values))
		TH_LOG("own count: %m");
	for (cpu = 0; cpu < libbpf_num_possible_cpus(); cpu++) {
		if (each)
			each[cpu] = values[cpu];
		sum += values[cpu];
	}
	return sum;
}

static struct bpf_ctrl_prog_cpu_stats read_cpu(struct __test_metadata *_metadata,
					       FIXTURE_DATA(exact) * self,
					       __u32 cpu)
{
	struct bpf_ctrl_prog_cpu_key key = { self->id, cpu };
	struct bpf_ctrl_prog_cpu_stats v;

	memset(&v, 0, sizeof(v));
	ASSERT_EQ(0, elem_call(BPF_MAP_LOOKUP_ELEM, self->by_cpu, &key, &v))
		TH_LOG("no CPU %u", cpu);
	return v;
}

static void run_on(struct __test_metadata *_metadata, int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	ASSERT_EQ(0, sched_setaffinity(0, sizeof(set), &set))
		TH_LOG("CPU %d: %m", cpu);
}

TEST_F(exact, a_program_that_runs_1_000_times_has_1_000_runs)
{
	int prog, i;
	struct bpf_ctrl_prog_stats v;

	prog = load_tiny(_metadata, "tiny");
	run_times(_metadata, prog, 1000);
	EXPECT_EQ(1000, read_stats(_metadata, self->by_fd, prog).run_cnt);
	for (i = 0; i < 1000; i++)
		run_times(_metadata, prog, 1);
	v = read_stats(_metadata, self->by_fd, prog);
	EXPECT_TRUE(v.run_cnt == 2000 &&
		    prog_info(_metadata, prog).run_cnt == 2000)
		TH_LOG("%llu runs, %llu in its info", v.run_cnt,
		       prog_info(_metadata, prog).run_cnt);
	EXPECT_TRUE(v.run_time_ns &&
		    v.run_time_ns == prog_info(_metadata, prog).run_time_ns &&
		    !v.recursion_misses)
		TH_LOG("%llu ns, %llu misses", v.run_time_ns,
		       v.recursion_misses);
}

static void expect_counts(struct __test_metadata *_metadata, const char *where,
			  __u64 runs, __u64 misses, __u64 wanted)
{
	EXPECT_TRUE(runs == wanted && misses == wanted)
		TH_LOG("%s: %llu runs, %llu misses, not %llu", where, runs, misses,
		       wanted);
}

TEST_F(exact, runs_and_misses_of_a_tracing_program_are_exact_on_each_cpu)
{
	struct bpf_prog_info info;
	struct bpf_ctrl_prog_cpu_stats c;
	struct bpf_ctrl_prog_stats v;

	run_on(_metadata, 0);
	run_times(_metadata, self->trigger, 300);
	run_on(_metadata, 1);
	run_times(_metadata, self->trigger, 700);
	ASSERT_EQ(1000, count_own(_metadata, self, NULL));

	v = read_stats(_metadata, self->by_fd, self->traced);
	expect_counts(_metadata, "by fd", v.run_cnt, v.recursion_misses, 1000);
	v = read_stats(_metadata, self->by_id, self->id);
	expect_counts(_metadata, "by id", v.run_cnt, v.recursion_misses, 1000);
	info = prog_info(_metadata, self->traced);
	expect_counts(_metadata, "info", info.run_cnt, info.recursion_misses,
		      1000);
	c = read_cpu(_metadata, self, 0);
	expect_counts(_metadata, "CPU 0", c.run_cnt, c.recursion_misses, 300);
	c = read_cpu(_metadata, self, 1);
	expect_counts(_metadata, "CPU 1", c.run_cnt, c.recursion_misses, 700);

	/* misses alone; then what each CPU has after a reset */
	v = (struct bpf_ctrl_prog_stats) { .mask = BIT_OF(RECURSION_MISSES) };
	EXPECT_EQ(0, ctrl_update(self->by_id, self->id, &v, 0, NULL));
	v = read_stats(_metadata, self->by_fd, self->traced);
	EXPECT_TRUE(v.run_cnt == 1000 && v.recursion_misses == 0)
		TH_LOG("%llu runs, %llu misses", v.run_cnt, v.recursion_misses);
	run_times(_metadata, self->trigger, 5);
	EXPECT_EQ(0, ctrl_delete(self->by_fd, self->traced, NULL));
	run_times(_metadata, self->trigger, 7);
	c = read_cpu(_metadata, self, 0);
	expect_counts(_metadata, "CPU 0, reset", c.run_cnt, c.recursion_misses,
		      0);
	c = read_cpu(_metadata, self, 1);
	expect_counts(_metadata, "CPU 1, reset", c.run_cnt, c.recursion_misses,
		      7);
	/* others take this for a count since loading: 300, 700, 5 and 7 */
	info = prog_info(_metadata, self->traced);
	expect_counts(_metadata, "info", info.run_cnt, info.recursion_misses,
		      1012);
	EXPECT_EQ(1012, fdinfo(_metadata, self->traced, "run_cnt"));
}

static void start_load(struct __test_metadata *_metadata,
		       FIXTURE_DATA(exact) * self)
{
	int cpu;

	for (cpu = 0; cpu < CPUS; cpu++) {
		self->loads[cpu] = fork();
		ASSERT_GE(self->loads[cpu], 0)
			TH_LOG("fork: %m");
		if (self->loads[cpu])
			continue;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		run_on(_metadata, cpu);
		for (;;)
			run_times(_metadata, self->trigger, 100);
	}
	ASSERT_TRUE(wait_for(read_cpu(_metadata, self, 0).run_cnt &&
			     read_cpu(_metadata, self, 1).run_cnt, 20))
		TH_LOG("not both CPUs run the program");
}

static void stop_load(FIXTURE_DATA(exact) * self)
{
	int cpu;

	for (cpu = 0; cpu < CPUS; cpu++) {
		kill(self->loads[cpu], SIGKILL);
		waitpid(self->loads[cpu], NULL, 0);
	}
}

/* Every reset must replace something, or it was no load. */
static void wait_for_runs(struct __test_metadata *_metadata,
			  FIXTURE_DATA(exact) * self, __u64 more)
{
	__u64 from = count_own(_metadata, self, NULL);

	ASSERT_TRUE(wait_for(count_own(_metadata, self, NULL) >= from + more,
			     20));
}

TEST_F(exact, a_hundred_resets_under_load_on_both_cpus_lose_no_run_and_tell_none_twice)
{
	__u64 runs = 0, misses = 0, nsecs = 0, total;
	struct bpf_ctrl_prog_stats v;
	int i;

	start_load(_metadata, self);
	for (i = 0; i < RESETS; i++) {
		wait_for_runs(_metadata, self, 20);
		EXPECT_EQ(0, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM,
				       self->by_id, &self->id, &v));
		EXPECT_TRUE(v.run_cnt)
			TH_LOG("reset %d told 0 runs", i);
		runs += v.run_cnt;
		misses += v.recursion_misses;
		nsecs += v.run_time_ns;
	}
	stop_load(self);
	v = read_stats(_metadata, self->by_id, self->id);
	runs += v.run_cnt;
	misses += v.recursion_misses;
	nsecs += v.run_time_ns;
	total = count_own(_metadata, self, NULL);
	expect_counts(_metadata, "sum of 100 resets and the rest", runs, misses,
		      total);
	EXPECT_TRUE(nsecs && nsecs < 3600 * 1000000000ULL)
		TH_LOG("%llu ns", nsecs);
	v = read_stats(_metadata, self->by_fd, self->traced);
	EXPECT_TRUE(v.run_cnt < total &&
		    prog_info(_metadata, self->traced).run_cnt == total)
		TH_LOG("by fd %llu runs, %llu in its info", v.run_cnt,
		       prog_info(_metadata, self->traced).run_cnt);
}

/*
 * Reading and resetting by two calls loses what runs in between, and no more: at
 * most one run in flight for each CPU on either side.
 */
TEST_F(exact, a_hundred_reads_with_a_reset_each_lose_no_more_than_ran_in_between)
{
	__u64 runs = 0, gap = 0, from, to, total;
	struct bpf_ctrl_prog_stats v;
	int i;

	start_load(_metadata, self);
	for (i = 0; i < RESETS; i++) {
		wait_for_runs(_metadata, self, 20);
		from = count_own(_metadata, self, NULL);
		v = read_stats(_metadata, self->by_id, self->id);
		EXPECT_EQ(0, ctrl_delete(self->by_id, self->id, NULL));
		to = count_own(_metadata, self, NULL);
		gap += to - from + CPUS;
		runs += v.run_cnt;
		v = read_stats(_metadata, self->by_id, self->id);
		EXPECT_LE(v.run_cnt,
			  count_own(_metadata, self, NULL) - from + CPUS)
			TH_LOG("reset %d: counts from %llu", i, v.run_cnt);
	}
	stop_load(self);
	runs += read_stats(_metadata, self->by_id, self->id).run_cnt;
	total = count_own(_metadata, self, NULL);
	EXPECT_TRUE(runs <= total && runs + gap >= total)
		TH_LOG("%llu runs read of %llu, %llu may be in between", runs,
		       total, gap);
}

static void read_by_map(struct __test_metadata *_metadata, void *data)
{
	FIXTURE_DATA(exact) * self = data;
	struct shared *s = self->shared;
	struct bpf_ctrl_prog_stats v;

	while (!is_done(self) && s->nr_notes < NOTES) {
		v = read_stats(_metadata, self->by_id, self->id);
		s->notes[s->nr_notes++] = (struct note) {
			v.reset_time, v.run_cnt,
			count_own(_metadata, self, NULL)
		};
		EXPECT_LT(v.run_time_ns, 3600 * 1000000000ULL);
	}
}

static void read_by_info(struct __test_metadata *_metadata, void *data)
{
	FIXTURE_DATA(exact) * self = data;
	__u64 before = 0, after, sum;
	__u32 cpu;

	while (!is_done(self)) {
		struct bpf_prog_info info = prog_info(_metadata, self->traced);

		after = count_own(_metadata, self, NULL);
		EXPECT_LE(info.run_cnt, after);
		EXPECT_LE(info.recursion_misses, after);
		EXPECT_LT(info.run_time_ns, 3600 * 1000000000ULL);
		EXPECT_GE(info.run_cnt, before);
		before = info.run_cnt;
		for (cpu = 0, sum = 0; cpu < CPUS; cpu++)
			sum += read_cpu(_metadata, self, cpu).run_cnt;
		after = count_own(_metadata, self, NULL);
		EXPECT_LE(sum, after);
	}
}

/* When which reset was, and what the program had counted before it. */
static struct note resets[RESETS];

static const struct note *find_reset(__u64 reset_time)
{
	static const struct note never;
	int i;

	for (i = 0; i < RESETS; i++)
		if (resets[i].reset_time == reset_time)
			return &resets[i];
	return reset_time ? NULL : &never;
}

/* No more than what has run since that reset: not with a CPU still not reset. */
static void judge_notes(struct __test_metadata *_metadata,
			const struct shared *s)
{
	__u32 i, moved = 0;

	for (i = 0; i < s->nr_notes; i++) {
		const struct note *n = &s->notes[i];
		const struct note *r = find_reset(n->reset_time);

		ASSERT_NE(NULL, r)
			TH_LOG("a reset at %llu that nobody made",
			       n->reset_time);
		EXPECT_LE(n->runs, n->total - r->total + CPUS)
			TH_LOG("%llu runs since a reset, not %llu", n->runs,
			       n->total - r->total);
		if (!i)
			continue;
		EXPECT_GE(n->reset_time, n[-1].reset_time);
		EXPECT_TRUE(n->reset_time != n[-1].reset_time ||
			    n->runs >= n[-1].runs)
			TH_LOG("%llu runs after %llu", n->runs, n[-1].runs);
		moved += n->reset_time != n[-1].reset_time;
	}
	EXPECT_GT(moved, RESETS / 10);
}

TEST_F(exact, no_reader_sees_a_count_that_goes_back_or_more_than_ran_since_a_reset)
{
	pid_t by_map, by_info;
	int i;

	start_load(_metadata, self);
	by_map = start_child(_metadata, read_by_map, self);
	by_info = start_child(_metadata, read_by_info, self);
	for (i = 0; i < RESETS; i++) {
		wait_for_runs(_metadata, self, 20);
		resets[i].total = count_own(_metadata, self, NULL);
		EXPECT_EQ(0, ctrl_delete(self->by_id, self->id, NULL));
		resets[i].reset_time = read_stats(_metadata, self->by_id,
						  self->id).reset_time;
	}
	set_done(self);
	wait_for_child(_metadata, by_map);
	wait_for_child(_metadata, by_info);
	stop_load(self);
	judge_notes(_metadata, self->shared);
}

#define SEEN	2000	/* resets that the reader must have seen */

static void reset_often(struct __test_metadata *_metadata, void *data)
{
	FIXTURE_DATA(exact) * self = data;

	run_on(_metadata, 0);
	while (!is_done(self)) {
		run_times(_metadata, self->trigger, 1);
		ASSERT_EQ(0, ctrl_delete(self->by_id, self->id, NULL));
	}
}

/*
 * A reader on the other CPU, which has runs of its own: a reset that came over
 * the CPUs one after the other would make the sum go back before it is done.
 */
TEST_F(exact, no_reader_sees_a_reset_of_one_cpu_without_the_other)
{
	struct bpf_ctrl_prog_stats v, last = { 0 };
	int moved = 0, i;
	pid_t child;

	run_on(_metadata, 1);
	child = start_child(_metadata, reset_often, self);
	while (moved < SEEN) {
		run_times(_metadata, self->trigger, 1);
		for (i = 0; i < 16; i++) {
			v = read_stats(_metadata, self->by_id, self->id);
			EXPECT_TRUE(v.reset_time != last.reset_time ||
				    (v.run_cnt >= last.run_cnt &&
				     v.recursion_misses >= last.recursion_misses))
				TH_LOG("%llu runs after %llu", v.run_cnt,
				       last.run_cnt);
			moved += v.reset_time != last.reset_time;
			last = v;
		}
	}
	set_done(self);
	wait_for_child(_metadata, child);
}

/* Each reset by one of two at a time tells what the other one does not. */
static void take(struct __test_metadata *_metadata, void *data)
{
	FIXTURE_DATA(exact) * self = data;
	struct bpf_ctrl_prog_stats v;
	int i;

	for (i = 0; i < RESETS; i++) {
		if (!elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, self->by_id,
			       &self->id, &v))
			__atomic_fetch_add(&self->shared->taken, v.run_cnt,
					   __ATOMIC_RELAXED);
		sched_yield();
	}
}

TEST_F(exact, two_who_reset_at_a_time_share_out_the_runs)
{
	pid_t children[2];
	__u64 rest;
	int i;

	start_load(_metadata, self);
	for (i = 0; i < 2; i++)
		children[i] = start_child(_metadata, take, self);
	for (i = 0; i < 2; i++)
		wait_for_child(_metadata, children[i]);
	stop_load(self);
	rest = read_stats(_metadata, self->by_id, self->id).run_cnt;
	EXPECT_EQ(count_own(_metadata, self, NULL), self->shared->taken + rest);
}

TEST_HARNESS_MAIN
