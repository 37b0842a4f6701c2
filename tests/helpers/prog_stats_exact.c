// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts against what a program counts itself, in a per-CPU array: no run is
 * lost, none is told twice, also when the statistics are reset under load.
 *
 * The program traces the kernel's function for deletes from hash maps, and does
 * such a delete itself: each run of it makes one recursion miss.
 */
#define _GNU_SOURCE
#include <bpf/btf.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "prog_stats.h"

#define CPUS	2
#define RESETS	100

static int by_fd, by_id, by_cpu;
static int traced, own, hash, trigger;
static uint32_t id;

/* What is done to the hash map is of no consequence: it is empty. */
static int load_trigger(void)
{
	struct bpf_insn insns[] = {
		SET_MAP(1, hash),
		SET_KEY(),
		CALL(BPF_FUNC_map_delete_elem),
		SET(0, 0),
		EXIT(),
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, "trigger", "GPL", insns,
			       NR_INSNS(insns), NULL);

	need(fd >= 0, "no trigger: %m");
	return fd;
}

static int load_traced(void)
{
	struct bpf_insn insns[] = {
		SET_MAP(1, own),
		SET_KEY(),
		CALL(BPF_FUNC_map_lookup_elem),
		INSN(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3, 0),
		INSN(BPF_LDX | BPF_MEM | BPF_DW, 1, 0, 0, 0),
		INSN(BPF_ALU64 | BPF_ADD | BPF_K, 1, 0, 0, 1),
		INSN(BPF_STX | BPF_MEM | BPF_DW, 0, 1, 0, 0),
		SET_MAP(1, hash),
		SET_KEY(),
		CALL(BPF_FUNC_map_delete_elem),
		SET(0, 0),
		EXIT(),
	};
	LIBBPF_OPTS(bpf_prog_load_opts, load,
		    .expected_attach_type = BPF_TRACE_FENTRY,
		    .attach_btf_id = libbpf_find_vmlinux_btf_id(
			    "htab_map_delete_elem", BPF_TRACE_FENTRY));
	int fd = bpf_prog_load(BPF_PROG_TYPE_TRACING, "traced", "GPL", insns,
			       NR_INSNS(insns), &load);

	need(fd >= 0, "no traced program: %m");
	need(bpf_link_create(fd, 0, BPF_TRACE_FENTRY, NULL) >= 0,
	     "not attached: %m");
	return fd;
}

/* The statistics are collected from before the first run to the end. */
static void setup(void)
{
	collect();
	by_fd = stats_map(BPF_CTRL_PROG_STATS, 0);
	by_id = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0);
	by_cpu = stats_map(BPF_CTRL_PROG_STATS_BY_CPU, 0);
	own = bpf_map_create(BPF_MAP_TYPE_PERCPU_ARRAY, "own", 4, 8, 1, NULL);
	hash = plain_map(BPF_MAP_TYPE_HASH);
	need(own >= 0 && hash >= 0, "no maps: %m");
	trigger = load_trigger();
	traced = load_traced();
	id = prog_info(traced).id;
}

/* What the program has counted on each CPU; returns the sum. */
static uint64_t count_own(uint64_t *each)
{
	uint64_t values[256] = { 0 }, sum = 0;
	uint32_t key = 0;
	int cpu;

	need(libbpf_num_possible_cpus() <= 256, "too many CPUs");
	need(!bpf_map_lookup_elem(own, &key, values), "own count: %m");
	for (cpu = 0; cpu < libbpf_num_possible_cpus(); cpu++) {
		if (each)
			each[cpu] = values[cpu];
		sum += values[cpu];
	}
	return sum;
}

static prog_cpu_stats read_cpu(uint32_t cpu)
{
	cpu_key key = { id, cpu };
	prog_cpu_stats v;

	memset(&v, 0, sizeof(v));
	need(!elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, &v), "no CPU %u", cpu);
	return v;
}

static void run_on(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	need(!sched_setaffinity(0, sizeof(set), &set), "CPU %d: %m", cpu);
}

