// SPDX-License-Identifier: GPL-2.0-only
/* Who may read and reset the statistics of programs. */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/stat.h>

#include "capabilities.h"
#include "prog_stats.h"
#include "tracing.h"

#define PIN	"/sys/fs/bpf/prog_stats_privilege"

#define CAP(name)	(1ULL << CAP_##name)

/* Who can make which maps. */
struct may {
	uint64_t caps;
	bool by_fd;
	bool by_id;
};

static void expect_may(bool may, uint32_t type, uint32_t view, uint32_t flags,
		       uint64_t caps)
{
	int fd = ctrl_create(type, view, flags, 0);

	expect(may ? fd >= 0 : fd == -EPERM,
	       "type %u, view %u, flags %#x, capabilities %#lx: %s", type, view,
	       flags, caps, result_name(fd));
	if (fd >= 0)
		close(fd);
}

static void try_all_maps(void *data)
{
	static const uint32_t flags[] = { 0, BPF_F_RDONLY, BPF_F_WRONLY };
	const struct may *may = data;
	uint32_t view, i;

	keep_capabilities(may->caps);
	for (i = 0; i < 3; i++) {
		for (view = BPF_CTRL_CURRENT; view <= BPF_CTRL_DEFAULT; view++) {
			expect_may(may->by_fd, BPF_CTRL_PROG_STATS, view,
				   flags[i], may->caps);
			expect_may(may->by_id, BPF_CTRL_PROG_STATS_BY_ID, view,
				   flags[i], may->caps);
			expect_may(may->by_id, BPF_CTRL_PROG_STATS_BY_CPU, view,
				   flags[i], may->caps);
		}
	}
}

static void capabilities(char **args)
{
	uint64_t all = (2ULL << CAP_LAST_CAP) - 1;
	struct may cases[] = {
		{ 0, false, false },
		{ all & ~(CAP(BPF) | CAP(SYS_ADMIN)), false, false },
		{ CAP(BPF), true, false },
		{ all & ~CAP(SYS_ADMIN), true, false },
		{ CAP(SYS_ADMIN), true, true },
		{ CAP(SYS_ADMIN) | CAP(BPF), true, true },
	};
	uint32_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		in_child(try_all_maps, &cases[i]);
}

static void as_user(void *data)
{
	struct may nothing = { 0 };

	become_user();
	try_all_maps(&nothing);
}

static void user(char **args)
{
	in_child(as_user, NULL);
}

static void as_namespace_root(void *data)
{
	static const uint32_t types[] = {
		BPF_CTRL_PROG_STATS, BPF_CTRL_PROG_STATS_BY_ID,
		BPF_CTRL_PROG_STATS_BY_CPU,
	};
	int i;

	become_user();
	need(!unshare(CLONE_NEWUSER), "unshare: %m");
	for (i = 0; i < 3; i++) {
		expect_may(false, types[i], BPF_CTRL_CURRENT, 0, 0);
		expect_may(false, types[i], BPF_CTRL_CURRENT, BPF_F_RDONLY, 0);
	}
}

static void namespace_root(char **args)
{
	in_child(as_namespace_root, NULL);
}

static int program;

/* The key is a descriptor of whoever makes the call. */
static void use_inherited(void *data)
{
	int map = *(int *)data, other = program + 100;
	prog_stats v;

	become_user();
	expect(read_stats(map, program).run_cnt == 10, "%llu runs",
	       read_stats(map, program).run_cnt);
	expect_result(ctrl_lookup(map, other, &v), -EBADF, "not a descriptor");
	need(dup2(program, other) == other, "dup: %m");
	expect(read_stats(map, other).run_cnt == 10, "not found");
	expect_result(ctrl_delete(map, other, NULL), 0, "delete");
}

static void inherited(char **args)
{
	int stats = collect(), map = stats_map(BPF_CTRL_PROG_STATS, 0);

	program = load_tiny("tiny");
	run_times(program, 10);
	in_child(use_inherited, &map);
	expect(!read_stats(map, program).run_cnt, "not reset");
	close(stats);
}

#define CODE	(BIT_OF(XLATED_INSNS) | BIT_OF(XLATED_PROG_LEN) | \
		 BIT_OF(JITED_PROG_LEN))

/* bpf_prog_info has no sizes of the code either. */
static void look_at_code(void *data)
{
	int map = *(int *)data;
	struct bpf_prog_info info;
	prog_stats v;

	become_user();
	info = prog_info(program);
	v = read_stats(map, program);
	expect(!info.xlated_prog_len && !info.jited_prog_len, "%u bytes, %u",
	       info.xlated_prog_len, info.jited_prog_len);
	expect(v.mask == (ALL_MEMBERS & ~CODE), "members %#llx", v.mask);
	expect(!v.xlated_insns && !v.xlated_prog_len && !v.jited_prog_len,
	       "%u instructions, %llu bytes, %llu", v.xlated_insns,
	       v.xlated_prog_len, v.jited_prog_len);
	expect(v.verified_insns == info.verified_insns && v.verified_insns,
	       "%u instructions verified", v.verified_insns);
}

static void code(char **args)
{
	int map = stats_map(BPF_CTRL_PROG_STATS, 0);

	program = load_tiny("tiny");
	expect(read_stats(map, program).mask == ALL_MEMBERS, "members %#llx",
	       read_stats(map, program).mask);
	in_child(look_at_code, &map);
}

#define MANY	128

static void read_many(void *data)
{
	static prog_stats values[MANY];
	uint32_t keys[MANY], last, count = MANY;

	become_user();
	expect_result(ctrl_lookup_batch(*(int *)data, NULL, &last, keys, values,
					&count), -ENOENT, "batch");
	expect(count > 64, "%u programs, which is one slice", count);
}

static void asked_once(char **args)
{
	int map = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0), i;
	int all = new_counter(), audited = new_counter();

	for (i = 0; i < 80; i++)
		load_tiny("tiny");
	count_capability_of(all, USER, CAP_BPF, false);
	count_capability_of(audited, USER, CAP_BPF, true);
	in_child(read_many, &map);
	expect(take_count(all) == 1, "it was asked for each program");
	expect(!take_count(audited), "it was audited");
}

static void use_pin(void *data)
{
	uint32_t id = *(uint32_t *)data;
	int map;

	become_user();
	map = obj_get(PIN);
	need(map >= 0, "pinned map: %s", result_name(map));
	expect(read_stats(map, id).run_cnt == 10, "%llu runs",
	       read_stats(map, id).run_cnt);
	expect_result(ctrl_delete(map, id, NULL), 0, "delete");
}

static void delegated(char **args)
{
	int stats = collect(), map = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0);
	uint32_t id;

	program = load_tiny("tiny");
	id = prog_info(program).id;
	run_times(program, 10);
	need(!obj_pin(map, PIN) && !chmod(PIN, 0666), "cannot pin: %m");
	in_child(use_pin, &id);
	unlink(PIN);
	expect(!read_stats(map, id).run_cnt, "not reset");
	close(stats);
}

static const struct test tests[] = {
	{ "statistics by fd take CAP_BPF, and by id CAP_SYS_ADMIN to read, too",
	  capabilities },
	{ "an ordinary user can make no map of statistics", user },
	{ "root of a user namespace can make no map of statistics",
	  namespace_root },
	{ "a map by fd that was passed on serves the programs of its holder",
	  inherited },
	{ "the size of a program's code is for CAP_BPF, as in its info", code },
	{ "a batch of statistics asks once whether its reader has CAP_BPF, unaudited",
	  asked_once },
	{ "a pinned map by id is for whom its mode says", delegated },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
