// SPDX-License-Identifier: GPL-2.0-only
/* Who may read and reset the statistics of programs. */
#include <sched.h>
#include <sys/stat.h>

#include "../become.h"
#include "../prog_stats.h"
#include "../tracing.h"

#define PIN	"/sys/fs/bpf/prog_stats_privilege"

/* Who can make which maps. */
struct may {
	__u64 caps;
	bool by_fd;
	bool by_id;
};

static void expect_may(struct __test_metadata *_metadata, bool may, __u32 type,
		       __u32 view, __u32 flags, __u64 caps)
{
	int fd = ctrl_create(type, view, flags, 0);

	EXPECT_TRUE(may ? fd >= 0 : fd == -EPERM)
		TH_LOG("type %u, view %u, flags %#x, capabilities %#llx: %d",
		       type, view, flags, caps, fd);
	if (fd >= 0)
		close(fd);
}

static void try_all_maps(struct __test_metadata *_metadata, void *data)
{
	static const __u32 flags[] = { 0, BPF_F_RDONLY, BPF_F_WRONLY };
	const struct may *may = data;
	__u32 view, i;

	keep_capabilities(_metadata, may->caps);
	for (i = 0; i < 3; i++) {
		for (view = BPF_CTRL_CURRENT; view <= BPF_CTRL_DEFAULT; view++) {
			expect_may(_metadata, may->by_fd, BPF_CTRL_PROG_STATS,
				   view, flags[i], may->caps);
			expect_may(_metadata, may->by_id,
				   BPF_CTRL_PROG_STATS_BY_ID, view, flags[i],
				   may->caps);
			expect_may(_metadata, may->by_id,
				   BPF_CTRL_PROG_STATS_BY_CPU, view, flags[i],
				   may->caps);
		}
	}
}

TEST(statistics_by_fd_take_cap_bpf_and_by_id_cap_sys_admin_to_read_too)
{
	struct may cases[] = {
		{ 0, false, false },
		{ ALL_CAPS & ~(CAP(BPF) | CAP(SYS_ADMIN)), false, false },
		{ CAP(BPF), true, false },
		{ ALL_CAPS & ~CAP(SYS_ADMIN), true, false },
		{ CAP(SYS_ADMIN), true, true },
		{ CAP(SYS_ADMIN) | CAP(BPF), true, true },
	};
	__u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++)
		in_child(_metadata, try_all_maps, &cases[i]);
}

static void as_user(struct __test_metadata *_metadata, void *data)
{
	struct may nothing = { 0 };

	become_user(_metadata);
	try_all_maps(_metadata, &nothing);
}

TEST(an_ordinary_user_can_make_no_map_of_statistics)
{
	in_child(_metadata, as_user, NULL);
}

static void as_namespace_root(struct __test_metadata *_metadata, void *data)
{
	static const __u32 types[] = {
		BPF_CTRL_PROG_STATS, BPF_CTRL_PROG_STATS_BY_ID,
		BPF_CTRL_PROG_STATS_BY_CPU,
	};
	int i;

	become_user(_metadata);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER))
		TH_LOG("unshare: %m");
	for (i = 0; i < 3; i++) {
		expect_may(_metadata, false, types[i], BPF_CTRL_CURRENT, 0, 0);
		expect_may(_metadata, false, types[i], BPF_CTRL_CURRENT,
			   BPF_F_RDONLY, 0);
	}
}

TEST(root_of_a_user_namespace_can_make_no_map_of_statistics)
{
	in_child(_metadata, as_namespace_root, NULL);
}

static int program;

/* The key is a descriptor of whoever makes the call. */
static void use_inherited(struct __test_metadata *_metadata, void *data)
{
	int map = *(int *)data, other = program + 100;
	struct bpf_ctrl_prog_stats v;

	become_user(_metadata);
	EXPECT_EQ(10, read_stats(_metadata, map, program).run_cnt);
	EXPECT_EQ(-EBADF, ctrl_lookup(map, other, &v));
	ASSERT_EQ(other, dup2(program, other))
		TH_LOG("dup: %m");
	EXPECT_EQ(10, read_stats(_metadata, map, other).run_cnt);
	EXPECT_EQ(0, ctrl_delete(map, other, NULL));
}

