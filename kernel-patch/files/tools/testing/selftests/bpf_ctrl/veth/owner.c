// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the owner of a network namespace may set and reset: xsk_ring_size, as it
 * is the owner's own device, but not what sysfs keeps for others.
 */
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>

#include "../become.h"
#include "../xdp_device.h"

/* A user namespace with a veth, owned by USER; a byte to @ready says so. */
static void owner_of_veth(struct __test_metadata *_metadata, int ready)
{
	char byte = 0;

	become_user(_metadata);
	prctl(PR_SET_DUMPABLE, 1);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER | CLONE_NEWNET))
		TH_LOG("unshare: %m");
	write_file(_metadata, "/proc/self/uid_map", "0 1000 1");
	ASSERT_EQ(0, system("ip link add veth0 type veth peer name veth1"));
	ASSERT_EQ(1, write(ready, &byte, 1))
		TH_LOG("write: %m");
	pause();
}

struct own_namespace {
	pid_t pid;		/* owner_of_veth() */
	__u32 device;		/* its veth0 */
};

/* Be in it, as USER with CAP_BPF in the initial user namespace. */
static struct own_namespace enter_with_cap_bpf(struct __test_metadata *_metadata)
{
	struct own_namespace own;
	int ready[2], ns;
	char path[64], byte;

	ASSERT_EQ(0, pipe(ready))
		TH_LOG("pipe: %m");
	own.pid = fork();
	ASSERT_GE(own.pid, 0)
		TH_LOG("fork: %m");
	if (!own.pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		owner_of_veth(_metadata, ready[1]);
	}
	close(ready[1]);
	ASSERT_EQ(1, read(ready[0], &byte, 1));
	snprintf(path, sizeof(path), "/proc/%d/ns/net", own.pid);
	ns = open(path, O_RDONLY);
	ASSERT_TRUE(ns >= 0 && !setns(ns, CLONE_NEWNET))
		TH_LOG("setns: %m");
	own.device = device_index(_metadata, "veth0");
	return own;
}

static void become_owner(struct __test_metadata *_metadata)
{
	prctl(PR_SET_KEEPCAPS, 1);
	become_user(_metadata);
	keep_capabilities(_metadata, CAP(BPF));
}

/*
 * With CAP_BPF in the initial user namespace, USER is nobody special there, but
 * owns the network namespace.  sysfs wants more for the two attributes of NAPI.
 */
TEST(the_owner_of_a_network_namespace_sets_no_attribute_that_sysfs_keeps_from_it)
{
	struct own_namespace own = enter_with_cap_bpf(_metadata);
	char reason[REASON_LEN] = "";
	int map;

	become_owner(_metadata);
	map = xdp_map(0);
	ASSERT_GE(map, 0);
	EXPECT_EQ(0, set_member(map, own.device, XSK_RING_SIZE, 64, reason));
	EXPECT_EQ(-EPERM,
		  set_member(map, own.device, GRO_FLUSH_TIMEOUT, 1, reason));
	EXPECT_REASON(reason, "gro_flush_timeout: needs");
	EXPECT_EQ(-EPERM,
		  set_member(map, own.device, NAPI_DEFER_HARD_IRQS, 1, reason));
	EXPECT_REASON(reason, "napi_defer_hard_irqs: needs");
	kill(own.pid, SIGKILL);
}

/* Another one, which it may not set, differs from its default, too. */
TEST(the_owner_of_a_network_namespace_resets_what_it_may_set_and_no_more)
{
	struct own_namespace own = enter_with_cap_bpf(_metadata);
	char reason[REASON_LEN] = "";
	int map = xdp_map(0);
	struct if_xdp_attributes v;

	ASSERT_TRUE(!set_member(map, own.device, GRO_FLUSH_TIMEOUT, 777,
				NULL) &&
		    !set_member(map, own.device, XSK_RING_SIZE, 64, NULL))
		TH_LOG("not set");
	become_owner(_metadata);
	map = xdp_map(0);
	EXPECT_EQ(0, ctrl_delete(map, own.device, reason));
	EXPECT_EQ(0, reason[0])
		TH_LOG("it says: %s", reason);
	v = read_device(_metadata, map, own.device);
	EXPECT_TRUE(v.xsk_ring_size == 256 && v.gro_flush_timeout == 777)
		TH_LOG("a ring of %u, a time of %llu", v.xsk_ring_size,
		       v.gro_flush_timeout);
	kill(own.pid, SIGKILL);
}

TEST_HARNESS_MAIN
