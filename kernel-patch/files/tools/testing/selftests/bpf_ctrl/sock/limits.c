// SPDX-License-Identifier: GPL-2.0-only
/*
 * The limits of a socket's attributes are those of setsockopt(): a value can be
 * stored through a control map when, and only when, setsockopt() can store it.
 */
#include "../sock_attr.h"

#include <sched.h>

#include <linux/vm_sockets.h>

#include "../become.h"
#include "../sysctl.h"

/* Sockets made by root, and the maps to reach them. */
struct limits_case {
	const char *who;
	bool mark, force;	/* privileges: in the network namespace, in the initial one */
	int map, min, max;
	int fd[NR_KINDS];	/* changed through the map */
	int twin[NR_KINDS];	/* changed by setsockopt() */
};

static void open_maps(struct __test_metadata *_metadata, struct limits_case *c)
{
	c->map = sock_map(_metadata, BPF_CTRL_CURRENT);
	c->min = sock_map(_metadata, BPF_CTRL_MIN);
	c->max = sock_map(_metadata, BPF_CTRL_MAX);
}

static void open_sockets(struct __test_metadata *_metadata,
			 struct limits_case *c)
{
	__u32 i;

	for (i = 0; i < NR_KINDS; i++) {
		c->fd[i] = sock_of(_metadata, &sock_kinds[i]);
		c->twin[i] = sock_of(_metadata, &sock_kinds[i]);
	}
}

static bool is_buffer(const struct sock_option *o)
{
	return o->force;
}

/* 0: setsockopt() has stored just this number; 1: another one; or its errno */
static int set_by_option(struct __test_metadata *_metadata,
			 const struct limits_case *c, int fd,
			 const struct sock_option *o, __u64 number)
{
	int optname = is_buffer(o) && c->force ? o->force : o->optname;
	__u64 given = is_buffer(o) ? number / 2 : number;
	socklen_t len = o->optname == SO_MAX_PACING_RATE ? 8 : 4;

	if (len == 4 && given > UINT32_MAX)
		return 1;
	if (setsockopt(fd, SOL_SOCKET, optname, &given, len))
		return -errno;
	return get_option(_metadata, fd, o) != number;
}

static void expect_same(struct __test_metadata *_metadata,
			const struct limits_case *c, __u32 kind,
			const struct sock_option *o, __u64 number, int wanted)
{
	__u64 before = get_option(_metadata, c->fd[kind], o), after;
	char reason[REASON_LEN];
	int by_map, by_option;

	by_map = set_sock(c->map, c->fd[kind], o, number, reason);
	after = get_option(_metadata, c->fd[kind], o);
	by_option = set_by_option(_metadata, c, c->twin[kind], o, number);
	EXPECT_EQ(wanted, by_map)
		TH_LOG("%s, %s: %s = %llu: %d (%s), not %d", c->who,
		       sock_kinds[kind].name, o->name, number, by_map, reason,
		       wanted);
	EXPECT_EQ(!by_option, !by_map)
		TH_LOG("%s, %s: %s = %llu: %d, setsockopt %d", c->who,
		       sock_kinds[kind].name, o->name, number, by_map,
		       by_option);
	EXPECT_TRUE(by_option != -EPERM || by_map == -EPERM)
		TH_LOG("%s, %s: %s = %llu: %d, setsockopt EPERM", c->who,
		       sock_kinds[kind].name, o->name, number, by_map);
	EXPECT_EQ(by_map ? before : number, after)
		TH_LOG("%s, %s: %s = %llu: now %llu", c->who,
		       sock_kinds[kind].name, o->name, number, after);
	EXPECT_TRUE(!by_map || reason[0])
		TH_LOG("%s = %llu: no reason", o->name, number);
}

/* What is refused just outside of the limits, and how. */
static int above(const struct limits_case *c, const struct sock_option *o)
{
	if (o->member == M_PRIORITY || o->member == M_MARK)
		return -EPERM;
	if (o->member == M_PREFER_BUSY_POLL && !c->force)
		return -EPERM;
	return -ERANGE;
}

