// SPDX-License-Identifier: GPL-2.0-only
/* The statistics of hundreds of programs: every way to read them agrees. */
#include <signal.h>
#include <sys/prctl.h>

#include "../prog_stats.h"

#define PROGRAMS	500
#define ROOM		1000	/* programs of others included */

/* Program i of ours has run i + 1 times. */
FIXTURE(many) {
	int by_fd, by_id, by_cpu;
	struct {
		int fd;
		__u32 id;
	} ours[PROGRAMS];
};

FIXTURE_SETUP(many)
{
	char name[BPF_OBJ_NAME_LEN];
	int stats = collect(_metadata), i;

	self->by_fd = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);
	self->by_id = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);
	self->by_cpu = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_CPU, 0);
	for (i = 0; i < PROGRAMS; i++) {
		snprintf(name, sizeof(name), "tiny_%d", i);
		self->ours[i].fd = load_tiny(_metadata, name);
		self->ours[i].id = prog_info(_metadata, self->ours[i].fd).id;
		run_times(_metadata, self->ours[i].fd, i + 1);
	}
	close(stats);
}

FIXTURE_TEARDOWN(many)
{
}

/* Which of ours has this id; -1: none. */
static int find(FIXTURE_DATA(many) * self, __u32 id)
{
	int i;

	for (i = 0; i < PROGRAMS; i++)
		if (self->ours[i].id == id)
			return i;
	return -1;
}

/* The sum over all CPUs, read one by one; false: there is no such CPU. */
static bool add_cpu(FIXTURE_DATA(many) * self, struct bpf_ctrl_prog_stats *sum,
		    __u32 id, __u32 cpu)
{
	struct bpf_ctrl_prog_cpu_key key = { id, cpu };
	struct bpf_ctrl_prog_cpu_stats v;

	if (elem_call(BPF_MAP_LOOKUP_ELEM, self->by_cpu, &key, &v))
		return false;
	sum->run_cnt += v.run_cnt;
	sum->run_time_ns += v.run_time_ns;
	sum->recursion_misses += v.recursion_misses;
	return true;
}

static void expect_agreement(struct __test_metadata *_metadata,
			     FIXTURE_DATA(many) * self, int i,
			     const struct bpf_ctrl_prog_stats *v)
{
	struct bpf_prog_info info = prog_info(_metadata, self->ours[i].fd);
	struct bpf_ctrl_prog_stats fd, id, sum = { 0 };
	int cpu;

	lookup_stats(_metadata, self->by_fd, self->ours[i].fd, &fd);
	lookup_stats(_metadata, self->by_id, self->ours[i].id, &id);
	for (cpu = 0; cpu < libbpf_num_possible_cpus(); cpu++) {
		ASSERT_TRUE(add_cpu(self, &sum, self->ours[i].id, cpu))
			TH_LOG("no CPU %d", cpu);
	}
	EXPECT_EQ((__u64)i + 1, v->run_cnt)
		TH_LOG("program %d: %llu runs", i, v->run_cnt);
	EXPECT_EQ(0, memcmp(&fd, v, sizeof(fd)))
		TH_LOG("program %d: not as by fd", i);
	EXPECT_EQ(0, memcmp(&id, v, sizeof(id)))
		TH_LOG("program %d: not as by id", i);
	EXPECT_TRUE(sum.run_cnt == v->run_cnt &&
		    sum.run_time_ns == v->run_time_ns &&
		    sum.recursion_misses == v->recursion_misses)
		TH_LOG("program %d: %llu runs on all CPUs", i, sum.run_cnt);
	EXPECT_TRUE(info.run_cnt == v->run_cnt &&
		    info.run_time_ns == v->run_time_ns && info.id == v->id &&
		    !strcmp(info.name, v->name))
		TH_LOG("program %d: not as its info", i);
}

TEST_F(many, one_batch_reads_500_programs_as_by_fd_by_id_by_cpu_and_in_their_info)
{
	static struct bpf_ctrl_prog_stats values[ROOM];
	static __u32 keys[ROOM];
	__u32 last, count = ROOM, i, seen = 0, next, key = 0;
	int at;

	EXPECT_EQ(-ENOENT, ctrl_lookup_batch(self->by_id, NULL, &last, keys,
					     values, &count));
	ASSERT_GE(count, PROGRAMS);
	for (i = 0; i < count; i++) {
		EXPECT_EQ(keys[i], values[i].id);
		EXPECT_EQ(0,
			  ctrl_next_key(self->by_id, i ? &key : NULL, &next));
		EXPECT_TRUE(next == keys[i] && next > key)
			TH_LOG("after %u comes %u", key, next);
		key = next;
		at = find(self, keys[i]);
		if (at < 0)
			continue;
		seen++;
		expect_agreement(_metadata, self, at, &values[i]);
	}
	EXPECT_EQ(PROGRAMS, seen);
	EXPECT_EQ(-ENOENT, ctrl_next_key(self->by_id, &key, &next));
}