static void thousand_runs(char **args)
{
	int prog, i;
	prog_stats v;

	setup();
	prog = load_tiny("tiny");
	run_times(prog, 1000);
	expect(read_stats(by_fd, prog).run_cnt == 1000, "%llu runs",
	       read_stats(by_fd, prog).run_cnt);
	for (i = 0; i < 1000; i++)
		run_times(prog, 1);
	v = read_stats(by_fd, prog);
	expect(v.run_cnt == 2000 && prog_info(prog).run_cnt == 2000,
	       "%llu runs, %llu in its info", v.run_cnt,
	       prog_info(prog).run_cnt);
	expect(v.run_time_ns && v.run_time_ns == prog_info(prog).run_time_ns &&
	       !v.recursion_misses, "%llu ns, %llu misses", v.run_time_ns,
	       v.recursion_misses);
}

static void expect_counts(const char *where, uint64_t runs, uint64_t misses,
			  uint64_t wanted)
{
	expect(runs == wanted && misses == wanted,
	       "%s: %lu runs, %lu misses, not %lu", where, runs, misses, wanted);
}

static void tracing(char **args)
{
	struct bpf_prog_info info;
	prog_cpu_stats c;
	prog_stats v;

	setup();
	run_on(0);
	run_times(trigger, 300);
	run_on(1);
	run_times(trigger, 700);
	need(count_own(NULL) == 1000, "it counts %lu", count_own(NULL));

	v = read_stats(by_fd, traced);
	expect_counts("by fd", v.run_cnt, v.recursion_misses, 1000);
	v = read_stats(by_id, id);
	expect_counts("by id", v.run_cnt, v.recursion_misses, 1000);
	info = prog_info(traced);
	expect_counts("info", info.run_cnt, info.recursion_misses, 1000);
	c = read_cpu(0);
	expect_counts("CPU 0", c.run_cnt, c.recursion_misses, 300);
	c = read_cpu(1);
	expect_counts("CPU 1", c.run_cnt, c.recursion_misses, 700);

	/* misses alone; then what each CPU has after a reset */
	v = (prog_stats) { .mask = BIT_OF(RECURSION_MISSES) };
	expect_result(ctrl_update(by_id, id, &v, 0, NULL), 0, "misses");
	v = read_stats(by_fd, traced);
	expect(v.run_cnt == 1000 && v.recursion_misses == 0,
	       "%llu runs, %llu misses", v.run_cnt, v.recursion_misses);
	run_times(trigger, 5);
	expect_result(ctrl_delete(by_fd, traced, NULL), 0, "delete");
	run_times(trigger, 7);
	c = read_cpu(0);
	expect_counts("CPU 0, reset", c.run_cnt, c.recursion_misses, 0);
	c = read_cpu(1);
	expect_counts("CPU 1, reset", c.run_cnt, c.recursion_misses, 7);
	/* others take this for a count since loading: 300, 700, 5 and 7 */
	info = prog_info(traced);
	expect_counts("info", info.run_cnt, info.recursion_misses, 1012);
	expect(fdinfo(traced, "run_cnt") == 1012, "fdinfo: %lu runs",
	       fdinfo(traced, "run_cnt"));
}

static pid_t loads[CPUS];

static void start_load(void)
{
	int cpu;

	for (cpu = 0; cpu < CPUS; cpu++) {
		loads[cpu] = fork();
		need(loads[cpu] >= 0, "fork: %m");
		if (loads[cpu])
			continue;
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		run_on(cpu);
		for (;;)
			run_times(trigger, 100);
	}
	need(wait_for(read_cpu(0).run_cnt && read_cpu(1).run_cnt, 20),
	     "not both CPUs run the program");
}

static void stop_load(void)
{
	int cpu;

	for (cpu = 0; cpu < CPUS; cpu++) {
		kill(loads[cpu], SIGKILL);
		waitpid(loads[cpu], NULL, 0);
	}
}

/* Every reset must replace something, or it was no load. */
static void wait_for_runs(uint64_t more)
{
	uint64_t from = count_own(NULL);

	need(wait_for(count_own(NULL) >= from + more, 20), "no load");
}

