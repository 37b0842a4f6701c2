// SPDX-License-Identifier: GPL-2.0-only
/* Changes of a socket's attributes: whole or not at all, and back again. */
#include "../sock_attr.h"

#include <bpf/bpf.h>

#include "../become.h"
#include "../insns.h"

/* Some value for each, other than that of a new socket. */
static struct bpf_ctrl_sock_attr other_values(void)
{
	struct bpf_ctrl_sock_attr v;

	memset(&v, 0, sizeof(v));
	put_attr(&v, option(M_MARK), 42);
	put_attr(&v, option(M_PRIORITY), 5);
	put_attr(&v, option(M_RCVBUF), 54320);
	put_attr(&v, option(M_SNDBUF), 65430);
	put_attr(&v, option(M_RCVLOWAT), 100);
	put_attr(&v, option(M_BUSY_POLL_USECS), 77);
	put_attr(&v, option(M_PREFER_BUSY_POLL), 1);
	put_attr(&v, option(M_MAX_PACING_RATE), 5ULL << 32);
	return v;
}

static void expect_options(struct __test_metadata *_metadata, const char *what,
			   int fd, const struct bpf_ctrl_sock_attr *v)
{
	__u32 i;

	for (i = 0; i < NR_OPTIONS; i++) {
		EXPECT_EQ(get_attr(v, &sock_options[i]),
			  get_option(_metadata, fd, &sock_options[i]))
			TH_LOG("%s: %s is %llu, not %llu", what,
			       sock_options[i].name,
			       get_option(_metadata, fd, &sock_options[i]),
			       get_attr(v, &sock_options[i]));
	}
}

TEST(all_attributes_of_a_socket_are_set_in_one_update)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	struct bpf_ctrl_sock_attr v = other_values();
	char reason[REASON_LEN] = "";
	__u32 i;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(_metadata, &sock_kinds[i]);

		EXPECT_EQ(0, ctrl_update(map, fd, &v, 0, reason))
			TH_LOG("%s", sock_kinds[i].name);
		expect_options(_metadata, sock_kinds[i].name, fd, &v);
		close(fd);
	}
}

/* What is read can be written: as a whole, and each alone to another socket. */
TEST(what_was_read_of_a_socket_can_be_written_back)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	struct bpf_ctrl_sock_attr v = other_values(), read;
	__u32 i, k;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(_metadata, &sock_kinds[i]);
		int twin = sock_of(_metadata, &sock_kinds[i]);
		char reason[REASON_LEN] = "";

		for (k = 0; k < 2; k++) {
			read = read_sock(_metadata, map, fd);
			read.mask = k ? WRITABLE : 0;
			EXPECT_EQ(0, ctrl_update(map, fd, &read, 0, reason));
			expect_options(_metadata, "what was read", fd, &read);
			ASSERT_EQ(0, ctrl_update(map, fd, &v, 0, reason))
				TH_LOG("update: %s", reason);
		}
		read = read_sock(_metadata, map, fd);
		for (k = 0; k < NR_OPTIONS; k++) {
			EXPECT_EQ(0, set_sock(map, twin, &sock_options[k],
					      get_attr(&read, &sock_options[k]),
					      reason))
				TH_LOG("%s", sock_options[k].name);
		}
		expect_options(_metadata, "the twin", twin, &read);
		close(fd);
		close(twin);
	}
}

/* One bad value among good ones, for root. */
static const struct {
	enum sock_member member;
	__u64 number;
	int err;
	const char *reason;
} bad_values[] = {
	{ M_RCVBUF, 1ULL << 31, -ERANGE, "rcvbuf: 2147483648 is outside" },
	{ M_RCVBUF, 54321, -EINVAL, "must be even" },
	{ M_SNDBUF, 2, -ERANGE, "sndbuf: 2 is outside" },
	{ M_SNDBUF, 65431, -EINVAL, "must be even" },
	{ M_RCVLOWAT, 0, -ERANGE, "rcvlowat: 0 is outside 1.." },
	{ M_BUSY_POLL_USECS, 1U << 31, -ERANGE, "busy_poll_usecs: 2147483648" },
	{ M_PREFER_BUSY_POLL, 2, -ERANGE, "prefer_busy_poll: 2 is outside 0..1" },
};

static void expect_refused(struct __test_metadata *_metadata, int map, int fd,
			   const struct bpf_ctrl_sock_attr *v, int wanted,
			   const char *part)
{
	struct bpf_ctrl_sock_attr before = read_sock(_metadata, map, fd), after;
	char reason[REASON_LEN] = "";

	EXPECT_EQ(wanted, ctrl_update(map, fd, v, 0, reason))
		TH_LOG("%s", part);
	EXPECT_REASON(reason, part);
	after = read_sock(_metadata, map, fd);
	EXPECT_EQ(after.etag, before.etag)
		TH_LOG("something has changed: %s", part);
	expect_options(_metadata, part, fd, &before);
}

