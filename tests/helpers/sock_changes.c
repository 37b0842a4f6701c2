// SPDX-License-Identifier: GPL-2.0-only
/* Changes of a socket's attributes: whole or not at all, and back again. */
#define _GNU_SOURCE
#include "sock_attr.h"

#include <fcntl.h>

#include <bpf/bpf.h>

#include "become.h"
#include "insns.h"

/* Some value for each, other than that of a new socket. */
static sock_attr other_values(void)
{
	sock_attr v;

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

static void expect_options(const char *what, int fd, const sock_attr *v)
{
	uint32_t i;

	for (i = 0; i < NR_OPTIONS; i++)
		expect(get_option(fd, &sock_options[i]) ==
		       get_attr(v, &sock_options[i]), "%s: %s is %lu, not %lu",
		       what, sock_options[i].name,
		       get_option(fd, &sock_options[i]),
		       get_attr(v, &sock_options[i]));
}

static void together(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	sock_attr v = other_values();
	char reason[REASON_LEN] = "";
	uint32_t i;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(&sock_kinds[i]);

		expect_result(ctrl_update(map, fd, &v, 0, reason), 0,
			      sock_kinds[i].name);
		expect_options(sock_kinds[i].name, fd, &v);
		close(fd);
	}
}

/* What is read can be written: as a whole, and each alone to another socket. */
static void round_trip(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	sock_attr v = other_values(), read;
	uint32_t i, k;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(&sock_kinds[i]), twin = sock_of(&sock_kinds[i]);
		char reason[REASON_LEN] = "";

		for (k = 0; k < 2; k++) {
			read = read_sock(map, fd);
			read.mask = k ? WRITABLE : 0;
			expect_result(ctrl_update(map, fd, &read, 0, reason), 0,
				      "what was read");
			expect_options("what was read", fd, &read);
			need(!ctrl_update(map, fd, &v, 0, reason), "update: %s",
			     reason);
		}
		read = read_sock(map, fd);
		for (k = 0; k < NR_OPTIONS; k++)
			expect_result(set_sock(map, twin, &sock_options[k],
					       get_attr(&read, &sock_options[k]),
					       reason), 0, sock_options[k].name);
		expect_options("the twin", twin, &read);
		close(fd);
		close(twin);
	}
}

/* One bad value among good ones, for root. */
static const struct {
	enum sock_member member;
	uint64_t number;
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

static void expect_refused(int map, int fd, const sock_attr *v, int wanted,
			   const char *part)
{
	sock_attr before = read_sock(map, fd), after;
	char reason[REASON_LEN] = "";

	expect_result(ctrl_update(map, fd, v, 0, reason), wanted, part);
	expect_reason(reason, part);
	after = read_sock(map, fd);
	expect(before.etag == after.etag, "something has changed: %s", part);
	expect_options(part, fd, &before);
}

static void all_or_nothing(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	uint32_t i, k;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(&sock_kinds[i]);

		for (k = 0; k < sizeof(bad_values) / sizeof(bad_values[0]); k++) {
			sock_attr v = other_values();

			put_attr(&v, option(bad_values[k].member),
				   bad_values[k].number);
			expect_refused(map, fd, &v, bad_values[k].err,
				       bad_values[k].reason);
		}
		close(fd);
	}
}

/* One that takes privilege among those that do not. */
static void change_as_user(void *data)
{
	static const struct {
		enum sock_member member;
		uint64_t number;
		const char *reason;
	} denied[] = {
		{ M_MARK, 42, "CAP_NET_ADMIN or CAP_NET_RAW" },
		{ M_PRIORITY, 7, "CAP_NET_ADMIN or CAP_NET_RAW" },
		{ M_PREFER_BUSY_POLL, 1, "CAP_NET_ADMIN" },
	};
	int *fds = data;
	uint32_t i;

	become_user();
	for (i = 0; i < sizeof(denied) / sizeof(denied[0]); i++) {
		sock_attr v = other_values();
		char reason[REASON_LEN] = "";

		v.mask &= ~(BIT_OF(M_MARK) | BIT_OF(M_PREFER_BUSY_POLL));
		put_attr(&v, option(denied[i].member), denied[i].number);
		expect_refused(fds[0], fds[1], &v, -EPERM, denied[i].reason);

		v.mask &= ~BIT_OF(denied[i].member);
		expect_result(ctrl_update(fds[0], fds[1], &v, BPF_F_CTRL_DRY_RUN,
					  reason), 0, "the others");
	}
}