TEST(a_map_by_fd_that_was_passed_on_serves_the_programs_of_its_holder)
{
	int stats = collect(_metadata);
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);

	program = load_tiny(_metadata, "tiny");
	run_times(_metadata, program, 10);
	in_child(_metadata, use_inherited, &map);
	EXPECT_EQ(0, read_stats(_metadata, map, program).run_cnt);
	close(stats);
}

#define CODE	(BIT_OF(XLATED_INSNS) | BIT_OF(XLATED_PROG_LEN) | \
		 BIT_OF(JITED_PROG_LEN))

/* bpf_prog_info has no sizes of the code either. */
static void look_at_code(struct __test_metadata *_metadata, void *data)
{
	int map = *(int *)data;
	struct bpf_prog_info info;
	struct bpf_ctrl_prog_stats v;

	become_user(_metadata);
	info = prog_info(_metadata, program);
	v = read_stats(_metadata, map, program);
	EXPECT_TRUE(!info.xlated_prog_len && !info.jited_prog_len)
		TH_LOG("%u bytes, %u", info.xlated_prog_len,
		       info.jited_prog_len);
	EXPECT_EQ(ALL_MEMBERS & ~CODE, v.mask);
	EXPECT_TRUE(!v.xlated_insns && !v.xlated_prog_len && !v.jited_prog_len)
		TH_LOG("%u instructions, %llu bytes, %llu", v.xlated_insns,
		       v.xlated_prog_len, v.jited_prog_len);
	EXPECT_TRUE(v.verified_insns == info.verified_insns && v.verified_insns)
		TH_LOG("%u instructions verified", v.verified_insns);
}

TEST(the_size_of_a_programs_code_is_for_cap_bpf_as_in_its_info)
{
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS, 0);

	program = load_tiny(_metadata, "tiny");
	EXPECT_EQ(ALL_MEMBERS, read_stats(_metadata, map, program).mask);
	in_child(_metadata, look_at_code, &map);
}

#define MANY	128

static void read_many(struct __test_metadata *_metadata, void *data)
{
	static struct bpf_ctrl_prog_stats values[MANY];
	__u32 keys[MANY], last, count = MANY;

	become_user(_metadata);
	EXPECT_EQ(-ENOENT, ctrl_lookup_batch(*(int *)data, NULL, &last, keys,
					     values, &count));
	EXPECT_GT(count, 64);
}

TEST(a_batch_of_statistics_asks_once_whether_its_reader_has_cap_bpf_unaudited)
{
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0), i;
	int all = new_counter(_metadata), audited = new_counter(_metadata);

	for (i = 0; i < 80; i++)
		load_tiny(_metadata, "tiny");
	count_capability_of(_metadata, all, USER, CAP_BPF, false);
	count_capability_of(_metadata, audited, USER, CAP_BPF, true);
	in_child(_metadata, read_many, &map);
	EXPECT_EQ(1, take_count(_metadata, all));
	EXPECT_EQ(0, take_count(_metadata, audited));
}

static void use_pin(struct __test_metadata *_metadata, void *data)
{
	__u32 id = *(__u32 *)data;
	int map;

	become_user(_metadata);
	map = obj_get(PIN);
	ASSERT_GE(map, 0);
	EXPECT_EQ(10, read_stats(_metadata, map, id).run_cnt);
	EXPECT_EQ(0, ctrl_delete(map, id, NULL));
}

TEST(a_pinned_map_by_id_is_for_whom_its_mode_says)
{
	int stats = collect(_metadata);
	int map = stats_map(_metadata, BPF_CTRL_PROG_STATS_BY_ID, 0);
	__u32 id;

	program = load_tiny(_metadata, "tiny");
	id = prog_info(_metadata, program).id;
	run_times(_metadata, program, 10);
	ASSERT_TRUE(!obj_pin(map, PIN) && !chmod(PIN, 0666))
		TH_LOG("cannot pin: %m");
	in_child(_metadata, use_pin, &id);
	unlink(PIN);
	EXPECT_EQ(0, read_stats(_metadata, map, id).run_cnt);
	close(stats);
}

TEST_HARNESS_MAIN