static void sum_is_exact(char **args)
{
	uint64_t runs = 0, misses = 0, nsecs = 0, total;
	prog_stats v;
	int i;

	setup();
	start_load();
	for (i = 0; i < RESETS; i++) {
		wait_for_runs(20);
		expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, by_id,
					&id, &v), 0, "lookup and delete");
		expect(v.run_cnt, "reset %d told 0 runs", i);
		runs += v.run_cnt;
		misses += v.recursion_misses;
		nsecs += v.run_time_ns;
	}
	stop_load();
	v = read_stats(by_id, id);
	runs += v.run_cnt;
	misses += v.recursion_misses;
	nsecs += v.run_time_ns;
	total = count_own(NULL);
	expect_counts("sum of 100 resets and the rest", runs, misses, total);
	expect(nsecs && nsecs < 3600 * 1000000000ULL, "%lu ns", nsecs);
	v = read_stats(by_fd, traced);
	expect(v.run_cnt < total && prog_info(traced).run_cnt == total,
	       "by fd %llu runs, %llu in its info", v.run_cnt,
	       prog_info(traced).run_cnt);
}

/*
 * Reading and resetting by two calls loses what runs in between, and no more: at
 * most one run in flight for each CPU on either side.
 */
static void sum_of_two_calls(char **args)
{
	uint64_t runs = 0, gap = 0, from, to, total;
	prog_stats v;
	int i;

	setup();
	start_load();
	for (i = 0; i < RESETS; i++) {
		wait_for_runs(20);
		from = count_own(NULL);
		v = read_stats(by_id, id);
		expect_result(ctrl_delete(by_id, id, NULL), 0, "delete");
		to = count_own(NULL);
		gap += to - from + CPUS;
		runs += v.run_cnt;
		v = read_stats(by_id, id);
		expect(v.run_cnt <= count_own(NULL) - from + CPUS,
		       "reset %d: counts from %llu", i, v.run_cnt);
	}
	stop_load();
	runs += read_stats(by_id, id).run_cnt;
	total = count_own(NULL);
	expect(runs <= total && runs + gap >= total,
	       "%lu runs read of %lu, %lu may be in between", runs, total, gap);
}

/* What the readers note: a state since which reset, and the true total then. */
struct note {
	uint64_t reset_time, runs, total;
};

#define NOTES	50000

static struct note notes[NOTES];
static uint32_t nr_notes;
static volatile bool done;

static void *read_by_map(void *unused)
{
	prog_stats v;

	while (!done && nr_notes < NOTES) {
		v = read_stats(by_id, id);
		notes[nr_notes++] = (struct note) {
			v.reset_time, v.run_cnt, count_own(NULL)
		};
		expect(v.run_time_ns < 3600 * 1000000000ULL, "%llu ns",
		       v.run_time_ns);
	}
	return NULL;
}

static void *read_by_info(void *unused)
{
	uint64_t before = 0, after, sum;
	uint32_t cpu;

	while (!done) {
		struct bpf_prog_info info = prog_info(traced);

		after = count_own(NULL);
		expect(info.run_cnt <= after && info.recursion_misses <= after &&
		       info.run_time_ns < 3600 * 1000000000ULL,
		       "info: %llu runs, %llu misses of %lu", info.run_cnt,
		       info.recursion_misses, after);
		expect(info.run_cnt >= before, "info: %llu runs after %lu",
		       info.run_cnt, before);
		before = info.run_cnt;
		for (cpu = 0, sum = 0; cpu < CPUS; cpu++)
			sum += read_cpu(cpu).run_cnt;
		after = count_own(NULL);
		expect(sum <= after, "all CPUs: %lu runs of %lu", sum, after);
	}
	return NULL;
}

/* When which reset was, and what the program had counted before it. */
static struct note resets[RESETS];

static const struct note *find_reset(uint64_t reset_time)
{
	static const struct note never;
	int i;

	for (i = 0; i < RESETS; i++)
		if (resets[i].reset_time == reset_time)
			return &resets[i];
	return reset_time ? NULL : &never;
}

