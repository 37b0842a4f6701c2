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

/*
 * With CAP_BPF in the initial user namespace, USER is nobody special there, but
 * owns the network namespace.  sysfs wants more for the two attributes of NAPI.
 */
static void owner_with_cap_bpf(char **args)
{
	char path[64], reason[REASON_LEN] = "", byte;
	int ready[2], ns, map;
	uint32_t device;
	pid_t pid;

	need(!pipe(ready), "pipe: %m");
	pid = fork();
	need(pid >= 0, "fork: %m");
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		owner_of_veth(ready[1]);
	}
	close(ready[1]);
	need(read(ready[0], &byte, 1) == 1, "no namespace");
	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	ns = open(path, O_RDONLY);
	need(ns >= 0 && !setns(ns, CLONE_NEWNET), "setns: %m");
	device = device_index("veth0");
	prctl(PR_SET_KEEPCAPS, 1);
	become_user();
	keep_capabilities(1ULL << CAP_BPF);

	map = xdp_map(0);
	need(map >= 0, "map for writing: %s", result_name(map));
	expect_result(set_member(map, device, XSK_RING_SIZE, 64, reason), 0,
		      "xsk_ring_size");
	expect_result(set_member(map, device, GRO_FLUSH_TIMEOUT, 1, reason),
		      -EPERM, "gro_flush_timeout");
	expect_reason(reason, "gro_flush_timeout needs");
	expect_result(set_member(map, device, NAPI_DEFER_HARD_IRQS, 1, reason),
		      -EPERM, "napi_defer_hard_irqs");
	expect_reason(reason, "napi_defer_hard_irqs needs");
	kill(pid, SIGKILL);
}

static const struct test tests[] = {
	{ "a map for writing takes CAP_BPF and CAP_NET_ADMIN",
	  both_capabilities },
	{ "root of a user namespace reads its own network namespace and no more",
	  namespace_root },
	{ "the owner of a network namespace sets no attribute that sysfs keeps from it",
	  owner_with_cap_bpf },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
