// SPDX-License-Identifier: GPL-2.0-only
/*
 * What setsockopt() does beyond storing a number, it does for the number that is
 * there already, too: so does a control map when its mask names the attribute.
 */
#define _GNU_SOURCE
#include "sock_attr.h"

#include "become.h"
#include "sysctl.h"

static int tcp(void)
{
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	need(fd >= 0, "no socket: %m");
	return fd;
}

static void set_int(int fd, int optname, int number)
{
	need(!setsockopt(fd, SOL_SOCKET, optname, &number, sizeof(number)),
	     "setsockopt(%d, %d): %m", optname, number);
}

static void expect_same_buffers(const char *what, int fd, int twin)
{
	expect(get_int(fd, SOL_SOCKET, SO_RCVBUF) ==
	       get_int(twin, SOL_SOCKET, SO_RCVBUF) &&
	       get_int(fd, SOL_SOCKET, SO_SNDBUF) ==
	       get_int(twin, SOL_SOCKET, SO_SNDBUF) &&
	       buf_lock(fd) == buf_lock(twin),
	       "%s: buffers of %d and %d, lock %d, not of %d and %d, lock %d", what,
	       get_int(fd, SOL_SOCKET, SO_RCVBUF),
	       get_int(fd, SOL_SOCKET, SO_SNDBUF), buf_lock(fd),
	       get_int(twin, SOL_SOCKET, SO_RCVBUF),
	       get_int(twin, SOL_SOCKET, SO_SNDBUF), buf_lock(twin));
}

static const struct {
	enum sock_member member;
	int lock;
} buffers[] = {
	{ M_RCVBUF, 2 },	/* SOCK_RCVBUF_LOCK of the kernel */
	{ M_SNDBUF, 1 },
};

static void named_buffer(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), i;

	for (i = 0; i < 2; i++) {
		const struct sock_option *o = option(buffers[i].member);
		int fd = tcp(), twin = tcp();
		uint64_t size = get_option(fd, o);
		char reason[REASON_LEN];

		need(!buf_lock(fd), "%s is set already", o->name);
		expect_result(set_sock(map, fd, o, size, reason), 0, o->name);
		set_int(twin, o->optname, size / 2);
		expect(buf_lock(fd) == buffers[i].lock, "%s: lock %d", o->name,
		       buf_lock(fd));
		expect_same_buffers(o->name, fd, twin);
		close(fd);
		close(twin);
	}
}

/* Nor does what is read and written back, nor a change of something else. */
static void unnamed_buffer(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = tcp();
	sock_attr v = read_sock(map, fd);

	v.mask = 0;
	expect_result(ctrl_update(map, fd, &v, 0, NULL), 0, "what was read");
	expect(!buf_lock(fd), "written back: lock %d", buf_lock(fd));
	v.mask = BIT_OF(M_PRIORITY);
	v.priority = 3;
	expect_result(ctrl_update(map, fd, &v, 0, NULL), 0, "priority");
	expect(!buf_lock(fd), "priority: lock %d", buf_lock(fd));
	v = read_sock(map, fd);
	v.mask = BIT_OF(M_RCVBUF) | BIT_OF(M_SNDBUF);
	expect_result(ctrl_update(map, fd, &v, BPF_F_CTRL_DRY_RUN, NULL), 0,
		      "dry run");
	expect(!buf_lock(fd), "dry run: lock %d", buf_lock(fd));
	expect_result(ctrl_delete(map, fd, NULL), 0, "reset");
	expect(!buf_lock(fd), "reset: lock %d", buf_lock(fd));
	close(fd);
}

static void name_it_as_user(void *data)
{
	int map = *(int *)data, fd = tcp();
	uint64_t size = get_option(fd, option(M_RCVBUF));
	char reason[REASON_LEN];

	become_user();
	need(size > 100000, "a buffer of %lu only", size);
	expect_result(set_sock(map, fd, option(M_RCVBUF), size, reason), -ERANGE,
		      "more than this user can set");
	expect_reason(reason, "..100000");
	expect(!buf_lock(fd), "lock %d", buf_lock(fd));
	expect_result(set_sock(map, fd, option(M_PRIORITY), 2, reason), 0,
		      "something else");
}

static void beyond_the_limit(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	unsigned long before = get_sysctl("core/rmem_max");

	set_sysctl("core/rmem_max", 50000);
	in_child(name_it_as_user, &map);
	set_sysctl("core/rmem_max", before);
}

/* A socket whose buffer is too small for its rcvlowat, and free to grow. */
static int low_buffer(void)
{
	int fd = tcp();

	set_int(fd, SO_RCVLOWAT, 100000);
	set_int(fd, SO_RCVBUF, 10000);
	set_int(fd, SO_BUF_LOCK, 0);
	return fd;
}

static void named_lowat(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = low_buffer();
	int twin = low_buffer();
	char reason[REASON_LEN];

	set_int(twin, SO_RCVLOWAT, 100000);
	need(get_int(twin, SOL_SOCKET, SO_RCVBUF) > 100000, "a buffer of %d",
	     get_int(twin, SOL_SOCKET, SO_RCVBUF));
	expect_result(set_sock(map, fd, option(M_RCVLOWAT), 100000, reason), 0,
		      "rcvlowat");
	expect_same_buffers("rcvlowat", fd, twin);
	close(fd);
	close(twin);
}

static void lowat_beside_buffer(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = tcp();
	char reason[REASON_LEN] = "";
	sock_attr before, v;

	set_int(fd, SO_RCVLOWAT, 50000);
	before = read_sock(map, fd);
	v = before;
	v.mask = BIT_OF(M_RCVBUF) | BIT_OF(M_RCVLOWAT);
	v.rcvbuf = 20000;
	expect_result(ctrl_update(map, fd, &v, 0, reason), -ERANGE,
		      "a rcvlowat that does not fit");
	expect_reason(reason, "rcvlowat: 50000 is outside ");
	expect(read_sock(map, fd).etag == before.etag && !buf_lock(fd),
	       "something has changed");
	v.mask = BIT_OF(M_RCVBUF);
	expect_result(ctrl_update(map, fd, &v, 0, reason), 0, "rcvbuf alone");
	close(fd);
}

static const struct test tests[] = {
	{ "to set a TCP buffer to the size it has ends its adjustment, as setsockopt does",
	  named_buffer },
	{ "a TCP buffer that an update does not name goes on being adjusted",
	  unnamed_buffer },
	{ "the size that the kernel has come to is refused where the caller could not set it",
	  beyond_the_limit },
	{ "to set rcvlowat to what it is makes the buffer larger, as setsockopt does",
	  named_lowat },
	{ "a rcvlowat that is named beside a receive buffer has to fit into it",
	  lowat_beside_buffer },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