static void user_all_or_nothing(char **args)
{
	int fds[] = { sock_map(BPF_CTRL_CURRENT), socket(AF_INET, SOCK_DGRAM, 0) };

	in_child(change_as_user, fds);
	close(fds[1]);
}

static void refused_members(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	sock_attr v;
	int i;

	for (i = M_COOKIE; i < M_MARK; i++) {
		v = read_sock(map, fd);
		v.mask = BIT_OF(i) | BIT_OF(M_PRIORITY);
		v.priority = 3;
		expect_refused(map, fd, &v, -EACCES, "read-only");
	}
	v = read_sock(map, fd);
	v.mask = BIT_OF(SOCK_MEMBERS);
	expect_refused(map, fd, &v, -EINVAL, "no attribute");
	close(fd);
}

static void outdated(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	sock_attr v = read_sock(map, fd);
	int five = 5;

	need(!setsockopt(fd, SOL_SOCKET, SO_PRIORITY, &five, sizeof(five)),
	     "SO_PRIORITY: %m");
	v.mask = BIT_OF(M_MARK);
	v.mark = 1;
	expect_refused(map, fd, &v, -EAGAIN, "etag");
	close(fd);
}

static void reset(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), def = sock_map(BPF_CTRL_DEFAULT);
	sock_attr v = other_values();
	uint32_t i;

	for (i = 0; i < NR_KINDS; i++) {
		int fd = sock_of(&sock_kinds[i]);
		sock_attr new = read_sock(map, fd), d;
		char reason[REASON_LEN] = "";

		expect_result(ctrl_delete(map, fd, reason), 0, "nothing to reset");
		expect_options("nothing to reset", fd, &new);
		need(!ctrl_update(map, fd, &v, 0, reason), "update: %s", reason);
		d = read_sock(def, fd);
		expect(d.mask == WRITABLE, "%s: defaults of %#llx",
		       sock_kinds[i].name, d.mask);
		expect_result(ctrl_delete(map, fd, reason), 0, sock_kinds[i].name);
		expect_options(sock_kinds[i].name, fd, &new);
		expect_options(sock_kinds[i].name, fd, &d);
		close(fd);
	}
}

/* MPTCP hands options on to the connections that it is made of. */
static void protocol_keeps_options(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), def = sock_map(BPF_CTRL_DEFAULT);
	int fd = socket(AF_INET, SOCK_STREAM, IPPROTO_MPTCP);
	sock_attr v = other_values();

	need(fd >= 0, "no MPTCP: %m");
	expect(read_sock(map, fd).protocol == IPPROTO_MPTCP, "protocol %u",
	       read_sock(map, fd).protocol);
	expect_refused(map, fd, &v, -EOPNOTSUPP, "use setsockopt()");
	v.mask = BIT_OF(M_MARK);
	expect_refused(map, fd, &v, -EOPNOTSUPP, "use setsockopt()");
	expect(read_sock(def, fd).mask == (WRITABLE & ~BUFFERS),
	       "defaults of %#llx", read_sock(def, fd).mask);
	close(fd);
}

