// SPDX-License-Identifier: GPL-2.0-only
/* Security modules are asked about sockets as setsockopt() and getsockopt() ask. */
#define _GNU_SOURCE
#include "sock_attr.h"

#include "capabilities.h"
#include "security_module.h"
#include "sysctl.h"
#include "tracing.h"

static int refuse_option(int optname)
{
	return refuse("socket_setsockopt", 2, optname, EACCES);
}

/* A number that is none of a new socket's. */
static uint64_t other_number(const struct sock_option *o)
{
	return o->member == M_PREFER_BUSY_POLL ? 1 : 5000;
}

static void each_option(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT);
	char reason[REASON_LEN];
	uint32_t i, k;

	for (i = 0; i < NR_OPTIONS; i++) {
		int module = refuse_option(sock_options[i].optname);
		int fd = socket(AF_INET, SOCK_DGRAM, 0);
		sock_attr before = read_sock(map, fd), all = before;

		all.mask = 0;
		for (k = 0; k < NR_OPTIONS; k++)
			put_attr(&all, &sock_options[k],
				 other_number(&sock_options[k]));
		reason[0] = '\0';
		expect_result(ctrl_update(map, fd, &all, 0, reason), -EACCES,
			      sock_options[i].name);
		expect_reason(reason, "refused by a security module");
		expect(read_sock(map, fd).etag == before.etag,
		       "without %s, something has changed", sock_options[i].name);

		all.mask &= ~BIT_OF(sock_options[i].member);
		expect_result(ctrl_update(map, fd, &all, 0, reason), 0,
			      "all others");
		close(fd);
		close(module);
	}
}

static const struct {
	enum sock_member member;
	const char *sysctl;
} buffers[] = {
	{ M_RCVBUF, "core/rmem_max" },
	{ M_SNDBUF, "core/wmem_max" },
};

static void option_of_size(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	char reason[REASON_LEN];
	uint32_t i;

	for (i = 0; i < 2; i++) {
		const struct sock_option *o = option(buffers[i].member);
		uint64_t most = 2 * get_sysctl(buffers[i].sysctl);
		int half = most / 2, module;

		module = refuse_option(o->force);
		expect_result(set_sock(map, fd, o, most - 2, reason), 0,
			      "within, and the other one is refused");
		expect_result(set_sock(map, fd, o, most, reason), 0,
			      "at the limit, and the other one is refused");
		expect_result(set_sock(map, fd, o, most + 2, reason), -EACCES,
			      "beyond");
		expect_reason(reason, "refused by a security module");
		expect(setsockopt(fd, SOL_SOCKET, o->force, &half, 4) &&
		       errno == EACCES, "setsockopt() may");
		close(module);

		module = refuse_option(o->optname);
		expect_result(set_sock(map, fd, o, most - 2, reason), -EACCES,
			      "within");
		expect_result(set_sock(map, fd, o, most + 2, reason), 0,
			      "beyond, and the other one is refused");
		close(module);
	}
	close(fd);
}

static void reading(char **args)
{
	static const int options[] = { SO_MARK, SO_COOKIE, SO_MEMINFO };
	int maps[4], fd = socket(AF_INET, SOCK_STREAM, 0);
	sock_attr v;
	uint32_t i, view;

	for (view = BPF_CTRL_CURRENT; view <= BPF_CTRL_DEFAULT; view++)
		maps[view] = sock_map(view);
	for (i = 0; i < 3; i++) {
		int module = refuse("socket_getsockopt", 2, options[i], EACCES);

		for (view = 0; view < 4; view++)
			expect_result(ctrl_lookup(maps[view], fd, &v), -EACCES,
				      "lookup");
		close(module);
		expect_result(ctrl_lookup(maps[0], fd, &v), 0,
			      "lookup without it");
	}
	close(fd);
}

