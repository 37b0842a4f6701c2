// SPDX-License-Identifier: GPL-2.0-only
/*
 * What setsockopt() does beyond storing a number, it does for the number that is
 * there already, too: so does a control map when its mask names the attribute.
 */
#include "../sock_attr.h"

#include "../become.h"
#include "../sysctl.h"

static int tcp(struct __test_metadata *_metadata)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	ASSERT_GE(fd, 0)
		TH_LOG("no socket: %m");
	return fd;
}

static void set_int(struct __test_metadata *_metadata, int fd, int optname,
		    int number)
{
	ASSERT_EQ(0,
		  setsockopt(fd, SOL_SOCKET, optname, &number, sizeof(number)))
		TH_LOG("setsockopt(%d, %d): %m", optname, number);
}

static void expect_same_buffers(struct __test_metadata *_metadata,
				const char *what, int fd, int twin)
{
	static const int options[] = { SO_RCVBUF, SO_SNDBUF, SO_BUF_LOCK };
	__u32 i;

	for (i = 0; i < ARRAY_SIZE(options); i++) {
		EXPECT_EQ(get_int(_metadata, twin, SOL_SOCKET, options[i]),
			  get_int(_metadata, fd, SOL_SOCKET, options[i]))
			TH_LOG("%s: option %d", what, options[i]);
	}
}

static const struct {
	enum sock_member member;
	int lock;
} buffers[] = {
	{ M_RCVBUF, 2 },	/* SOCK_RCVBUF_LOCK of the kernel */
	{ M_SNDBUF, 1 },
};

TEST(to_set_a_tcp_buffer_to_the_size_it_has_ends_its_adjustment_as_setsockopt_does)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT), i;

	for (i = 0; i < 2; i++) {
		const struct sock_option *o = option(buffers[i].member);
		int fd = tcp(_metadata), twin = tcp(_metadata);
		__u64 size = get_option(_metadata, fd, o);
		char reason[REASON_LEN];

		ASSERT_EQ(0, buf_lock(_metadata, fd))
			TH_LOG("%s is set already", o->name);
		EXPECT_EQ(0, set_sock(map, fd, o, size, reason))
			TH_LOG("%s", o->name);
		set_int(_metadata, twin, o->optname, size / 2);
		EXPECT_EQ(buffers[i].lock, buf_lock(_metadata, fd))
			TH_LOG("%s: lock %d", o->name, buf_lock(_metadata, fd));
		expect_same_buffers(_metadata, o->name, fd, twin);
		close(fd);
		close(twin);
	}
}

/* Nor does what is read and written back, nor a change of something else. */
TEST(a_tcp_buffer_that_an_update_does_not_name_goes_on_being_adjusted)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT), fd = tcp(_metadata);
	struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);

	v.mask = 0;
	EXPECT_EQ(0, ctrl_update(map, fd, &v, 0, NULL));
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	v.mask = BIT_OF(M_PRIORITY);
	v.priority = 3;
	EXPECT_EQ(0, ctrl_update(map, fd, &v, 0, NULL));
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	v = read_sock(_metadata, map, fd);
	v.mask = BIT_OF(M_RCVBUF) | BIT_OF(M_SNDBUF);
	EXPECT_EQ(0, ctrl_update(map, fd, &v, BPF_F_CTRL_DRY_RUN, NULL));
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	EXPECT_EQ(0, ctrl_delete(map, fd, NULL));
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	close(fd);
}

static void name_it_as_user(struct __test_metadata *_metadata, void *data)
{
	int map = *(int *)data, fd = tcp(_metadata);
	__u64 size = get_option(_metadata, fd, option(M_RCVBUF));
	char reason[REASON_LEN];

	become_user(_metadata);
	ASSERT_GT(size, 100000);
	EXPECT_EQ(-ERANGE, set_sock(map, fd, option(M_RCVBUF), size, reason));
	EXPECT_REASON(reason, "..100000");
	EXPECT_EQ(0, buf_lock(_metadata, fd));
	EXPECT_EQ(0, set_sock(map, fd, option(M_PRIORITY), 2, reason));
}

TEST(the_size_that_the_kernel_has_come_to_is_refused_where_the_caller_could_not_set_it)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	unsigned long before = get_sysctl(_metadata, "net/core/rmem_max");

	set_sysctl(_metadata, "net/core/rmem_max", 50000);
	in_child(_metadata, name_it_as_user, &map);
	set_sysctl(_metadata, "net/core/rmem_max", before);
}

/* A socket whose buffer is too small for its rcvlowat, and free to grow. */
static int low_buffer(struct __test_metadata *_metadata)
{
	int fd = tcp(_metadata);

	set_int(_metadata, fd, SO_RCVLOWAT, 100000);
	set_int(_metadata, fd, SO_RCVBUF, 10000);
	set_int(_metadata, fd, SO_BUF_LOCK, 0);
	return fd;
}

TEST(to_set_rcvlowat_to_what_it_is_makes_the_buffer_larger_as_setsockopt_does)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = low_buffer(_metadata);
	int twin = low_buffer(_metadata);
	char reason[REASON_LEN];

	set_int(_metadata, twin, SO_RCVLOWAT, 100000);
	ASSERT_GT(get_int(_metadata, twin, SOL_SOCKET, SO_RCVBUF), 100000);
	EXPECT_EQ(0, set_sock(map, fd, option(M_RCVLOWAT), 100000, reason));
	expect_same_buffers(_metadata, "rcvlowat", fd, twin);
	close(fd);
	close(twin);
}

TEST(a_rcvlowat_that_is_named_beside_a_receive_buffer_has_to_fit_into_it)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT), fd = tcp(_metadata);
	char reason[REASON_LEN] = "";
	struct bpf_ctrl_sock_attr before, v;

	set_int(_metadata, fd, SO_RCVLOWAT, 50000);
	before = read_sock(_metadata, map, fd);
	v = before;
	v.mask = BIT_OF(M_RCVBUF) | BIT_OF(M_RCVLOWAT);
	v.rcvbuf = 20000;
	EXPECT_EQ(-ERANGE, ctrl_update(map, fd, &v, 0, reason));
	EXPECT_REASON(reason, "rcvlowat: 50000 is outside ");
	EXPECT_TRUE(read_sock(_metadata, map, fd).etag == before.etag &&
		    !buf_lock(_metadata, fd))
		TH_LOG("something has changed");
	v.mask = BIT_OF(M_RCVBUF);
	EXPECT_EQ(0, ctrl_update(map, fd, &v, 0, reason));
	close(fd);
}

TEST_HARNESS_MAIN
