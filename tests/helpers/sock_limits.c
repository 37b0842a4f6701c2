// SPDX-License-Identifier: GPL-2.0-only
/*
 * The limits of a socket's attributes are those of setsockopt(): a value can be
 * stored through a control map when, and only when, setsockopt() can store it.
 */
#define _GNU_SOURCE
#include "sock_attr.h"

#include <sched.h>

#include <linux/vm_sockets.h>

#include "capabilities.h"
#include "sysctl.h"

#define CAP(name)	(1ULL << CAP_##name)

/* Sockets made by root, and the maps to reach them. */
struct limits_case {
	const char *who;
	bool mark, force;	/* privileges: in the network namespace, in the initial one */
	int map, min, max;
	int fd[NR_KINDS];	/* changed through the map */
	int twin[NR_KINDS];	/* changed by setsockopt() */
};

static void open_maps(struct limits_case *c)
{
	c->map = sock_map(BPF_CTRL_CURRENT);
	c->min = sock_map(BPF_CTRL_MIN);
	c->max = sock_map(BPF_CTRL_MAX);
}

static void open_sockets(struct limits_case *c)
{
	uint32_t i;

	for (i = 0; i < NR_KINDS; i++) {
		c->fd[i] = sock_of(&sock_kinds[i]);
		c->twin[i] = sock_of(&sock_kinds[i]);
	}
}

static bool is_buffer(const struct sock_option *o)
{
	return o->force;
}

/* 0: setsockopt() has stored just this number; 1: another one; or its errno */
static int set_by_option(const struct limits_case *c, int fd,
			 const struct sock_option *o, uint64_t number)
{
	int optname = is_buffer(o) && c->force ? o->force : o->optname;
	uint64_t given = is_buffer(o) ? number / 2 : number;
	socklen_t len = o->optname == SO_MAX_PACING_RATE ? 8 : 4;

	if (len == 4 && given > UINT32_MAX)
		return 1;
	if (setsockopt(fd, SOL_SOCKET, optname, &given, len))
		return -errno;
	return get_option(fd, o) != number;
}