/* As setsockopt(), which does not ask who may call getsockopt(). */
static void change_unseen(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	int module = refuse("socket_getsockopt", 2, SO_COOKIE, EACCES);
	char reason[REASON_LEN];
	sock_attr v;

	expect_result(set_sock(map, fd, option(M_PRIORITY), 5, reason), 0, "update");
	expect(get_int(fd, SOL_SOCKET, SO_PRIORITY) == 5, "priority %d",
	       get_int(fd, SOL_SOCKET, SO_PRIORITY));
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &fd, &v),
		      -EACCES, "a lookup that deletes");
	expect(get_int(fd, SOL_SOCKET, SO_PRIORITY) == 5, "priority %d",
	       get_int(fd, SOL_SOCKET, SO_PRIORITY));
	expect_result(ctrl_delete(map, fd, reason), 0, "delete");
	expect(get_int(fd, SOL_SOCKET, SO_PRIORITY) == 0, "priority %d",
	       get_int(fd, SOL_SOCKET, SO_PRIORITY));
	close(module);
	close(fd);
}

/* Nothing is told by what an update answers, of what a lookup does not show. */
static void guess_unseen(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_DGRAM, 0);
	const struct sock_option *o = option(M_PRIORITY);
	char reason[REASON_LEN];
	sock_attr v = read_sock(map, fd);
	int get, set;

	get = refuse("socket_getsockopt", 2, SO_COOKIE, EACCES);
	expect_result(set_sock(map, fd, o, 0, reason), -EACCES, "what it is");
	expect_result(ctrl_delete(map, fd, reason), -EACCES, "nothing to reset");
	v.mask = 0;
	expect_result(ctrl_update(map, fd, &v, 0, reason), -EACCES, "an etag");
	v.etag++;
	expect_result(ctrl_update(map, fd, &v, 0, reason), -EACCES,
		      "an outdated etag");
	set = refuse_option(SO_PRIORITY);
	expect_result(set_sock(map, fd, o, 0, reason), -EACCES, "what it is");
	expect_result(set_sock(map, fd, o, 5, reason), -EACCES, "what it is not");
	close(get);
	expect_result(set_sock(map, fd, o, 0, reason), 0, "when it is shown");
	close(set);
	close(fd);
}

/* Counts in @map the audited questions of this process for a capability. */
static int count_capability(int map, int cap)
{
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 16),
		LOAD(BPF_DW, 7, 1, 24),
		CALL(BPF_FUNC_get_current_pid_tgid),
		SKIP_UNLESS(0, getpid(), 6),
		SKIP_UNLESS(6, cap, 5),
		INSN(BPF_JMP | BPF_JSET | BPF_K, 7, 0, 4, NOAUDIT),
		COUNT_IN(map),
		SET(0, 0),
		EXIT(),
	};

	return security_module("capable", insns, NR_INSNS(insns));
}

static void use_of_privilege(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), max = sock_map(BPF_CTRL_MAX);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int count = new_counter();
	int module = count_capability(count, CAP_NET_ADMIN);
	char reason[REASON_LEN];
	uint32_t i;

	for (i = 0; i < 2; i++) {
		const struct sock_option *o = option(buffers[i].member);
		uint64_t most = 2 * get_sysctl(buffers[i].sysctl);
		int half = most / 2 + 1;

		take_count(count);
		need(!setsockopt(fd, SOL_SOCKET, o->force, &half, 4),
		     "setsockopt: %m");
		expect(take_count(count) == 1, "setsockopt() is not counted");
		read_sock(max, fd);
		expect(!take_count(count), "to look at the limit of %s", o->name);
		expect_result(set_sock(map, fd, o, most, reason), 0, "at it");
		expect(!take_count(count), "to set %s as everyone can", o->name);
		expect_result(set_sock(map, fd, o, most + 2, reason), 0, "beyond");
		expect(take_count(count) == 1, "to set %s as not everyone can",
		       o->name);
	}
	close(module);
	close(count);
	close(fd);
}

