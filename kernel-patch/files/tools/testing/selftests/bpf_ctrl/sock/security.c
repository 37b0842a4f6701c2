// SPDX-License-Identifier: GPL-2.0-only
/* Security modules are asked about sockets as setsockopt() and getsockopt() ask. */
#include "../sock_attr.h"

#include <linux/capability.h>

#include "../security_module.h"
#include "../sysctl.h"
#include "../tracing.h"

static void __attribute__((constructor)) need_bpf_lsm(void)
{
	if (!bpf_lsm_in_use())
		ksft_exit_skip("no security module is BPF: CONFIG_BPF_LSM, lsm=?\n");
}

static int refuse_option(struct __test_metadata *_metadata, int optname)
{
	int module = refuse("socket_setsockopt", 2, optname, EACCES);

	ASSERT_GE(module, 0)
		TH_LOG("no security module: %m");
	return module;
}

static int refuse_to_tell(struct __test_metadata *_metadata, int optname)
{
	int module = refuse("socket_getsockopt", 2, optname, EACCES);

	ASSERT_GE(module, 0)
		TH_LOG("no security module: %m");
	return module;
}

/* A number that is none of a new socket's. */
static __u64 other_number(const struct sock_option *o)
{
	return o->member == M_PREFER_BUSY_POLL ? 1 : 5000;
}

TEST(an_option_that_a_security_module_refuses_is_not_set_nor_the_others_with_it)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	char reason[REASON_LEN];
	__u32 i, k;

	for (i = 0; i < NR_OPTIONS; i++) {
		int module = refuse_option(_metadata, sock_options[i].optname);
		int fd = socket(AF_INET, SOCK_DGRAM, 0);
		struct bpf_ctrl_sock_attr before = read_sock(_metadata, map,
							     fd);
		struct bpf_ctrl_sock_attr all = before;

		all.mask = 0;
		for (k = 0; k < NR_OPTIONS; k++)
			put_attr(&all, &sock_options[k],
				 other_number(&sock_options[k]));
		reason[0] = '\0';
		EXPECT_EQ(-EACCES, ctrl_update(map, fd, &all, 0, reason))
			TH_LOG("%s", sock_options[i].name);
		EXPECT_REASON(reason, "refused by a security module");
		EXPECT_EQ(before.etag, read_sock(_metadata, map, fd).etag)
			TH_LOG("without %s, something has changed",
			       sock_options[i].name);

		all.mask &= ~BIT_OF(sock_options[i].member);
		EXPECT_EQ(0, ctrl_update(map, fd, &all, 0, reason));
		close(fd);
		close(module);
	}
}

static const struct {
	enum sock_member member;
	const char *sysctl;
} buffers[] = {
	{ M_RCVBUF, "net/core/rmem_max" },
	{ M_SNDBUF, "net/core/wmem_max" },
};

TEST(a_security_module_is_asked_for_the_option_that_can_store_the_size)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	char reason[REASON_LEN];
	__u32 i;

	for (i = 0; i < 2; i++) {
		const struct sock_option *o = option(buffers[i].member);
		__u64 most = 2 * get_sysctl(_metadata, buffers[i].sysctl);
		int half = most / 2, module;

		module = refuse_option(_metadata, o->force);
		EXPECT_EQ(0, set_sock(map, fd, o, most - 2, reason));
		EXPECT_EQ(0, set_sock(map, fd, o, most, reason));
		EXPECT_EQ(-EACCES, set_sock(map, fd, o, most + 2, reason));
		EXPECT_REASON(reason, "refused by a security module");
		EXPECT_TRUE(setsockopt(fd, SOL_SOCKET, o->force, &half, 4) &&
			    errno == EACCES)
			TH_LOG("setsockopt() may");
		close(module);

		module = refuse_option(_metadata, o->optname);
		EXPECT_EQ(-EACCES, set_sock(map, fd, o, most - 2, reason));
		EXPECT_EQ(0, set_sock(map, fd, o, most + 2, reason));
		close(module);
	}
	close(fd);
}