static void expect_limits(struct __test_metadata *_metadata,
			  const struct limits_case *c, __u32 kind,
			  const struct sock_option *o, __u64 min, __u64 max)
{
	__u64 widest = o->place.size == 8 ? UINT64_MAX :
			  o->place.size == 4 ? UINT32_MAX : UINT8_MAX;
	__u32 step = is_buffer(o) ? 2 : 1;

	if (min > 0)
		expect_same(_metadata, c, kind, o, min - step, -ERANGE);
	if (max <= widest - step)
		expect_same(_metadata, c, kind, o, max + step, above(c, o));
	if (o->member == M_MARK && min == max)
		return;
	if (is_buffer(o))
		expect_same(_metadata, c, kind, o, min + 1, -EINVAL);
	/* each number is another one than the last, so that it is a change */
	if (max > min)
		expect_same(_metadata, c, kind, o, min + step, 0);
	expect_same(_metadata, c, kind, o, min, 0);
	expect_same(_metadata, c, kind, o, max, 0);
	expect_same(_metadata, c, kind, o, max - (max > min ? step : 0), 0);
}

static void try_limits(struct __test_metadata *_metadata, void *data)
{
	const struct limits_case *c = data;
	__u32 kind, i;
	struct bpf_ctrl_sock_attr min, max;

	for (kind = 0; kind < NR_KINDS; kind++) {
		/* the limit of one attribute may come from another's value */
		for (i = 0; i < NR_OPTIONS; i++) {
			min = read_sock(_metadata, c->min, c->fd[kind]);
			max = read_sock(_metadata, c->max, c->fd[kind]);
			EXPECT_TRUE(min.mask == WRITABLE &&
				    max.mask == WRITABLE)
				TH_LOG("limits of %#llx, %#llx", min.mask,
				       max.mask);
			expect_limits(_metadata, c, kind, &sock_options[i],
				      get_attr(&min, &sock_options[i]),
				      get_attr(&max, &sock_options[i]));
		}
		/* what the numbers should be, by the privilege */
		EXPECT_EQ(c->mark ? UINT32_MAX : 6, max.priority)
			TH_LOG("%s: %u", c->who, max.priority);
		EXPECT_EQ(c->mark ? UINT32_MAX : 0, max.mark)
			TH_LOG("%s: mark to %u", c->who, max.mark);
		EXPECT_EQ(c->force, max.prefer_busy_poll)
			TH_LOG("%s: %u", c->who, max.prefer_busy_poll);
	}
}

TEST(setsockopt_and_a_control_map_enforce_the_same_limits_for_root)
{
	struct limits_case c = { .who = "root", .mark = true, .force = true };
	struct bpf_ctrl_sock_attr max;

	open_maps(_metadata, &c);
	open_sockets(_metadata, &c);
	max = read_sock(_metadata, c.max, c.fd[0]);
	EXPECT_TRUE(max.rcvbuf == INT32_MAX - 1 && max.sndbuf == INT32_MAX - 1)
		TH_LOG("up to %llu, %llu", max.rcvbuf, max.sndbuf);
	in_child(_metadata, try_limits, &c);
}

static void try_as_user(struct __test_metadata *_metadata, void *data)
{
	struct limits_case *c = data;
	struct bpf_ctrl_sock_attr max;

	become_user(_metadata);
	max = read_sock(_metadata, c->max, c->fd[0]);
	EXPECT_TRUE(max.rcvbuf == 2 * get_sysctl(_metadata,
						 "net/core/rmem_max") &&
		    max.sndbuf == 2 * get_sysctl(_metadata,
						 "net/core/wmem_max"))
		TH_LOG("up to %llu, %llu", max.rcvbuf, max.sndbuf);
	try_limits(_metadata, c);
}

TEST(setsockopt_and_a_control_map_enforce_the_same_limits_for_a_user)
{
	struct limits_case c = { .who = "user" };

	open_maps(_metadata, &c);
	open_sockets(_metadata, &c);
	in_child(_metadata, try_as_user, &c);
}

static void try_with_net_raw(struct __test_metadata *_metadata, void *data)
{
	keep_capabilities(_metadata, CAP(NET_RAW));
	try_limits(_metadata, data);
}