/* Counts the questions of @hook about a socket whose lock is held. */
static int count_locked(int counter, const char *hook)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int sk = 0, owned = 0, lock, module;

	need(btf, "no BTF of the kernel");
	kernel_member(btf, btf__find_by_name_kind(btf, "socket", BTF_KIND_STRUCT),
		      "sk", &sk);
	lock = kernel_member(btf,
			     btf__find_by_name_kind(btf, "sock", BTF_KIND_STRUCT),
			     "sk_lock", &owned);
	kernel_member(btf, lock, "owned", &owned);
	{
		struct bpf_insn insns[] = {
			LOAD(BPF_DW, 6, 1, 0),
			LOAD(BPF_DW, 6, 6, sk),
			INSN(BPF_JMP | BPF_JEQ | BPF_K, 6, 0, 6, 0),
			LOAD(BPF_W, 6, 6, owned),
			SKIP_UNLESS(6, 1, 4),
			COUNT_IN(counter),
			SET(0, 0),
			EXIT(),
		};

		module = security_module(hook, insns, NR_INSNS(insns));
	}
	btf__free(btf);
	return module;
}

/* As setsockopt() and getsockopt() ask it: it may sleep, and look at the socket. */
static void asked_unlocked(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_STREAM, 0);
	int count = new_counter(), get, set;
	char reason[REASON_LEN] = "";
	sock_attr v;

	set = count_locked(count, "socket_setsockopt");
	get = count_locked(count, "socket_getsockopt");
	expect_result(set_sock(map, fd, option(M_PRIORITY), 5, reason), 0, "update");
	expect_result(set_sock(map, fd, option(M_PRIORITY), 5, reason), 0, "again");
	v = read_sock(map, fd);
	v.mask = BIT_OF(M_RCVLOWAT);
	v.rcvlowat = 2000000000;
	expect_result(ctrl_update(map, fd, &v, 0, reason), -ERANGE, "too large");
	v.etag = 0;
	expect_result(ctrl_update(map, fd, &v, 0, reason), -ERANGE, "too large");
	expect_result(elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &fd, &v), 0,
		      "lookup and delete");
	expect(!take_count(count), "it was asked under the lock of the socket");
	close(get);
	close(set);
	close(count);
	close(fd);
}

/* The limit of rcvlowat is made from the receive buffer. */
static void limit_unseen(char **args)
{
	int map = sock_map(BPF_CTRL_CURRENT), fd = socket(AF_INET, SOCK_STREAM, 0);
	const struct sock_option *o = option(M_RCVLOWAT);
	char reason[REASON_LEN] = "";
	int module;

	expect_result(set_sock(map, fd, o, 2000000000, reason), -ERANGE, "shown");
	expect_reason(reason, "rcvlowat: 2000000000 is outside 1..");
	module = refuse("socket_getsockopt", 2, SO_RCVBUF, EACCES);
	reason[0] = '\0';
	expect_result(set_sock(map, fd, o, 2000000000, reason), -ERANGE, "hidden");
	expect(!strcmp(reason, "rcvlowat: 2000000000 is outside its limits"),
	       "it says: %s", reason);
	close(module);
	close(fd);
}

static const struct test tests[] = {
	{ "an option that a security module refuses is not set, nor the others with it",
	  each_option },
	{ "a security module is asked for the option that can store the size",
	  option_of_size },
	{ "a socket is not shown when a security module refuses to tell an option",
	  reading },
	{ "a socket that a security module does not show can be changed, as with setsockopt",
	  change_unseen },
	{ "a socket that a security module does not show gives no value away to who guesses",
	  guess_unseen },
	{ "a security module is asked without the lock of the socket, as by setsockopt",
	  asked_unlocked },
	{ "the limit in a reason is told to whom a security module shows the socket",
	  limit_unseen },
	{ "to set a buffer beyond the sysctl is an audited use of privilege, to look is none",
	  use_of_privilege },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
