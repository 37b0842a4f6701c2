// SPDX-License-Identifier: GPL-2.0-only
/*
 * rss_queues and tcp_data_split beside other attributes: which limits they have,
 * and that all or nothing is set when the driver refuses one of them.
 */
#include "../xdp_device.h"

#define QUEUES	4

/* Four queues, and a table that spreads frames over two of them. */
FIXTURE(rss) {
	int map;
	__u32 device;
	struct if_xdp_attributes before;
};

FIXTURE_SETUP(rss)
{
	struct if_xdp_attributes v = {
		.mask = BIT_OF(COMBINED_QUEUES) | BIT_OF(RSS_QUEUES),
		.combined_queues = QUEUES, .rss_queues = 2,
	};
	char reason[REASON_LEN] = "";

	self->device = add_netdevsim_with(_metadata, 1, QUEUES);
	self->map = xdp_map(0);
	ASSERT_GE(self->map, 0);
	ASSERT_EQ(0, ctrl_update(self->map, self->device, &v, 0, reason))
		TH_LOG("%s", reason);
	lookup_device(_metadata, self->map, self->device, &self->before);
}

FIXTURE_TEARDOWN(rss)
{
	remove_netdevsim(1);
}

TEST_F(rss, the_queues_that_there_are_limit_rss_queues_and_header_split_has_a_default)
{
	struct if_xdp_attributes min, max, def;

	min = read_device(_metadata, xdp_view(BPF_CTRL_MIN), self->device);
	max = read_device(_metadata, xdp_view(BPF_CTRL_MAX), self->device);
	def = read_device(_metadata, xdp_view(BPF_CTRL_DEFAULT), self->device);
	EXPECT_TRUE(min.mask & BIT_OF(RSS_QUEUES) &&
		    max.mask & BIT_OF(RSS_QUEUES) && min.rss_queues == 1 &&
		    max.rss_queues == QUEUES)
		TH_LOG("rss_queues: %u..%u", min.rss_queues, max.rss_queues);
	EXPECT_FALSE((min.mask | max.mask) & BIT_OF(TCP_DATA_SPLIT));
	EXPECT_EQ(BIT_OF(TCP_DATA_SPLIT),
		  def.mask & (BIT_OF(RSS_QUEUES) | BIT_OF(TCP_DATA_SPLIT)));
}

static void expect_refusal(struct __test_metadata *_metadata,
			   FIXTURE_DATA(rss) * self,
			   const struct if_xdp_attributes *v, const char *what)
{
	struct if_xdp_attributes after;
	char reason[REASON_LEN] = "";

	driver_refuses(_metadata, 1, EIO);
	EXPECT_EQ(-EIO, ctrl_update(self->map, self->device, v, 0, reason))
		TH_LOG("%s", what);
	EXPECT_REASON(reason, "put back");
	driver_refuses(_metadata, 1, 0);
	lookup_device(_metadata, self->map, self->device, &after);
	EXPECT_EQ(0, memcmp(&after, &self->before, sizeof(after)))
		TH_LOG("%s: mtu %u, %u queues, %u of them by RSS, split %u",
		       what, after.mtu, after.combined_queues,
		       after.rss_queues, after.tcp_data_split);
	EXPECT_EQ(0, ctrl_update(self->map, self->device, v, 0, reason))
		TH_LOG("%s: %s", what, reason);
}

/* The MTU and the number of queues are set before it. */
TEST_F(rss, a_driver_that_refuses_its_rss_table_leaves_mtu_and_queues_as_they_were)
{
	struct if_xdp_attributes v = {
		.mask = BIT_OF(MTU) | BIT_OF(COMBINED_QUEUES) |
			BIT_OF(RSS_QUEUES),
		.mtu = 3000, .combined_queues = 3, .rss_queues = 3,
	};

	expect_refusal(_metadata, self, &v, "more queues by RSS");
}

TEST_F(rss, a_driver_that_refuses_fewer_queues_by_rss_keeps_the_queues)
{
	struct if_xdp_attributes v = {
		.mask = BIT_OF(MTU) | BIT_OF(COMBINED_QUEUES) |
			BIT_OF(RSS_QUEUES),
		.mtu = 3000, .combined_queues = 1, .rss_queues = 1,
	};

	expect_refusal(_metadata, self, &v, "fewer queues by RSS");
}

TEST_F(rss, a_driver_that_refuses_header_split_leaves_mtu_and_queues_as_they_were)
{
	struct if_xdp_attributes v = {
		.mask = BIT_OF(MTU) | BIT_OF(COMBINED_QUEUES) |
			BIT_OF(TCP_DATA_SPLIT),
		.mtu = 3000, .combined_queues = 3,
		.tcp_data_split = IF_XDP_TCP_DATA_SPLIT_ENABLED,
	};

	expect_refusal(_metadata, self, &v, "header split");
}

TEST_HARNESS_MAIN