TEST(setsockopt_and_a_control_map_enforce_the_same_limits_with_cap_net_raw)
{
	struct limits_case c = { .who = "CAP_NET_RAW", .mark = true };

	open_maps(_metadata, &c);
	open_sockets(_metadata, &c);
	in_child(_metadata, try_with_net_raw, &c);
}

static void try_in_namespace(struct __test_metadata *_metadata, void *data)
{
	struct limits_case *c = data;

	become_user(_metadata);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER | CLONE_NEWNET))
		TH_LOG("unshare: %m");
	open_sockets(_metadata, c);
	try_limits(_metadata, c);
}

/* All capabilities in the namespace that owns the sockets, none outside. */
TEST(setsockopt_and_a_control_map_enforce_the_same_limits_for_root_of_a_namespace)
{
	struct limits_case c = { .who = "root of a namespace", .mark = true };

	open_maps(_metadata, &c);
	in_child(_metadata, try_in_namespace, &c);
}

/* Root of another namespace has no say over sockets that were handed to it. */
static void try_from_namespace(struct __test_metadata *_metadata, void *data)
{
	become_user(_metadata);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER | CLONE_NEWNET))
		TH_LOG("unshare: %m");
	try_limits(_metadata, data);
}

TEST(root_of_a_namespace_has_no_say_over_sockets_of_another_one)
{
	struct limits_case c = { .who = "root of another namespace" };

	open_maps(_metadata, &c);
	open_sockets(_metadata, &c);
	in_child(_metadata, try_from_namespace, &c);
}

TEST(the_limit_of_rcvlowat_is_the_half_of_what_tcp_may_receive)
{
	int max = sock_map(_metadata, BPF_CTRL_MAX);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	int bytes = 10000;
	unsigned long tcp_rmem[3];
	FILE *f = fopen("/proc/sys/net/ipv4/tcp_rmem", "r");

	ASSERT_TRUE(f && fscanf(f, "%lu %lu %lu", &tcp_rmem[0], &tcp_rmem[1],
				&tcp_rmem[2]) == 3)
		TH_LOG("tcp_rmem: %m");
	fclose(f);
	EXPECT_EQ(tcp_rmem[2] / 2, read_sock(_metadata, max, fd).rcvlowat);
	ASSERT_EQ(0,
		  setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes)))
		TH_LOG("SO_RCVBUF: %m");
	EXPECT_EQ(10000, read_sock(_metadata, max, fd).rcvlowat);
	close(fd);
}

static int set_both(int map, int fd, __u32 rcvbuf, __u32 rcvlowat, char *reason)
{
	struct bpf_ctrl_sock_attr v;

	memset(&v, 0, sizeof(v));
	v.mask = BIT_OF(M_RCVBUF) | BIT_OF(M_RCVLOWAT);
	v.rcvbuf = rcvbuf;
	v.rcvlowat = rcvlowat;
	return ctrl_update(map, fd, &v, 0, reason);
}

/* As with setsockopt(), where SO_RCVBUF comes first. */
TEST(a_receive_buffer_and_a_rcvlowat_that_only_fit_together_are_set_together)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char reason[REASON_LEN] = "";
	__u32 i;
	static const struct {
		__u32 rcvbuf, rcvlowat;
		int err;
	} steps[] = {
		{ 20000, 10000, 0 },
		{ 400000, 200000, 0 },	/* more than the buffer before */
		{ 20000, 10001, -ERANGE },	/* fits the buffer before only */
		{ 400000, 200001, -ERANGE },
		{ 20000, 10000, 0 },
	};

	for (i = 0; i < ARRAY_SIZE(steps); i++) {
		struct bpf_ctrl_sock_attr before = read_sock(_metadata, map,
							     fd);
		struct bpf_ctrl_sock_attr after;
		__u32 rcvbuf = steps[i].rcvbuf, rcvlowat = steps[i].rcvlowat;

		EXPECT_EQ(steps[i].err,
			  set_both(map, fd, rcvbuf, rcvlowat, reason));
		after = read_sock(_metadata, map, fd);
		if (steps[i].err) {
			EXPECT_REASON(reason, "rcvlowat: ");
			EXPECT_EQ(after.etag, before.etag)
				TH_LOG("step %u changed", i);
		} else {
			EXPECT_TRUE(after.rcvbuf == rcvbuf &&
				    after.rcvlowat == rcvlowat)
				TH_LOG("step %u: %llu and %llu", i,
				       after.rcvbuf, after.rcvlowat);
		}
	}
	close(fd);
}

