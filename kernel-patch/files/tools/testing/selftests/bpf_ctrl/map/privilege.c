// SPDX-License-Identifier: GPL-2.0-only
/* Which capabilities, and in which user namespace, control maps ask for. */
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

TEST_HARNESS_MAIN
