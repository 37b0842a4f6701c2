// SPDX-License-Identifier: GPL-2.0-only
/* The statistics of hundreds of programs: every way to read them agrees. */
#define _GNU_SOURCE
#include <pthread.h>

#include "prog_stats.h"

#define PROGRAMS	500
#define ROOM		1000	/* programs of others included */
#define PIN		"/sys/fs/bpf/prog_stats_many"

/* Program i of ours has run i + 1 times. */
static struct {
	int fd;
	uint32_t id;
} ours[PROGRAMS];

static int by_fd, by_id, by_cpu;

static void setup(void)
{
	char name[BPF_OBJ_NAME_LEN];
	int stats = collect(), i;

	by_fd = stats_map(BPF_CTRL_PROG_STATS, 0);
	by_id = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0);
	by_cpu = stats_map(BPF_CTRL_PROG_STATS_BY_CPU, 0);
	for (i = 0; i < PROGRAMS; i++) {
		snprintf(name, sizeof(name), "tiny_%d", i);
		ours[i].fd = load_tiny(name);
		ours[i].id = prog_info(ours[i].fd).id;
		run_times(ours[i].fd, i + 1);
	}
	close(stats);
}

/* Which of ours has this id; -1: none. */
static int find(uint32_t id)
{
	int i;

	for (i = 0; i < PROGRAMS; i++)
		if (ours[i].id == id)
			return i;
	return -1;
}

/* The sum over all CPUs, read one by one; false: there is no such CPU. */
static bool add_cpu(prog_stats *sum, uint32_t id, uint32_t cpu)
{
	cpu_key key = { id, cpu };
	prog_cpu_stats v;

	if (elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, &v))
		return false;
	sum->run_cnt += v.run_cnt;
	sum->run_time_ns += v.run_time_ns;
	sum->recursion_misses += v.recursion_misses;
	return true;
}

static void expect_agreement(int i, const prog_stats *v)
{
	struct bpf_prog_info info = prog_info(ours[i].fd);
	prog_stats fd = read_stats(by_fd, ours[i].fd);
	prog_stats id = read_stats(by_id, ours[i].id);
	prog_stats sum = { 0 };
	int cpu;

	for (cpu = 0; cpu < libbpf_num_possible_cpus(); cpu++)
		need(add_cpu(&sum, ours[i].id, cpu), "no CPU %d", cpu);
	expect(v->run_cnt == (uint64_t)i + 1, "program %d: %llu runs", i,
	       v->run_cnt);
	expect(!memcmp(&fd, v, sizeof(fd)), "program %d: not as by fd", i);
	expect(!memcmp(&id, v, sizeof(id)), "program %d: not as by id", i);
	expect(sum.run_cnt == v->run_cnt && sum.run_time_ns == v->run_time_ns &&
	       sum.recursion_misses == v->recursion_misses,
	       "program %d: %llu runs on all CPUs", i, sum.run_cnt);
	expect(info.run_cnt == v->run_cnt && info.run_time_ns == v->run_time_ns &&
	       info.id == v->id && !strcmp(info.name, v->name),
	       "program %d: not as its info", i);
}

static void batch(char **args)
{
	static prog_stats values[ROOM];
	static uint32_t keys[ROOM];
	uint32_t last, count = ROOM, i, seen = 0, next, key = 0;
	int at;

	setup();
	expect_result(ctrl_lookup_batch(by_id, NULL, &last, keys, values,
					&count), -ENOENT, "one batch");
	need(count >= PROGRAMS, "only %u programs", count);
	for (i = 0; i < count; i++) {
		expect(values[i].id == keys[i], "key %u has the value of %u",
		       keys[i], values[i].id);
		expect_result(ctrl_next_key(by_id, i ? &key : NULL, &next), 0,
			      "get_next_key");
		expect(next == keys[i] && next > key, "after %u comes %u", key,
		       next);
		key = next;
		at = find(keys[i]);
		if (at < 0)
			continue;
		seen++;
		expect_agreement(at, &values[i]);
	}
	expect(seen == PROGRAMS, "%u programs of ours", seen);
	expect_result(ctrl_next_key(by_id, &key, &next), -ENOENT, "the end");
}