static void read_as_user(struct __test_metadata *_metadata, void *data)
{
	int *fds = data;
	char reason[REASON_LEN];

	become_user(_metadata);
	EXPECT_EQ(100000, read_sock(_metadata, fds[0], fds[2]).rcvbuf);
	EXPECT_EQ(-ERANGE,
		  set_sock(fds[1], fds[2], option(M_RCVBUF), 100002, reason));
	EXPECT_REASON(reason, "rcvbuf: 100002 is outside ");
	EXPECT_REASON(reason, "..100000");
	EXPECT_EQ(0,
		  set_sock(fds[1], fds[2], option(M_RCVBUF), 100000, reason));
}

#define REFUSED		"the protocol refused rcvlowat"

/* vsock takes as much as its own buffer has room for. */
TEST(a_protocol_that_judges_rcvlowat_tells_no_limit_of_it_and_may_refuse_it)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int max = sock_map(_metadata, BPF_CTRL_MAX);
	int def = sock_map(_metadata, BPF_CTRL_DEFAULT);
	const struct sock_option *o = option(M_RCVLOWAT);
	int fd = socket(AF_VSOCK, SOCK_STREAM, 0), above;
	char reason[REASON_LEN] = "";
	__u64 room;
	socklen_t len = sizeof(room);
	struct bpf_ctrl_sock_attr v, before;

	ASSERT_EQ(0, getsockopt(fd, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &room,
				&len))
		TH_LOG("the size of the buffer: %m");
	EXPECT_EQ(WRITABLE & ~BIT_OF(M_RCVLOWAT),
		  read_sock(_metadata, max, fd).mask);
	EXPECT_TRUE(read_sock(_metadata, def, fd).mask & BIT_OF(M_RCVLOWAT))
		TH_LOG("defaults of %#llx", read_sock(_metadata, def, fd).mask);
	EXPECT_EQ(0, set_sock(map, fd, o, room, reason));
	EXPECT_EQ(room, get_option(_metadata, fd, o));

	above = room + 1;
	EXPECT_TRUE(setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &above,
			       sizeof(above)) && errno == EINVAL)
		TH_LOG("setsockopt() may");
	before = read_sock(_metadata, map, fd);
	v = before;
	v.mask = BIT_OF(M_PRIORITY) | BIT_OF(M_RCVLOWAT) | BIT_OF(M_RCVBUF);
	v.priority = 3;
	v.rcvbuf = 50000;
	v.rcvlowat = above;
	EXPECT_EQ(-EINVAL, ctrl_update(map, fd, &v, 0, reason))
		TH_LOG("%s", REFUSED);
	EXPECT_REASON(reason, REFUSED);
	EXPECT_EQ(before.etag, read_sock(_metadata, map, fd).etag);
	EXPECT_EQ(-ERANGE, set_sock(map, fd, o, 1ULL << 31, reason));
	EXPECT_REASON(reason, "rcvlowat: more than setsockopt() takes");
	close(fd);
}

/* The test changes net.core.rmem_max, and puts it back. */
TEST(the_limit_of_a_buffer_is_what_the_sysctl_is_now)
{
	int fds[] = { sock_map(_metadata, BPF_CTRL_MAX), sock_map(_metadata, BPF_CTRL_CURRENT),
		      socket(AF_INET, SOCK_DGRAM, 0) };
	__u64 before = get_sysctl(_metadata, "net/core/rmem_max");

	set_sysctl(_metadata, "net/core/rmem_max", 50000);
	in_child(_metadata, read_as_user, fds);
	set_sysctl(_metadata, "net/core/rmem_max", before);
	close(fds[2]);
}

TEST_HARNESS_MAIN
