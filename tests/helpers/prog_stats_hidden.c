// SPDX-License-Identifier: GPL-2.0-only
/* Batches over programs that a security module hides, hundreds in a row. */
#define _GNU_SOURCE
#include "prog_stats.h"

#include <signal.h>
#include <sys/wait.h>

#include "hide_programs.h"

#define PROGRAMS	500
#define ROOM		1000	/* programs of others included */

struct batch {
	uint32_t count;
	uint32_t ids[ROOM];
};

static uint32_t ours[PROGRAMS];
static int by_id;

static void setup(void)
{
	char name[BPF_OBJ_NAME_LEN];
	int i;

	by_id = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0);
	for (i = 0; i < PROGRAMS; i++) {
		snprintf(name, sizeof(name), "tiny_%d", i);
		ours[i] = prog_info(load_tiny(name)).id;
		need(!i || ours[i] > ours[i - 1], "an id below the last one");
	}
}

/* What is there up to the last one of ours, read by batches of @step. */
static void read_all(struct batch *b, uint32_t step)
{
	static prog_stats values[ROOM];
	uint32_t last, got;
	int err = 0;

	for (b->count = 0; !err && b->count < ROOM; b->count += got) {
		got = b->count + step < ROOM ? step : ROOM - b->count;
		err = ctrl_lookup_batch(by_id, b->count ? &last : NULL, &last,
					b->ids + b->count, values, &got);
		need(!err || err == -ENOENT, "batch: %s", result_name(err));
	}
	need(err, "more than %u programs", ROOM);
	while (b->count && b->ids[b->count - 1] > ours[PROGRAMS - 1])
		b->count--;
}

/* Those of @all outside of @first..@last, in the same order. */
static void expect_others(const struct batch *all, const struct batch *seen,
			  uint32_t first, uint32_t last)
{
	uint32_t i, n = 0;

	for (i = 0; i < all->count; i++) {
		if (all->ids[i] >= first && all->ids[i] <= last)
			continue;
		expect(n < seen->count && seen->ids[n] == all->ids[i],
		       "program %u is missing", all->ids[i]);
		n++;
	}
	expect(n == seen->count, "%u programs, not %u", seen->count, n);
}

static void left_out(char **args)
{
	static const uint32_t steps[] = { ROOM, 64, 7, 1 };
	static struct batch all, seen;
	uint32_t i;
	int module;

	setup();
	read_all(&all, ROOM);
	need(all.count >= PROGRAMS, "%u programs", all.count);
	module = hide_programs(ours[20], ours[PROGRAMS - 20]);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		read_all(&seen, steps[i]);
		expect_others(&all, &seen, ours[20], ours[PROGRAMS - 20]);
	}
	close(module);
	module = hide_programs(0, INT32_MAX);
	read_all(&seen, ROOM);
	expect(!seen.count, "%u programs are shown", seen.count);
	close(module);
}

/* Counts in @map how often this process asks for a program; the first time kills. */
static int hide_and_kill(int map)
{
	struct bpf_insn insns[] = {
		CALL(BPF_FUNC_get_current_pid_tgid),
		SKIP_UNLESS(0, getpid(), 8),
		COUNT_IN(map),
		SET(1, SIGKILL),
		CALL(BPF_FUNC_send_signal),
		SET(0, -EACCES),
		EXIT(),
		SET(0, 0),
		EXIT(),
	};

	return security_module("bpf_prog", insns, NR_INSNS(insns));
}

static void read_and_die(int map)
{
	static struct batch b;

	hide_and_kill(map);
	read_all(&b, ROOM);
	_exit(0);
}

static void killed(char **args)
{
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "asked", 4, 8, 1, NULL);
	uint64_t asked = 0;
	uint32_t key = 0;
	int status;
	pid_t pid;

	setup();
	pid = fork();
	need(map >= 0 && pid >= 0, "no map or no child: %m");
	if (!pid)
		read_and_die(map);
	need(waitpid(pid, &status, 0) == pid, "waitpid: %m");
	expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
	       "the child ended with %#x", status);
	need(!bpf_map_lookup_elem(map, &key, &asked), "lookup: %m");
	expect(asked >= 1 && asked <= 100, "it went on for %lu programs", asked);
	close(map);
}

static const struct test tests[] = {
	{ "a batch leaves out hundreds of programs that are hidden, and reads all others",
	  left_out },
	{ "a batch over hidden programs ends when its caller is killed", killed },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
