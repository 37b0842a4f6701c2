// SPDX-License-Identifier: GPL-2.0-only
/* Which capabilities, and in which user namespace, control maps ask for. */
#include <sched.h>

#include "../become.h"
#include "../xdp_device.h"

static void with_capabilities(struct __test_metadata *_metadata, void *data)
{
	__u64 caps = *(__u64 *)data;
	__u64 all = CAP(BPF) | CAP(NET_ADMIN);
	char what[48];

	keep_capabilities(_metadata, caps);
	snprintf(what, sizeof(what), "map for writing, capabilities %#llx",
		 caps);
	if (caps == all) {
		EXPECT_GE(xdp_map(0), 0)
			TH_LOG("%s is refused", what);
	} else {
		EXPECT_EQ(-EPERM, xdp_map(0))
			TH_LOG("%s", what);
	}
	EXPECT_GE(xdp_map(BPF_F_RDONLY), 0);
}

TEST(a_map_for_writing_takes_cap_bpf_and_cap_net_admin)
{
	__u64 sets[] = {
		0, CAP(BPF), CAP(NET_ADMIN),
		CAP(BPF) | CAP(NET_ADMIN),
		/* all but the two that say BPF */
		ALL_CAPS & ~(CAP(BPF) | CAP(SYS_ADMIN)),
	};
	int i;

	for (i = 0; i < 5; i++)
		in_child(_metadata, with_capabilities, &sets[i]);
}

static void as_namespace_root(struct __test_metadata *_metadata, void *data)
{
	char value[VALUE_ROOM];
	int fd;

	become_user(_metadata);
	ASSERT_EQ(0, unshare(CLONE_NEWUSER | CLONE_NEWNET))
		TH_LOG("unshare: %m");
	fd = xdp_map(BPF_F_RDONLY);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(0, ctrl_lookup(fd, LO, value));
	EXPECT_EQ(-EPERM, xdp_map(0));
	EXPECT_EQ(-EPERM, plain_map(BPF_MAP_TYPE_HASH));
	EXPECT_EQ(-EPERM, btf_fd(1));
}

TEST(root_of_a_user_namespace_reads_its_own_network_namespace_and_no_more)
{
	in_child(_metadata, as_namespace_root, NULL);
}

TEST_HARNESS_MAIN