static int batch_by_cpu(FIXTURE_DATA(many) * self,
			struct bpf_ctrl_prog_cpu_key *keys,
			struct bpf_ctrl_prog_cpu_stats *values, __u32 *count)
{
	union bpf_attr attr;
	struct bpf_ctrl_prog_cpu_key last;
	int err;

	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = self->by_cpu;
	attr.batch.out_batch = ptr_to_u64(&last);
	attr.batch.keys = ptr_to_u64(keys);
	attr.batch.values = ptr_to_u64(values);
	attr.batch.count = *count;
	err = sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr);
	*count = attr.batch.count;
	return err;
}

TEST_F(many, one_batch_reads_what_every_cpu_ran_of_500_programs)
{
	__u32 cpus = libbpf_num_possible_cpus(), count = ROOM * cpus, i;
	struct bpf_ctrl_prog_cpu_stats *values = calloc(count, sizeof(*values));
	struct bpf_ctrl_prog_cpu_key *keys = calloc(count, sizeof(*keys)), next;
	__u64 sums[PROGRAMS] = { 0 };
	int at;

	ASSERT_TRUE(values && keys)
		TH_LOG("no memory");
	EXPECT_EQ(-ENOENT, batch_by_cpu(self, keys, values, &count));
	ASSERT_GE(count, PROGRAMS * cpus);
	for (i = 0; i < count; i++) {
		EXPECT_EQ(i % cpus, keys[i].cpu)
			TH_LOG("element %u is of CPU %u", i, keys[i].cpu);
		EXPECT_TRUE(i % cpus ? keys[i].prog_id == keys[i - 1].prog_id : !i ||
			    keys[i].prog_id > keys[i - 1].prog_id)
			TH_LOG("element %u is of program %u", i,
			       keys[i].prog_id);
		EXPECT_EQ(0, elem_call(BPF_MAP_GET_NEXT_KEY, self->by_cpu,
				       i ? &keys[i - 1] : NULL, &next));
		EXPECT_EQ(0, memcmp(&next, &keys[i], sizeof(next)))
			TH_LOG("element %u: get_next_key says %u, %u", i,
			       next.prog_id, next.cpu);
		at = find(self, keys[i].prog_id);
		if (at >= 0)
			sums[at] += values[i].run_cnt;
	}
	for (i = 0; i < PROGRAMS; i++) {
		EXPECT_EQ(i + 1, sums[i])
			TH_LOG("program %u: %llu runs", i, sums[i]);
	}
	free(values);
	free(keys);
}

static void come_and_go(struct __test_metadata *_metadata, void *unused)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;)
		close(load_tiny(_metadata, "comes_and_goes"));
}

/* Programs that are gone between key and value are none, not an error. */
TEST_F(many, a_batch_does_not_stumble_over_programs_that_come_and_go)
{
	static struct bpf_ctrl_prog_stats values[ROOM];
	static __u32 keys[ROOM];
	__u32 last, count, i, k, seen;
	pid_t child = start_child(_metadata, come_and_go, NULL);
	int status;

	for (i = 0; i < 200; i++) {
		count = ROOM;
		EXPECT_EQ(-ENOENT, ctrl_lookup_batch(self->by_id, NULL, &last,
						     keys, values, &count));
		for (k = 0, seen = 0; k < count; k++) {
			int at = find(self, keys[k]);

			if (at < 0)
				continue;
			seen++;
			EXPECT_EQ((__u64)at + 1, values[k].run_cnt)
				TH_LOG("program %d: %llu runs", at,
				       values[k].run_cnt);
		}
		EXPECT_EQ(PROGRAMS, seen);
	}
	kill(child, SIGKILL);
	ASSERT_EQ(child, waitpid(child, &status, 0));
	EXPECT_TRUE(WIFSIGNALED(status));
}

TEST_HARNESS_MAIN
