// SPDX-License-Identifier: GPL-2.0-only
/* Keys of program statistics that name nothing, and what they are told. */
#define _GNU_SOURCE
#include <fcntl.h>

#include "prog_stats.h"

/* Every operation on a key fails in the same way. */
static void expect_refused(int map, const void *key, int wanted, const char *what)
{
	char value[VALUE_ROOM] = "";

	expect_result(elem_call(BPF_MAP_LOOKUP_ELEM, map, key, value), wanted,
		      what);
	expect_result(elem_call(BPF_MAP_UPDATE_ELEM, map, key, value), wanted,
		      what);
	expect_result(elem_call(BPF_MAP_DELETE_ELEM, map, key, NULL), wanted,
		      what);
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, key, value),
		      wanted, what);
}

static void bad_fds(char **args)
{
	int map = stats_map(BPF_CTRL_PROG_STATS, 0), closed = load_tiny("tiny");
	struct {
		int32_t fd;
		int wanted;
		const char *what;
	} cases[] = {
		{ -1, -EBADF, "fd -1" },
		{ INT32_MIN, -EBADF, "the smallest fd" },
		{ INT32_MAX, -EBADF, "the largest fd" },
		{ closed, -EBADF, "a closed fd" },
		{ map, -EINVAL, "a map" },
		{ open("/dev/null", O_RDWR), -EINVAL, "a file" },
	};
	uint32_t i;

	close(closed);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		expect_refused(map, &cases[i].fd, cases[i].wanted, cases[i].what);
}

static void bad_ids(char **args)
{
	static const uint32_t ids[] = { 0, INT32_MAX, 1U << 31, UINT32_MAX };
	int by_id = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0);
	int by_cpu = stats_map(BPF_CTRL_PROG_STATS_BY_CPU, 0);
	char value[VALUE_ROOM];
	uint32_t i, next;

	for (i = 0; i < 4; i++) {
		cpu_key key = { ids[i], 0 };

		expect_refused(by_id, &ids[i], -ENOENT, "an id of no program");
		expect_result(elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value),
			      -ENOENT, "an id of no program");
		if (!i)
			continue;
		expect_result(ctrl_next_key(by_id, &ids[i], &next), -ENOENT,
			      "after the largest id");
		expect_result(elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu, &key,
					value), -ENOENT, "after the largest id");
	}
}

static void bad_cpus(char **args)
{
	uint32_t cpus = libbpf_num_possible_cpus(), i;
	const uint32_t bad[] = { cpus, 1U << 20, 1U << 31, UINT32_MAX };
	int by_cpu = stats_map(BPF_CTRL_PROG_STATS_BY_CPU, 0);
	uint32_t id = prog_info(load_tiny("tiny")).id;
	char value[VALUE_ROOM];
	cpu_key key, next;

	for (i = 0; i < cpus; i++) {
		key = (cpu_key) { id, i };
		expect_result(elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value),
			      0, "a CPU");
	}
	for (i = 0; i < 4; i++) {
		key = (cpu_key) { id, bad[i] };
		expect_result(elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value),
			      -ENOENT, "no CPU");
		/* the last program: nothing comes behind */
		expect_result(elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu, &key,
					&next), -ENOENT, "after no CPU");
	}
	memset(value, 0, sizeof(value));
	key = (cpu_key) { id, 0 };
	expect_result(elem_call(BPF_MAP_UPDATE_ELEM, by_cpu, &key, value), -EPERM,
		      "update by CPU");
	expect_result(elem_call(BPF_MAP_DELETE_ELEM, by_cpu, &key, NULL), -EPERM,
		      "delete by CPU");
}

static void goes_away(char **args)
{
	int by_id = stats_map(BPF_CTRL_PROG_STATS_BY_ID, 0);
	int by_cpu = stats_map(BPF_CTRL_PROG_STATS_BY_CPU, 0);
	int prog = load_tiny("tiny"), stays = load_tiny("stays");
	uint32_t id = prog_info(prog).id, next;
	char value[VALUE_ROOM];
	cpu_key key = { id, 0 }, next_cpu;

	expect_result(ctrl_delete(by_id, id, NULL), 0, "reset");
	close(prog);
	expect(wait_for(ctrl_lookup(by_id, id, value) == -ENOENT, 10),
	       "the program is still there");
	expect_refused(by_id, &id, -ENOENT, "a program that is gone");
	expect_result(elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value),
		      -ENOENT, "a program that is gone");

	/* a walk goes on behind it */
	expect_result(ctrl_next_key(by_id, &id, &next), 0, "get_next_key");
	expect(next == prog_info(stays).id, "after %u comes %u", id, next);
	expect_result(elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu, &key, &next_cpu),
		      0, "get_next_key");
	expect(next_cpu.prog_id == prog_info(stays).id && !next_cpu.cpu,
	       "after %u comes %u, %u", id, next_cpu.prog_id, next_cpu.cpu);
}

static void no_walk(char **args)
{
	int map = stats_map(BPF_CTRL_PROG_STATS, 0);
	uint32_t next, out, keys[4], count = 4;
	prog_stats values[4];

	expect_result(ctrl_next_key(map, NULL, &next), -EOPNOTSUPP,
		      "get_next_key");
	expect_result(ctrl_lookup_batch(map, NULL, &out, keys, values, &count),
		      -EOPNOTSUPP, "lookup_batch");
}

static void directory(char **args)
{
	static const struct {
		uint32_t type;
		const char *name;
		uint32_t key_size, value_size, flags;
	} types[] = {
		{ BPF_CTRL_PROG_STATS, "prog_stats", 4, sizeof(prog_stats),
		  BPF_CTRL_TYPE_WRITABLE },
		{ BPF_CTRL_PROG_STATS_BY_ID, "prog_stats_by_id", 4,
		  sizeof(prog_stats),
		  BPF_CTRL_TYPE_WRITABLE | BPF_CTRL_TYPE_ENUMERABLE },
		{ BPF_CTRL_PROG_STATS_BY_CPU, "prog_stats_by_cpu", 8,
		  sizeof(prog_cpu_stats), BPF_CTRL_TYPE_ENUMERABLE },
	};
	int map = stats_map(BPF_CTRL_DIRECTORY, BPF_F_RDONLY);
	struct bpf_ctrl_type_info v;
	uint32_t i;

	for (i = 0; i < 3; i++) {
		expect_result(ctrl_lookup(map, types[i].type, &v), 0,
			      types[i].name);
		expect(!strcmp(v.name, types[i].name), "type %u is %s",
		       types[i].type, v.name);
		expect(v.key_size == types[i].key_size &&
		       v.value_size == types[i].value_size &&
		       v.flags == types[i].flags, "%s: %u, %u, flags %u",
		       v.name, v.key_size, v.value_size, v.flags);
	}
}

static const struct test tests[] = {
	{ "a file descriptor that is no program is refused as bpf() does", bad_fds },
	{ "an id of no program is told so", bad_ids },
	{ "a CPU that cannot be is told so, and statistics by CPU are read-only",
	  bad_cpus },
	{ "a program that goes away is told so, and a walk goes on behind it",
	  goes_away },
	{ "programs by file descriptor cannot be walked", no_walk },
	{ "the directory has the control types of program statistics", directory },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