/* No more than what has run since that reset: not with a CPU still not reset. */
static void judge_notes(void)
{
	uint32_t i, moved = 0;

	for (i = 0; i < nr_notes; i++) {
		const struct note *n = &notes[i];
		const struct note *r = find_reset(n->reset_time);

		need(r, "a reset at %lu that nobody made", n->reset_time);
		expect(n->runs <= n->total - r->total + CPUS,
		       "%lu runs since a reset, not %lu", n->runs,
		       n->total - r->total);
		if (!i)
			continue;
		expect(n->reset_time >= n[-1].reset_time, "a reset was undone");
		expect(n->reset_time != n[-1].reset_time || n->runs >= n[-1].runs,
		       "%lu runs after %lu", n->runs, n[-1].runs);
		moved += n->reset_time != n[-1].reset_time;
	}
	expect(moved > RESETS / 10, "the reader saw only %u resets", moved);
}

static void never_torn(char **args)
{
	pthread_t by_map, by_info;
	int i;

	setup();
	start_load();
	need(!pthread_create(&by_map, NULL, read_by_map, NULL) &&
	     !pthread_create(&by_info, NULL, read_by_info, NULL), "no thread");
	for (i = 0; i < RESETS; i++) {
		wait_for_runs(20);
		resets[i].total = count_own(NULL);
		expect_result(ctrl_delete(by_id, id, NULL), 0, "delete");
		resets[i].reset_time = read_stats(by_id, id).reset_time;
	}
	done = true;
	pthread_join(by_map, NULL);
	pthread_join(by_info, NULL);
	stop_load();
	judge_notes();
}

#define SEEN	2000	/* resets that the reader must have seen */

static void *reset_often(void *unused)
{
	run_on(0);
	while (!done) {
		run_times(trigger, 1);
		need(!ctrl_delete(by_id, id, NULL), "no reset");
	}
	return NULL;
}

/*
 * A reader on the other CPU, which has runs of its own: a reset that came over
 * the CPUs one after the other would make the sum go back before it is done.
 */
static void never_half(char **args)
{
	prog_stats v, last = { 0 };
	pthread_t thread;
	int moved = 0, i;

	setup();
	run_on(1);
	need(!pthread_create(&thread, NULL, reset_often, NULL), "no thread");
	while (moved < SEEN) {
		run_times(trigger, 1);
		for (i = 0; i < 16; i++) {
			v = read_stats(by_id, id);
			expect(v.reset_time != last.reset_time ||
			       (v.run_cnt >= last.run_cnt &&
				v.recursion_misses >= last.recursion_misses),
			       "%llu runs after %llu", v.run_cnt, last.run_cnt);
			moved += v.reset_time != last.reset_time;
			last = v;
		}
	}
	done = true;
	pthread_join(thread, NULL);
}

/* Each reset by one of two at a time tells what the other one does not. */
static void *take(void *sum)
{
	prog_stats v;
	int i;

	for (i = 0; i < RESETS; i++) {
		if (!elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, by_id, &id, &v))
			*(uint64_t *)sum += v.run_cnt;
		sched_yield();
	}
	return NULL;
}

static void two_reset(char **args)
{
	uint64_t sums[2] = { 0 };
	pthread_t threads[2];
	int i;

	setup();
	start_load();
	for (i = 0; i < 2; i++)
		need(!pthread_create(&threads[i], NULL, take, &sums[i]),
		     "no thread");
	for (i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	stop_load();
	sums[0] += read_stats(by_id, id).run_cnt;
	expect(sums[0] + sums[1] == count_own(NULL), "%lu and %lu runs of %lu",
	       sums[0], sums[1], count_own(NULL));
}

static const struct test tests[] = {
	{ "a program that runs 1,000 times has 1,000 runs", thousand_runs },
	{ "runs and misses of a tracing program are exact, on each CPU", tracing },
	{ "100 resets under load on both CPUs lose no run and tell none twice",
	  sum_is_exact },
	{ "100 reads with a reset each lose no more than ran in between",
	  sum_of_two_calls },
	{ "no reader sees a count that goes back or more than ran since a reset",
	  never_torn },
	{ "no reader sees a reset of one CPU without the other", never_half },
	{ "two who reset at a time share out the runs", two_reset },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