TEST(a_bad_value_among_good_ones_changes_nothing_in_a_socket)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	__u32 i, k;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(_metadata, &sock_kinds[i]);

		for (k = 0; k < ARRAY_SIZE(bad_values); k++) {
			struct bpf_ctrl_sock_attr v = other_values();

			put_attr(&v, option(bad_values[k].member),
				 bad_values[k].number);
			expect_refused(_metadata, map, fd, &v,
				       bad_values[k].err, bad_values[k].reason);
		}
		close(fd);
	}
}

/* One that takes privilege among those that do not. */
static void change_as_user(struct __test_metadata *_metadata, void *data)
{
	static const struct {
		enum sock_member member;
		__u64 number;
		const char *reason;
	} denied[] = {
		{ M_MARK, 42, "CAP_NET_ADMIN or CAP_NET_RAW" },
		{ M_PRIORITY, 7, "CAP_NET_ADMIN or CAP_NET_RAW" },
		{ M_PREFER_BUSY_POLL, 1, "CAP_NET_ADMIN" },
	};
	int *fds = data;
	__u32 i;

	become_user(_metadata);
	for (i = 0; i < ARRAY_SIZE(denied); i++) {
		struct bpf_ctrl_sock_attr v = other_values();
		char reason[REASON_LEN] = "";

		v.mask &= ~(BIT_OF(M_MARK) | BIT_OF(M_PREFER_BUSY_POLL));
		put_attr(&v, option(denied[i].member), denied[i].number);
		expect_refused(_metadata, fds[0], fds[1], &v, -EPERM,
			       denied[i].reason);

		v.mask &= ~BIT_OF(denied[i].member);
		EXPECT_EQ(0, ctrl_update(fds[0], fds[1], &v, BPF_F_CTRL_DRY_RUN,
					 reason));
	}
}

TEST(a_value_that_takes_privilege_keeps_a_user_from_the_others_too)
{
	int fds[] = { sock_map(_metadata, BPF_CTRL_CURRENT), socket(AF_INET, SOCK_DGRAM, 0) };

	in_child(_metadata, change_as_user, fds);
	close(fds[1]);
}

TEST(what_a_socket_only_tells_cannot_be_set)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct bpf_ctrl_sock_attr v;
	int i;

	for (i = M_COOKIE; i < M_MARK; i++) {
		v = read_sock(_metadata, map, fd);
		v.mask = BIT_OF(i) | BIT_OF(M_PRIORITY);
		v.priority = 3;
		expect_refused(_metadata, map, fd, &v, -EACCES, "read-only");
	}
	v = read_sock(_metadata, map, fd);
	v.mask = BIT_OF(SOCK_MEMBERS);
	expect_refused(_metadata, map, fd, &v, -EINVAL, "no attribute");
	close(fd);
}

TEST(a_change_by_setsockopt_outdates_the_etag)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);
	int five = 5;

	ASSERT_EQ(0,
		  setsockopt(fd, SOL_SOCKET, SO_PRIORITY, &five, sizeof(five)))
		TH_LOG("SO_PRIORITY: %m");
	v.mask = BIT_OF(M_MARK);
	v.mark = 1;
	expect_refused(_metadata, map, fd, &v, -EAGAIN, "etag");
	close(fd);
}

TEST(a_reset_gives_a_socket_what_a_new_one_has)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int def = sock_map(_metadata, BPF_CTRL_DEFAULT);
	struct bpf_ctrl_sock_attr v = other_values();
	__u32 i;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(_metadata, &sock_kinds[i]);
		struct bpf_ctrl_sock_attr new = read_sock(_metadata, map, fd);
		struct bpf_ctrl_sock_attr d;
		char reason[REASON_LEN] = "";

		EXPECT_EQ(0, ctrl_delete(map, fd, reason));
		expect_options(_metadata, "nothing to reset", fd, &new);
		ASSERT_EQ(0, ctrl_update(map, fd, &v, 0, reason))
			TH_LOG("update: %s", reason);
		d = read_sock(_metadata, def, fd);
		EXPECT_EQ(WRITABLE, d.mask)
			TH_LOG("%s: defaults of %#llx", sock_kinds[i].name,
			       d.mask);
		EXPECT_EQ(0, ctrl_delete(map, fd, reason))
			TH_LOG("%s", sock_kinds[i].name);
		expect_options(_metadata, sock_kinds[i].name, fd, &new);
		expect_options(_metadata, sock_kinds[i].name, fd, &d);
		close(fd);
	}
}

