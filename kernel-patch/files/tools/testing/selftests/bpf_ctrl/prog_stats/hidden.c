// SPDX-License-Identifier: GPL-2.0-only
/* Batches over programs that a security module hides, hundreds in a row. */
#include "../prog_stats.h"

#include <signal.h>
#include <sys/wait.h>

#include "../security_module.h"

#define PROGRAMS	500
#define ROOM		1000	/* programs of others included */

struct batch {
	__u32 count;
	__u32 ids[ROOM];
};

static void __attribute__((constructor)) need_bpf_lsm(void)
{
	if (!bpf_lsm_in_use())
		ksft_exit_skip("no security module is BPF: CONFIG_BPF_LSM, lsm=?\n");
}

FIXTURE(hidden) {
	int by_id;
	__u32 ours[PROGRAMS];
};

FIXTURE_SETUP(hidden)
{
	char name[BPF_OBJ_NAME_LEN];
	int i;

	self->by_id = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);
	for (i = 0; i < PROGRAMS; i++) {
		snprintf(name, sizeof(name), "tiny_%d", i);
		self->ours[i] = prog_info(_metadata,
					  load_tiny(_metadata, name)).id;
		ASSERT_TRUE(!i || self->ours[i] > self->ours[i - 1]);
	}
}

FIXTURE_TEARDOWN(hidden)
{
}

/* What is there up to the last one of ours, read by batches of @step. */
static void read_all(struct __test_metadata *_metadata,
		     FIXTURE_DATA(hidden) * self, struct batch *b, __u32 step)
{
	static struct bpf_ctrl_prog_stats values[ROOM];
	__u32 last, got;
	int err = 0;

	for (b->count = 0; !err && b->count < ROOM; b->count += got) {
		got = b->count + step < ROOM ? step : ROOM - b->count;
		err = ctrl_lookup_batch(self->by_id, b->count ? &last : NULL,
					&last, b->ids + b->count, values, &got);
		ASSERT_TRUE(!err || err == -ENOENT)
			TH_LOG("batch: %d", err);
	}
	ASSERT_TRUE(err)
		TH_LOG("more than %u programs", ROOM);
	while (b->count && b->ids[b->count - 1] > self->ours[PROGRAMS - 1])
		b->count--;
}

/* Those of @all outside of @first..@last, in the same order. */
static void expect_others(struct __test_metadata *_metadata,
			  const struct batch *all, const struct batch *seen,
			  __u32 first, __u32 last)
{
	__u32 i, n = 0;

	for (i = 0; i < all->count; i++) {
		if (all->ids[i] >= first && all->ids[i] <= last)
			continue;
		EXPECT_TRUE(n < seen->count && seen->ids[n] == all->ids[i])
			TH_LOG("program %u is missing", all->ids[i]);
		n++;
	}
	EXPECT_EQ(seen->count, n);
}

TEST_F(hidden, a_batch_leaves_out_hundreds_of_programs_that_are_hidden_and_reads_all_others)
{
	static const __u32 steps[] = { ROOM, 64, 7, 1 };
	static struct batch all, seen;
	__u32 i;
	int module;

	read_all(_metadata, self, &all, ROOM);
	ASSERT_GE(all.count, PROGRAMS);
	module = hide_programs(self->ours[20], self->ours[PROGRAMS - 20]);
	ASSERT_GE(module, 0);
	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		read_all(_metadata, self, &seen, steps[i]);
		expect_others(_metadata, &all, &seen, self->ours[20],
			      self->ours[PROGRAMS - 20]);
	}
	close(module);
	module = hide_programs(0, INT32_MAX);
	ASSERT_GE(module, 0);
	read_all(_metadata, self, &seen, ROOM);
	EXPECT_EQ(0, seen.count);
	close(module);
}

/* Counts in @map how often this process asks for a program; the first time kills. */
static int hide_and_kill(int map)
{
	struct bpf_insn insns[] = {
		CALL(BPF_FUNC_get_current_pid_tgid),
		SKIP_UNLESS(0, getpid(), 8),
		MAP_VALUE(1, map), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
		SET(1, SIGKILL),
		CALL(BPF_FUNC_send_signal),
		SET(0, -EACCES),
		EXIT(),
		SET(0, 0),
		EXIT(),
	};

	return security_module("bpf_prog", insns, NR_INSNS(insns));
}

static void read_and_die(struct __test_metadata *_metadata,
			 FIXTURE_DATA(hidden) * self, int map)
{
	static struct batch b;

	ASSERT_GE(hide_and_kill(map), 0);
	read_all(_metadata, self, &b, ROOM);
	_exit(0);
}

TEST_F(hidden, a_batch_over_hidden_programs_ends_when_its_caller_is_killed)
{
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "asked", 4, 8, 1, NULL);
	__u64 asked = 0;
	__u32 key = 0;
	int status;
	pid_t pid;

	pid = fork();
	ASSERT_TRUE(map >= 0 && pid >= 0)
		TH_LOG("no map or no child: %m");
	if (!pid)
		read_and_die(_metadata, self, map);
	ASSERT_EQ(pid, waitpid(pid, &status, 0))
		TH_LOG("waitpid: %m");
	EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		TH_LOG("the child ended with %#x", status);
	ASSERT_EQ(0, bpf_map_lookup_elem(map, &key, &asked))
		TH_LOG("lookup: %m");
	EXPECT_TRUE(asked >= 1 && asked <= 100)
		TH_LOG("it went on for %llu programs", asked);
	close(map);
}

TEST_HARNESS_MAIN