static void expect_same(const struct limits_case *c, uint32_t kind,
			const struct sock_option *o, uint64_t number, int wanted)
{
	uint64_t before = get_option(c->fd[kind], o), after;
	char reason[REASON_LEN];
	int by_map, by_option;

	by_map = set_sock(c->map, c->fd[kind], o, number, reason);
	after = get_option(c->fd[kind], o);
	by_option = set_by_option(c, c->twin[kind], o, number);
	expect(by_map == wanted, "%s, %s: %s = %lu: %s (%s), not %s", c->who,
	       sock_kinds[kind].name, o->name, number, result_name(by_map),
	       reason, result_name(wanted));
	expect(!by_map == !by_option, "%s, %s: %s = %lu: %s, setsockopt %d", c->who,
	       sock_kinds[kind].name, o->name, number, result_name(by_map),
	       by_option);
	expect(by_option != -EPERM || by_map == -EPERM,
	       "%s, %s: %s = %lu: %s, setsockopt EPERM", c->who,
	       sock_kinds[kind].name, o->name, number, result_name(by_map));
	expect(after == (by_map ? before : number), "%s, %s: %s = %lu: now %lu",
	       c->who, sock_kinds[kind].name, o->name, number, after);
	expect(!by_map || reason[0], "%s = %lu: no reason", o->name, number);
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

static void expect_limits(const struct limits_case *c, uint32_t kind,
			  const struct sock_option *o, uint64_t min, uint64_t max)
{
	uint64_t widest = o->size == 8 ? UINT64_MAX :
			  o->size == 4 ? UINT32_MAX : UINT8_MAX;
	uint32_t step = is_buffer(o) ? 2 : 1;

	if (min > 0)
		expect_same(c, kind, o, min - step, -ERANGE);
	if (max <= widest - step)
		expect_same(c, kind, o, max + step, above(c, o));
	if (o->member == M_MARK && min == max)
		return;
	if (is_buffer(o))
		expect_same(c, kind, o, min + 1, -EINVAL);
	/* each number is another one than the last, so that it is a change */
	if (max > min)
		expect_same(c, kind, o, min + step, 0);
	expect_same(c, kind, o, min, 0);
	expect_same(c, kind, o, max, 0);
	expect_same(c, kind, o, max - (max > min ? step : 0), 0);
}

static void try_limits(void *data)
{
	const struct limits_case *c = data;
	uint32_t kind, i;
	sock_attr min, max;

	for (kind = 0; kind < NR_KINDS; kind++) {
		/* the limit of one attribute may come from another's value */
		for (i = 0; i < NR_OPTIONS; i++) {
			min = read_sock(c->min, c->fd[kind]);
			max = read_sock(c->max, c->fd[kind]);
			expect(min.mask == WRITABLE && max.mask == WRITABLE,
			       "limits of %#llx, %#llx", min.mask, max.mask);
			expect_limits(c, kind, &sock_options[i],
				      get_attr(&min, &sock_options[i]),
				      get_attr(&max, &sock_options[i]));
		}
		/* what the numbers should be, by the privilege */
		expect(max.priority == (c->mark ? UINT32_MAX : 6), "%s: %u",
		       c->who, max.priority);
		expect(max.mark == (c->mark ? UINT32_MAX : 0), "%s: mark to %u",
		       c->who, max.mark);
		expect(max.prefer_busy_poll == c->force, "%s: %u", c->who,
		       max.prefer_busy_poll);
	}
}

static void limits_of_root(char **args)
{
	struct limits_case c = { .who = "root", .mark = true, .force = true };
	sock_attr max;

	open_maps(&c);
	open_sockets(&c);
	max = read_sock(c.max, c.fd[0]);
	expect(max.rcvbuf == INT32_MAX - 1 && max.sndbuf == INT32_MAX - 1,
	       "up to %llu, %llu", max.rcvbuf, max.sndbuf);
	in_child(try_limits, &c);
}

static void try_as_user(void *data)
{
	struct limits_case *c = data;
	sock_attr max;

	become_user();
	max = read_sock(c->max, c->fd[0]);
	expect(max.rcvbuf == 2 * get_sysctl("core/rmem_max") &&
	       max.sndbuf == 2 * get_sysctl("core/wmem_max"), "up to %llu, %llu",
	       max.rcvbuf, max.sndbuf);
	try_limits(c);
}

static void limits_of_user(char **args)
{
	struct limits_case c = { .who = "user" };

	open_maps(&c);
	open_sockets(&c);
	in_child(try_as_user, &c);
}

static void try_with_net_raw(void *data)
{
	keep_capabilities(CAP(NET_RAW));
	try_limits(data);
}

static void limits_of_net_raw(char **args)
{
	struct limits_case c = { .who = "CAP_NET_RAW", .mark = true };

	open_maps(&c);
	open_sockets(&c);
	in_child(try_with_net_raw, &c);
}

static void try_in_namespace(void *data)
{
	struct limits_case *c = data;

	become_user();
	need(!unshare(CLONE_NEWUSER | CLONE_NEWNET), "unshare: %m");
	open_sockets(c);
	try_limits(c);
}

/* All capabilities in the namespace that owns the sockets, none outside. */
static void limits_of_namespace_root(char **args)
{
	struct limits_case c = { .who = "root of a namespace", .mark = true };

	open_maps(&c);
	in_child(try_in_namespace, &c);
}

/* Root of another namespace has no say over sockets that were handed to it. */
static void try_from_namespace(void *data)
{
	become_user();
	need(!unshare(CLONE_NEWUSER | CLONE_NEWNET), "unshare: %m");
	try_limits(data);
}

static void limits_across_namespaces(char **args)
{
	struct limits_case c = { .who = "root of another namespace" };

	open_maps(&c);
	open_sockets(&c);
	in_child(try_from_namespace, &c);
}

static void lowat_of_tcp(char **args)
{
	int max = sock_map(BPF_CTRL_MAX), fd = socket(AF_INET, SOCK_STREAM, 0);
	int bytes = 10000;
	unsigned long tcp_rmem[3];
	FILE *f = fopen("/proc/sys/net/ipv4/tcp_rmem", "r");

	need(f && fscanf(f, "%lu %lu %lu", &tcp_rmem[0], &tcp_rmem[1],
			 &tcp_rmem[2]) == 3, "tcp_rmem: %m");
	fclose(f);
	expect(read_sock(max, fd).rcvlowat == tcp_rmem[2] / 2, "up to %llu",
	       read_sock(max, fd).rcvlowat);
	need(!setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes)),
	     "SO_RCVBUF: %m");
	expect(read_sock(max, fd).rcvlowat == 10000, "up to %llu",
	       read_sock(max, fd).rcvlowat);
	close(fd);
}

static int set_both(int map, int fd, uint32_t rcvbuf, uint32_t rcvlowat,
		    char *reason)
{
	sock_attr v;

	memset(&v, 0, sizeof(v));
	v.mask = BIT_OF(M_RCVBUF) | BIT_OF(M_RCVLOWAT);
	v.rcvbuf = rcvbuf;
	v.rcvlowat = rcvlowat;
	return ctrl_update(map, fd, &v, 0, reason);
}