TEST(a_socket_is_not_shown_when_a_security_module_refuses_to_tell_an_option)
{
	static const int options[] = { SO_MARK, SO_COOKIE, SO_MEMINFO };
	int maps[4], fd = socket(AF_INET, SOCK_STREAM, 0);
	struct bpf_ctrl_sock_attr v;
	__u32 i, view;

	for (view = BPF_CTRL_CURRENT; view <= BPF_CTRL_DEFAULT; view++)
		maps[view] = sock_map(_metadata, view);
	for (i = 0; i < 3; i++) {
		int module = refuse_to_tell(_metadata, options[i]);

		for (view = 0; view < 4; view++)
			EXPECT_EQ(-EACCES, ctrl_lookup(maps[view], fd, &v));
		close(module);
		EXPECT_EQ(0, ctrl_lookup(maps[0], fd, &v));
	}
	close(fd);
}

/* As setsockopt(), which does not ask who may call getsockopt(). */
TEST(a_socket_that_a_security_module_does_not_show_can_be_changed_as_with_setsockopt)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int module = refuse_to_tell(_metadata, SO_COOKIE);
	char reason[REASON_LEN];
	struct bpf_ctrl_sock_attr v;

	EXPECT_EQ(0, set_sock(map, fd, option(M_PRIORITY), 5, reason));
	EXPECT_EQ(5, get_int(_metadata, fd, SOL_SOCKET, SO_PRIORITY));
	EXPECT_EQ(-EACCES,
		  elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &fd, &v));
	EXPECT_EQ(5, get_int(_metadata, fd, SOL_SOCKET, SO_PRIORITY));
	EXPECT_EQ(0, ctrl_delete(map, fd, reason));
	EXPECT_EQ(0, get_int(_metadata, fd, SOL_SOCKET, SO_PRIORITY));
	close(module);
	close(fd);
}

/* Nothing is told by what an update answers, of what a lookup does not show. */
TEST(a_socket_that_a_security_module_does_not_show_gives_no_value_away_to_who_guesses)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	const struct sock_option *o = option(M_PRIORITY);
	char reason[REASON_LEN];
	struct bpf_ctrl_sock_attr v = read_sock(_metadata, map, fd);
	int get, set;

	get = refuse_to_tell(_metadata, SO_COOKIE);
	EXPECT_EQ(-EACCES, set_sock(map, fd, o, 0, reason));
	EXPECT_EQ(-EACCES, ctrl_delete(map, fd, reason));
	v.mask = 0;
	EXPECT_EQ(-EACCES, ctrl_update(map, fd, &v, 0, reason));
	v.etag++;
	EXPECT_EQ(-EACCES, ctrl_update(map, fd, &v, 0, reason));
	set = refuse_option(_metadata, SO_PRIORITY);
	EXPECT_EQ(-EACCES, set_sock(map, fd, o, 0, reason));
	EXPECT_EQ(-EACCES, set_sock(map, fd, o, 5, reason));
	close(get);
	EXPECT_EQ(0, set_sock(map, fd, o, 0, reason));
	close(set);
	close(fd);
}

/* Counts in @map the audited questions of this process for a capability. */
static int count_capability(struct __test_metadata *_metadata, int map, int cap)
{
	struct bpf_insn insns[] = {
		LOAD(BPF_DW, 6, 1, 16),
		LOAD(BPF_DW, 7, 1, 24),
		CALL(BPF_FUNC_get_current_pid_tgid),
		SKIP_UNLESS(0, getpid(), 6),
		SKIP_UNLESS(6, cap, 5),
		INSN(BPF_JMP | BPF_JSET | BPF_K, 7, 0, 4, NOAUDIT),
		MAP_VALUE(1, map), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
		SET(0, 0),
		EXIT(),
	};
	int module = security_module("capable", insns, NR_INSNS(insns));

	ASSERT_GE(module, 0)
		TH_LOG("no security module: %m");
	return module;
}

TEST(to_set_a_buffer_beyond_the_sysctl_is_an_audited_use_of_privilege_to_look_is_none)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int max = sock_map(_metadata, BPF_CTRL_MAX);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);
	int count = new_counter(_metadata);
	int module = count_capability(_metadata, count, CAP_NET_ADMIN);
	char reason[REASON_LEN];
	__u32 i;

	for (i = 0; i < 2; i++) {
		const struct sock_option *o = option(buffers[i].member);
		__u64 most = 2 * get_sysctl(_metadata, buffers[i].sysctl);
		int half = most / 2 + 1;

		take_count(_metadata, count);
		ASSERT_EQ(0, setsockopt(fd, SOL_SOCKET, o->force, &half, 4))
			TH_LOG("setsockopt: %m");
		EXPECT_EQ(1, take_count(_metadata, count));
		read_sock(_metadata, max, fd);
		EXPECT_EQ(0, take_count(_metadata, count))
			TH_LOG("to look at the limit of %s", o->name);
		EXPECT_EQ(0, set_sock(map, fd, o, most, reason));
		EXPECT_EQ(0, take_count(_metadata, count))
			TH_LOG("to set %s as everyone can", o->name);
		EXPECT_EQ(0, set_sock(map, fd, o, most + 2, reason));
		EXPECT_EQ(1, take_count(_metadata, count))
			TH_LOG("to set %s as not everyone can", o->name);
	}
	close(module);
	close(count);
	close(fd);
}