/* MPTCP hands options on to the connections that it is made of. */
TEST(a_socket_whose_protocol_keeps_options_itself_is_shown_and_not_changed)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int def = sock_map(_metadata, BPF_CTRL_DEFAULT);
	int fd = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
	struct bpf_ctrl_sock_attr v = other_values();

	ASSERT_GE(fd, 0)
		TH_LOG("no MPTCP: %m");
	EXPECT_EQ(IPPROTO_MPTCP, read_sock(_metadata, map, fd).protocol);
	expect_refused(_metadata, map, fd, &v, -EOPNOTSUPP, "use setsockopt()");
	v.mask = BIT_OF(M_MARK);
	expect_refused(_metadata, map, fd, &v, -EOPNOTSUPP, "use setsockopt()");
	EXPECT_EQ(WRITABLE & ~BUFFERS, read_sock(_metadata, def, fd).mask);
	close(fd);
}

TEST(tcp_adjusts_its_buffers_until_they_are_set_by_whatever_way)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int def = sock_map(_metadata, BPF_CTRL_DEFAULT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char reason[REASON_LEN];

	EXPECT_TRUE(!(read_sock(_metadata, def, fd).mask & BUFFERS) &&
		    !buf_lock(_metadata, fd))
		TH_LOG("defaults of %#llx, lock %d",
		       read_sock(_metadata, def, fd).mask,
		       buf_lock(_metadata, fd));
	EXPECT_EQ(0, ctrl_delete(map, fd, NULL));
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	EXPECT_EQ(0, set_sock(map, fd, option(M_MARK), 1, reason));
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	EXPECT_EQ(0, set_sock(map, fd, option(M_RCVBUF), 50000, reason));
	EXPECT_TRUE((read_sock(_metadata, def, fd).mask &
		     BUFFERS) == BIT_OF(M_RCVBUF) &&
		    buf_lock(_metadata, fd) == 2)
		TH_LOG("defaults of %#llx, lock %d",
		       read_sock(_metadata, def, fd).mask,
		       buf_lock(_metadata, fd));
	EXPECT_EQ(0, set_sock(map, fd, option(M_SNDBUF), 50000, reason));
	EXPECT_EQ(3, buf_lock(_metadata, fd));
	close(fd);
}

static void reset_as_user(struct __test_metadata *_metadata, void *data)
{
	int *fds = data;
	char reason[REASON_LEN] = "";

	become_user(_metadata);
	EXPECT_EQ(-EPERM, ctrl_delete(fds[0], fds[1], reason));
	EXPECT_REASON(reason, "the mark");
}

TEST(a_reset_by_a_user_who_may_not_set_the_mark_changes_nothing)
{
	int fds[] = { sock_map(_metadata, BPF_CTRL_CURRENT), socket(AF_INET, SOCK_DGRAM, 0) };
	struct bpf_ctrl_sock_attr v = other_values();
	char reason[REASON_LEN] = "";

	ASSERT_EQ(0, ctrl_update(fds[0], fds[1], &v, 0, reason))
		TH_LOG("update: %s", reason);
	in_child(_metadata, reset_as_user, fds);
	expect_options(_metadata, "after it", fds[1], &v);
	close(fds[1]);
}

TEST(a_dry_run_on_a_socket_judges_and_changes_nothing)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	struct bpf_ctrl_sock_attr new = read_sock(_metadata, map, fd);
	struct bpf_ctrl_sock_attr v = other_values();

	EXPECT_EQ(0, ctrl_update(map, fd, &v, BPF_F_CTRL_DRY_RUN, NULL));
	expect_options(_metadata, "dry run", fd, &new);
	v.rcvlowat = 0;
	EXPECT_EQ(-ERANGE, ctrl_update(map, fd, &v, BPF_F_CTRL_DRY_RUN, NULL));
	close(fd);
}

/* A program on the cgroup that lets every option pass. */
TEST(programs_on_a_cgroup_that_judge_socket_options_are_not_gone_round)
{
	struct bpf_insn insns[] = { SET(0, 1), EXIT() };
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int cgroup = open("/sys/fs/cgroup", O_DIRECTORY | O_RDONLY), prog;
	struct bpf_ctrl_sock_attr v = other_values();
	char reason[REASON_LEN] = "";

	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		    .expected_attach_type = BPF_CGROUP_SETSOCKOPT);

	prog = bpf_prog_load(BPF_PROG_TYPE_CGROUP_SOCKOPT, "options", "GPL",
			     insns, NR_INSNS(insns), &opts);
	ASSERT_TRUE(cgroup >= 0 && prog >= 0)
		TH_LOG("no program: %m");
	ASSERT_EQ(0, bpf_prog_attach(prog, cgroup, BPF_CGROUP_SETSOCKOPT, 0))
		TH_LOG("attach: %m");
	expect_refused(_metadata, map, fd, &v, -EPERM, "use setsockopt()");
	ASSERT_EQ(0, bpf_prog_detach2(prog, cgroup, BPF_CGROUP_SETSOCKOPT))
		TH_LOG("detach: %m");
	EXPECT_EQ(0, ctrl_update(map, fd, &v, 0, reason));
	close(fd);
}

TEST_HARNESS_MAIN