static int batch_by_cpu(cpu_key *keys, prog_cpu_stats *values, uint32_t *count)
{
	union bpf_attr attr;
	cpu_key last;
	int err;

	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = by_cpu;
	attr.batch.out_batch = ptr_to_u64(&last);
	attr.batch.keys = ptr_to_u64(keys);
	attr.batch.values = ptr_to_u64(values);
	attr.batch.count = *count;
	err = sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr);
	*count = attr.batch.count;
	return err;
}

static void every_cpu(char **args)
{
	uint32_t cpus = libbpf_num_possible_cpus(), count = ROOM * cpus, i;
	prog_cpu_stats *values = calloc(count, sizeof(*values));
	cpu_key *keys = calloc(count, sizeof(*keys)), next;
	uint64_t sums[PROGRAMS] = { 0 };
	int at;

	setup();
	need(values && keys, "no memory");
	expect_result(batch_by_cpu(keys, values, &count), -ENOENT, "one batch");
	need(count >= PROGRAMS * cpus, "only %u elements", count);
	for (i = 0; i < count; i++) {
		expect(keys[i].cpu == i % cpus, "element %u is of CPU %u", i,
		       keys[i].cpu);
		expect(i % cpus ? keys[i].prog_id == keys[i - 1].prog_id :
		       !i || keys[i].prog_id > keys[i - 1].prog_id,
		       "element %u is of program %u", i, keys[i].prog_id);
		expect_result(elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu,
					i ? &keys[i - 1] : NULL, &next), 0,
			      "get_next_key");
		expect(!memcmp(&next, &keys[i], sizeof(next)),
		       "element %u: get_next_key says %u, %u", i, next.prog_id,
		       next.cpu);
		at = find(keys[i].prog_id);
		if (at >= 0)
			sums[at] += values[i].run_cnt;
	}
	for (i = 0; i < PROGRAMS; i++)
		expect(sums[i] == i + 1, "program %u: %lu runs", i, sums[i]);
	free(values);
	free(keys);
}

/* What stock tools show of a pinned map; the argument is a bpftool. */
static void dump(char **args)
{
	char command[512];
	uint32_t id, seen = 0;
	unsigned long long runs, nsecs;
	FILE *f;
	int at;

	setup();
	need(args[0] && !obj_pin(by_id, PIN), "cannot pin: %m");
	snprintf(command, sizeof(command),
		 "%s -j map dump pinned " PIN " | jq -r '.[].formatted"
		 " | \"\\(.key.prog_id) \\(.value.run_cnt) \\(.value.run_time_ns)\"'",
		 args[0]);
	f = popen(command, "r");
	need(f, "%s: %m", command);
	while (fscanf(f, "%u %llu %llu", &id, &runs, &nsecs) == 3) {
		at = find(id);
		if (at < 0)
			continue;
		seen++;
		expect(runs == (unsigned)at + 1, "program %d: %llu runs", at,
		       runs);
		expect(nsecs == read_stats(by_id, id).run_time_ns,
		       "program %d: %llu ns", at, nsecs);
	}
	expect(!pclose(f), "bpftool failed");
	expect(seen == PROGRAMS, "%u programs of ours", seen);
	unlink(PIN);
}

static volatile bool stop;

static void *come_and_go(void *unused)
{
	while (!stop)
		close(load_tiny("comes_and_goes"));
	return NULL;
}

/* Programs that are gone between key and value are none, not an error. */
static void churn(char **args)
{
	static prog_stats values[ROOM];
	static uint32_t keys[ROOM];
	uint32_t last, count, i, k, seen;
	pthread_t thread;

	setup();
	need(!pthread_create(&thread, NULL, come_and_go, NULL), "no thread");
	for (i = 0; i < 200; i++) {
		count = ROOM;
		expect_result(ctrl_lookup_batch(by_id, NULL, &last, keys, values,
						&count), -ENOENT, "a batch");
		for (k = 0, seen = 0; k < count; k++) {
			int at = find(keys[k]);

			if (at < 0)
				continue;
			seen++;
			expect(values[k].run_cnt == (uint64_t)at + 1,
			       "program %d: %llu runs", at, values[k].run_cnt);
		}
		expect(seen == PROGRAMS, "%u programs of ours", seen);
	}
	stop = true;
	pthread_join(thread, NULL);
}

static const struct test tests[] = {
	{ "one batch reads 500 programs, as by fd, by id, by CPU and in their info",
	  batch },
	{ "one batch reads what every CPU ran of 500 programs", every_cpu },
	{ "a dump of a pinned map shows 500 programs", dump },
	{ "a batch does not stumble over programs that come and go", churn },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