/* Counts the questions of @hook about a socket whose lock is held. */
static int count_locked(struct __test_metadata *_metadata, int counter,
			const char *hook)
{
	struct btf *btf = btf__load_vmlinux_btf();
	int sk = 0, owned = 0, lock, module;

	ASSERT_NE(NULL, btf);
	lock = kernel_member(btf, kernel_struct(btf, "sock"), "sk_lock",
			     &owned);
	ASSERT_TRUE(kernel_member(btf, kernel_struct(btf, "socket"), "sk",
				  &sk) > 0 && lock > 0 &&
		    kernel_member(btf, lock, "owned", &owned) > 0)
		TH_LOG("no such members");
	{
		struct bpf_insn insns[] = {
			LOAD(BPF_DW, 6, 1, 0),
			LOAD(BPF_DW, 6, 6, sk),
			INSN(BPF_JMP | BPF_JEQ | BPF_K, 6, 0, 6, 0),
			LOAD(BPF_W, 6, 6, owned),
			SKIP_UNLESS(6, 1, 4),
			MAP_VALUE(1, counter), SECOND_HALF(), SET(2, 1), ADD_TO(1, 2),
			SET(0, 0),
			EXIT(),
		};

		module = security_module(hook, insns, NR_INSNS(insns));
		ASSERT_GE(module, 0)
			TH_LOG("no security module: %m");
	}
	btf__free(btf);
	return module;
}

/* As setsockopt() and getsockopt() ask it: it may sleep, and look at the socket. */
TEST(a_security_module_is_asked_without_the_lock_of_the_socket_as_by_setsockopt)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	int count = new_counter(_metadata), get, set;
	char reason[REASON_LEN] = "";
	struct bpf_ctrl_sock_attr v;

	set = count_locked(_metadata, count, "socket_setsockopt");
	get = count_locked(_metadata, count, "socket_getsockopt");
	EXPECT_EQ(0, set_sock(map, fd, option(M_PRIORITY), 5, reason));
	EXPECT_EQ(0, set_sock(map, fd, option(M_PRIORITY), 5, reason));
	v = read_sock(_metadata, map, fd);
	v.mask = BIT_OF(M_RCVLOWAT);
	v.rcvlowat = 2000000000;
	EXPECT_EQ(-ERANGE, ctrl_update(map, fd, &v, 0, reason));
	v.etag = 0;
	EXPECT_EQ(-ERANGE, ctrl_update(map, fd, &v, 0, reason));
	EXPECT_EQ(0, elem_call(BPF_MAP_LOOKUP_AND_DELETE_ELEM, map, &fd, &v));
	EXPECT_EQ(0, take_count(_metadata, count));
	close(get);
	close(set);
	close(count);
	close(fd);
}

/* The limit of rcvlowat is made from the receive buffer. */
TEST(the_limit_in_a_reason_is_told_to_whom_a_security_module_shows_the_socket)
{
	int map = sock_map(_metadata, BPF_CTRL_CURRENT);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	const struct sock_option *o = option(M_RCVLOWAT);
	char reason[REASON_LEN] = "";
	int module;

	EXPECT_EQ(-ERANGE, set_sock(map, fd, o, 2000000000, reason));
	EXPECT_REASON(reason, "rcvlowat: 2000000000 is outside 1..");
	module = refuse_to_tell(_metadata, SO_RCVBUF);
	reason[0] = '\0';
	EXPECT_EQ(-ERANGE, set_sock(map, fd, o, 2000000000, reason));
	EXPECT_STREQ("rcvlowat: 2000000000 is outside its limits", reason)
		TH_LOG("it says: %s", reason);
	close(module);
	close(fd);
}

TEST_HARNESS_MAIN