/* As with setsockopt(), where SO_RCVBUF comes first. */
static void lowat_with_buffer(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char reason[REASON_LEN] = "";
	uint32_t i;
	static const struct {
		uint32_t rcvbuf, rcvlowat;
		int err;
	} steps[] = {
		{ 20000, 10000, 0 },
		{ 400000, 200000, 0 },	/* more than the buffer before */
		{ 20000, 10001, -ERANGE },	/* fits the buffer before only */
		{ 400000, 200001, -ERANGE },
		{ 20000, 10000, 0 },
	};

	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		sock_attr before = read_sock(map, fd), after;
		uint32_t rcvbuf = steps[i].rcvbuf, rcvlowat = steps[i].rcvlowat;

		expect_result(set_both(map, fd, rcvbuf, rcvlowat, reason),
			      steps[i].err, "rcvbuf and rcvlowat");
		after = read_sock(map, fd);
		if (steps[i].err) {
			expect_reason(reason, "rcvlowat: ");
			expect(before.etag == after.etag, "step %u changed", i);
		} else {
			expect(after.rcvbuf == rcvbuf && after.rcvlowat == rcvlowat,
			       "step %u: %llu and %llu", i, after.rcvbuf,
			       after.rcvlowat);
		}
	}
	close(fd);
}

static void read_as_user(void *data)
{
	int *fds = data;
	char reason[REASON_LEN];

	become_user();
	expect(read_sock(fds[0], fds[2]).rcvbuf == 100000, "up to %llu",
	       read_sock(fds[0], fds[2]).rcvbuf);
	expect_result(set_sock(fds[1], fds[2], option(M_RCVBUF), 100002, reason),
		      -ERANGE, "100002");
	expect_reason(reason, "rcvbuf: 100002 is outside ");
	expect_reason(reason, "..100000");
	expect_result(set_sock(fds[1], fds[2], option(M_RCVBUF), 100000, reason),
		      0, "100000");
}

#define REFUSED		"the protocol refused rcvlowat"

/* vsock takes as much as its own buffer has room for. */
static void lowat_of_vsock(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), max = sock_map(BPF_CTRL_MAX);
	int def = sock_map(BPF_CTRL_DEFAULT);
	const struct sock_option *o = option(M_RCVLOWAT);
	int fd = socket(AF_VSOCK, SOCK_STREAM, 0), above;
	char reason[REASON_LEN] = "";
	uint64_t room;
	socklen_t len = sizeof(room);
	sock_attr v, before;

	need(!getsockopt(fd, AF_VSOCK, SO_VM_SOCKETS_BUFFER_SIZE, &room, &len),
	     "the size of the buffer: %m");
	expect(read_sock(max, fd).mask == (WRITABLE & ~BIT_OF(M_RCVLOWAT)),
	       "limits of %#llx", read_sock(max, fd).mask);
	expect(read_sock(def, fd).mask & BIT_OF(M_RCVLOWAT), "defaults of %#llx",
	       read_sock(def, fd).mask);
	expect_result(set_sock(map, fd, o, room, reason), 0, "all the buffer");
	expect(get_option(fd, o) == room, "rcvlowat %lu", get_option(fd, o));

	above = room + 1;
	expect(setsockopt(fd, SOL_SOCKET, SO_RCVLOWAT, &above, sizeof(above)) &&
	       errno == EINVAL, "setsockopt() may");
	before = v = read_sock(map, fd);
	v.mask = BIT_OF(M_PRIORITY) | BIT_OF(M_RCVLOWAT) | BIT_OF(M_RCVBUF);
	v.priority = 3;
	v.rcvbuf = 50000;
	v.rcvlowat = above;
	expect_result(ctrl_update(map, fd, &v, 0, reason), -EINVAL, REFUSED);
	expect_reason(reason, REFUSED);
	expect(read_sock(map, fd).etag == before.etag, "something has changed");
	expect_result(set_sock(map, fd, o, 1ULL << 31, reason), -ERANGE,
		      "what does not fit setsockopt()");
	expect_reason(reason, "rcvlowat: more than setsockopt() takes");
	close(fd);
}

/* The test changes net.core.rmem_max, and puts it back. */
static void sysctl_now(char **args)
{
	int fds[] = { sock_map(BPF_CTRL_MAX), sock_map(BPF_CTRL_CURRENT),
		      socket(AF_INET, SOCK_DGRAM, 0) };
	uint64_t before = get_sysctl("core/rmem_max");

	set_sysctl("core/rmem_max", 50000);
	in_child(read_as_user, fds);
	set_sysctl("core/rmem_max", before);
	close(fds[2]);
}

static const struct test tests[] = {
	{ "setsockopt and a control map enforce the same limits for root",
	  limits_of_root },
	{ "setsockopt and a control map enforce the same limits for a user",
	  limits_of_user },
	{ "setsockopt and a control map enforce the same limits with CAP_NET_RAW",
	  limits_of_net_raw },
	{ "setsockopt and a control map enforce the same limits for root of a namespace",
	  limits_of_namespace_root },
	{ "root of a namespace has no say over sockets of another one",
	  limits_across_namespaces },
	{ "the limit of rcvlowat is the half of what TCP may receive",
	  lowat_of_tcp },
	{ "a receive buffer and a rcvlowat that only fit together are set together",
	  lowat_with_buffer },
	{ "a protocol that judges rcvlowat tells no limit of it, and may refuse it",
	  lowat_of_vsock },
	{ "the limit of a buffer is what the sysctl is now", sysctl_now },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