static void tcp_adjusts(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), def = sock_map(BPF_CTRL_DEFAULT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char reason[REASON_LEN];

	expect(!(read_sock(def, fd).mask & BUFFERS) && !buf_lock(fd),
	       "defaults of %#llx, lock %d", read_sock(def, fd).mask, buf_lock(fd));
	expect_result(ctrl_delete(map, fd, NULL), 0, "reset");
	expect(!buf_lock(fd), "a reset ended the adjustment");
	expect_result(set_sock(map, fd, option(M_MARK), 1, reason), 0, "mark");
	expect(!buf_lock(fd), "the mark ended the adjustment");
	expect_result(set_sock(map, fd, option(M_RCVBUF), 50000, reason), 0,
		      "rcvbuf");
	expect((read_sock(def, fd).mask & BUFFERS) == BIT_OF(M_RCVBUF) &&
	       buf_lock(fd) == 2, "defaults of %#llx, lock %d",
	       read_sock(def, fd).mask, buf_lock(fd));
	expect_result(set_sock(map, fd, option(M_SNDBUF), 50000, reason), 0,
		      "sndbuf");
	expect(buf_lock(fd) == 3, "lock %d", buf_lock(fd));
	close(fd);
}

static void reset_as_user(void *data)
{
	int *fds = data;
	char reason[REASON_LEN] = "";

	become_user();
	expect_result(ctrl_delete(fds[0], fds[1], reason), -EPERM, "reset");
	expect_reason(reason, "the mark");
}

static void user_reset(char **args)
{
	int fds[] = { sock_map(BPF_CTRL_CURRENT), socket(AF_INET, SOCK_DGRAM, 0) };
	sock_attr v = other_values();
	char reason[REASON_LEN] = "";

	need(!ctrl_update(fds[0], fds[1], &v, 0, reason), "update: %s", reason);
	in_child(reset_as_user, fds);
	expect_options("after it", fds[1], &v);
	close(fds[1]);
}

static void dry_run(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_STREAM, 0);
	sock_attr v = other_values(), new = read_sock(map, fd);

	expect_result(ctrl_update(map, fd, &v, BPF_F_CTRL_DRY_RUN, NULL), 0,
		      "dry run");
	expect_options("dry run", fd, &new);
	v.rcvlowat = 0;
	expect_result(ctrl_update(map, fd, &v, BPF_F_CTRL_DRY_RUN, NULL), -ERANGE,
		      "dry run");
	close(fd);
}

/* A program on the cgroup that lets every option pass. */
static void cgroup_program(char **args)
{
	struct bpf_insn insns[] = { SET(0, 1), EXIT() };
	LIBBPF_OPTS(bpf_prog_load_opts, opts,
		    .expected_attach_type = BPF_CGROUP_SETSOCKOPT);
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	int cgroup = open("/sys/fs/cgroup", O_DIRECTORY | O_RDONLY), prog;
	sock_attr v = other_values();
	char reason[REASON_LEN] = "";

	prog = bpf_prog_load(BPF_PROG_TYPE_CGROUP_SOCKOPT, "options", "GPL",
			     insns, NR_INSNS(insns), &opts);
	need(cgroup >= 0 && prog >= 0, "no program: %m");
	need(!bpf_prog_attach(prog, cgroup, BPF_CGROUP_SETSOCKOPT, 0),
	     "attach: %m");
	expect_refused(map, fd, &v, -EPERM, "use setsockopt()");
	need(!bpf_prog_detach2(prog, cgroup, BPF_CGROUP_SETSOCKOPT),
	     "detach: %m");
	expect_result(ctrl_update(map, fd, &v, 0, reason), 0, "without it");
	close(fd);
}

static const struct test tests[] = {
	{ "all attributes of a socket are set in one update", together },
	{ "what was read of a socket can be written back", round_trip },
	{ "a bad value among good ones changes nothing in a socket",
	  all_or_nothing },
	{ "a value that takes privilege keeps a user from the others, too",
	  user_all_or_nothing },
	{ "what a socket only tells cannot be set", refused_members },
	{ "a change by setsockopt outdates the etag", outdated },
	{ "a reset gives a socket what a new one has", reset },
	{ "TCP adjusts its buffers until they are set, by whatever way",
	  tcp_adjusts },
	{ "a reset by a user who may not set the mark changes nothing",
	  user_reset },
	{ "a dry run on a socket judges and changes nothing", dry_run },
	{ "a socket whose protocol keeps options itself is shown and not changed",
	  protocol_keeps_options },
	{ "programs on a cgroup that judge socket options are not gone round",
	  cgroup_program },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
