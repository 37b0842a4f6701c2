// SPDX-License-Identifier: GPL-2.0-only
/* Keys of program statistics that name nothing, and what they are told. */
#include "../prog_stats.h"

/* Every operation on a key fails in the same way. */
static void expect_refused(struct __test_metadata *_metadata, int map,
			   const void *key, int wanted, const char *what)
{
	char value[VALUE_ROOM] = "";

	EXPECT_EQ(wanted, elem_call(BPF_MAP_LOOKUP_ELEM, map, key, value))
		TH_LOG("%s", what);
	EXPECT_EQ(wanted, elem_call(BPF_MAP_UPDATE_ELEM, map, key, value))
		TH_LOG("%s", what);
	EXPECT_EQ(wanted, elem_call(BPF_MAP_DELETE_ELEM, map, key, NULL))
		TH_LOG("%s", what);
	EXPECT_EQ(wanted,
		  elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, key, value))
		TH_LOG("%s", what);
}

TEST(a_file_descriptor_that_is_no_program_is_refused_as_bpf_does)
{
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);
	int closed = load_tiny(_metadata, "tiny");
	struct {
		__s32 fd;
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
	__u32 i;

	close(closed);
	for (i = 0; i < ARRAY_SIZE(cases); i++)
		expect_refused(_metadata, map, &cases[i].fd, cases[i].wanted,
			       cases[i].what);
}

TEST(an_id_of_no_program_is_told_so)
{
	static const __u32 ids[] = { 0, INT32_MAX, 1U << 31, UINT32_MAX };
	int by_id = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);
	int by_cpu = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_CPU, 0);
	char value[VALUE_ROOM];
	__u32 i, next;

	for (i = 0; i < 4; i++) {
		struct bpf_ctrl_prog_cpu_key key = { ids[i], 0 };

		expect_refused(_metadata, by_id, &ids[i], -ENOENT,
			       "an id of no program");
		EXPECT_EQ(-ENOENT,
			  elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value));
		if (!i)
			continue;
		EXPECT_EQ(-ENOENT, ctrl_next_key(by_id, &ids[i], &next));
		EXPECT_EQ(-ENOENT,
			  elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu, &key, value));
	}
}

TEST(a_cpu_that_cannot_be_is_told_so_and_statistics_by_cpu_are_read_only)
{
	__u32 cpus = libbpf_num_possible_cpus(), i;
	const __u32 bad[] = { cpus, 1U << 20, 1U << 31, UINT32_MAX };
	int by_cpu = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_CPU, 0);
	__u32 id = prog_info(_metadata, load_tiny(_metadata, "tiny")).id;
	char value[VALUE_ROOM];
	struct bpf_ctrl_prog_cpu_key key, next;

	for (i = 0; i < cpus; i++) {
		key = (struct bpf_ctrl_prog_cpu_key) { id, i };
		EXPECT_EQ(0,
			  elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value));
	}
	for (i = 0; i < 4; i++) {
		key = (struct bpf_ctrl_prog_cpu_key) { id, bad[i] };
		EXPECT_EQ(-ENOENT,
			  elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value));
		/* the last program: nothing comes behind */
		EXPECT_EQ(-ENOENT,
			  elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu, &key, &next));
	}
	memset(value, 0, sizeof(value));
	key = (struct bpf_ctrl_prog_cpu_key) { id, 0 };
	EXPECT_EQ(-EPERM, elem_call(BPF_MAP_UPDATE_ELEM, by_cpu, &key, value));
	EXPECT_EQ(-EPERM, elem_call(BPF_MAP_DELETE_ELEM, by_cpu, &key, NULL));
}

TEST(a_program_that_goes_away_is_told_so_and_a_walk_goes_on_behind_it)
{
	int by_id = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);
	int by_cpu = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_CPU, 0);
	int prog = load_tiny(_metadata, "tiny");
	int stays = load_tiny(_metadata, "stays");
	__u32 id = prog_info(_metadata, prog).id, next;
	char value[VALUE_ROOM];
	struct bpf_ctrl_prog_cpu_key key = { id, 0 }, next_cpu;

	EXPECT_EQ(0, ctrl_delete(by_id, id, NULL));
	close(prog);
	EXPECT_TRUE(wait_for(ctrl_lookup(by_id, id, value) == -ENOENT, 10));
	expect_refused(_metadata, by_id, &id, -ENOENT,
		       "a program that is gone");
	EXPECT_EQ(-ENOENT, elem_call(BPF_MAP_LOOKUP_ELEM, by_cpu, &key, value));

	/* a walk goes on behind it */
	EXPECT_EQ(0, ctrl_next_key(by_id, &id, &next));
	EXPECT_EQ(prog_info(_metadata, stays).id, next)
		TH_LOG("after %u comes %u", id, next);
	EXPECT_EQ(0, elem_call(BPF_MAP_GET_NEXT_KEY, by_cpu, &key, &next_cpu));
	EXPECT_TRUE(next_cpu.prog_id == prog_info(_metadata, stays).id &&
		    !next_cpu.cpu)
		TH_LOG("after %u comes %u, %u", id, next_cpu.prog_id,
		       next_cpu.cpu);
}

TEST(programs_by_file_descriptor_cannot_be_walked)
{
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);
	__u32 next, out, keys[4], count = 4;
	struct bpf_ctrl_prog_stats values[4];

	EXPECT_EQ(-EOPNOTSUPP, ctrl_next_key(map, NULL, &next));
	EXPECT_EQ(-EOPNOTSUPP,
		  ctrl_lookup_batch(map, NULL, &out, keys, values, &count));
}

TEST(the_directory_has_the_control_types_of_program_statistics)
{
	static const struct {
		__u32 type;
		const char *name;
		__u32 key_size, value_size, flags;
	} types[] = {
		{ BPF_CTRL_PROG_STATS, "prog_stats", 4, sizeof(struct bpf_ctrl_prog_stats),
		  BPF_CTRL_TYPE_WRITABLE },
		{ BPF_CTRL_PROG_STATS_BY_ID, "prog_stats_by_id", 4,
		  sizeof(struct bpf_ctrl_prog_stats),
		  BPF_CTRL_TYPE_WRITABLE | BPF_CTRL_TYPE_ENUMERABLE },
		{ BPF_CTRL_PROG_STATS_BY_CPU, "prog_stats_by_cpu", 8,
		  sizeof(struct bpf_ctrl_prog_cpu_stats),
			  BPF_CTRL_TYPE_ENUMERABLE },
	};
	int map = stats_map(_metadata, BPF_CTRL_DIRECTORY, BPF_F_RDONLY);
	struct bpf_ctrl_type_info v;
	__u32 i;

	for (i = 0; i < 3; i++) {
		EXPECT_EQ(0, ctrl_lookup(map, types[i].type, &v))
			TH_LOG("%s", types[i].name);
		EXPECT_STREQ(types[i].name, v.name)
			TH_LOG("type %u is %s", types[i].type, v.name);
		EXPECT_TRUE(v.key_size == types[i].key_size &&
			    v.value_size == types[i].value_size &&
			    v.flags == types[i].flags)
			TH_LOG("%s: %u, %u, flags %u", v.name, v.key_size,
			       v.value_size, v.flags);
	}
}

TEST_HARNESS_MAIN
