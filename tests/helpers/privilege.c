// SPDX-License-Identifier: GPL-2.0-only
/* Which capabilities, and in which user namespace, control maps ask for. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>

#include "capabilities.h"

static void with_capabilities(void *data)
{
	uint64_t caps = *(uint64_t *)data;
	uint64_t all = 1ULL << CAP_BPF | 1ULL << CAP_NET_ADMIN;
	char what[48];

	keep_capabilities(caps);
	snprintf(what, sizeof(what), "map for writing, capabilities %#lx", caps);
	if (caps == all)
		expect(xdp_map(0) >= 0, "%s is refused", what);
	else
		expect_result(xdp_map(0), -EPERM, what);
	expect(xdp_map(BPF_F_RDONLY) >= 0, "no map for reading");
}

static void both_capabilities(char **args)
{
	uint64_t sets[] = {
		0, 1ULL << CAP_BPF, 1ULL << CAP_NET_ADMIN,
		1ULL << CAP_BPF | 1ULL << CAP_NET_ADMIN,
		/* all but the two that say BPF */
		((2ULL << CAP_LAST_CAP) - 1) &
			~(1ULL << CAP_BPF | 1ULL << CAP_SYS_ADMIN),
	};
	int i;

	for (i = 0; i < 5; i++)
		in_child(with_capabilities, &sets[i]);
}

static void as_namespace_root(void *data)
{
	char value[VALUE_ROOM];
	int fd;

	become_user();
	need(!unshare(CLONE_NEWUSER | CLONE_NEWNET), "unshare: %m");
	fd = xdp_map(BPF_F_RDONLY);
	need(fd >= 0, "map for reading: %s", result_name(fd));
	expect_result(ctrl_lookup(fd, LO, value), 0, "lookup in its own namespace");
	expect_result(xdp_map(0), -EPERM, "map for writing");
	expect_result(plain_map(BPF_MAP_TYPE_HASH), -EPERM, "hash map");
	expect_result(btf_fd(1), -EPERM, "the kernel's BTF");
}

static void namespace_root(char **args)
{
	in_child(as_namespace_root, NULL);
}

static void write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	need(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text),
	     "%s: %m", path);
	close(fd);
}

/* A user namespace with a veth, owned by USER; a byte to @ready says so. */
static void owner_of_veth(int ready)
{
	char byte = 0;

	become_user();
	prctl(PR_SET_DUMPABLE, 1);
	need(!unshare(CLONE_NEWUSER | CLONE_NEWNET), "unshare: %m");
	write_file("/proc/self/uid_map", "0 1000 1");
	need(!system("ip link add veth0 type veth peer name veth1"), "no veth");
	need(write(ready, &byte, 1) == 1, "write: %m");
	pause();
}

struct own_namespace {
	pid_t pid;		/* owner_of_veth() */
	uint32_t device;	/* its veth0 */
};

/* Be in it, as USER with CAP_BPF in the initial user namespace. */
static struct own_namespace enter_with_cap_bpf(void)
{
	struct own_namespace own;
	int ready[2], ns;
	char path[64], byte;

	need(!pipe(ready), "pipe: %m");
	own.pid = fork();
	need(own.pid >= 0, "fork: %m");
	if (!own.pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		owner_of_veth(ready[1]);
	}
	close(ready[1]);
	need(read(ready[0], &byte, 1) == 1, "no namespace");
	snprintf(path, sizeof(path), "/proc/%d/ns/net", own.pid);
	ns = open(path, O_RDONLY);
	need(ns >= 0 && !setns(ns, CLONE_NEWNET), "setns: %m");
	own.device = device_index("veth0");
	return own;
}

static void become_owner(void)
{
	prctl(PR_SET_KEEPCAPS, 1);
	become_user();
	keep_capabilities(1ULL << CAP_BPF);
}

/*
 * With CAP_BPF in the initial user namespace, USER is nobody special there, but
 * owns the network namespace.  sysfs wants more for the two attributes of NAPI.
 */
static void owner_with_cap_bpf(char **args)
{
	struct own_namespace own = enter_with_cap_bpf();
	char reason[REASON_LEN] = "";
	int map;

	become_owner();
	map = xdp_map(0);
	need(map >= 0, "map for writing: %s", result_name(map));
	expect_result(set_member(map, own.device, XSK_RING_SIZE, 64, reason), 0,
		      "xsk_ring_size");
	expect_result(set_member(map, own.device, GRO_FLUSH_TIMEOUT, 1, reason),
		      -EPERM, "gro_flush_timeout");
	expect_reason(reason, "gro_flush_timeout: needs");
	expect_result(set_member(map, own.device, NAPI_DEFER_HARD_IRQS, 1, reason),
		      -EPERM, "napi_defer_hard_irqs");
	expect_reason(reason, "napi_defer_hard_irqs: needs");
	kill(own.pid, SIGKILL);
}

/* Another one, which it may not set, differs from its default, too. */
static void owner_resets(char **args)
{
	struct own_namespace own = enter_with_cap_bpf();
	char reason[REASON_LEN] = "";
	int map = xdp_map(0);
	xdp_value v;

	need(!set_member(map, own.device, GRO_FLUSH_TIMEOUT, 777, NULL) &&
	     !set_member(map, own.device, XSK_RING_SIZE, 64, NULL), "not set");
	become_owner();
	map = xdp_map(0);
	expect_result(ctrl_delete(map, own.device, reason), 0, "reset");
	expect(!reason[0], "it says: %s", reason);
	v = read_device(map, own.device);
	expect(v.xsk_ring_size == 256 && v.gro_flush_timeout == 777,
	       "a ring of %u, a time of %llu", v.xsk_ring_size,
	       v.gro_flush_timeout);
	kill(own.pid, SIGKILL);
}

static const struct test tests[] = {
	{ "a map for writing takes CAP_BPF and CAP_NET_ADMIN",
	  both_capabilities },
	{ "root of a user namespace reads its own network namespace and no more",
	  namespace_root },
	{ "the owner of a network namespace sets no attribute that sysfs keeps from it",
	  owner_with_cap_bpf },
	{ "the owner of a network namespace resets what it may set, and no more",
	  owner_resets },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
