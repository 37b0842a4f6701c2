// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver that refuses new ring sizes: none of the attributes that were to be set
 * with them has changed, whatever the driver was asked after.
 */
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "../xdp_device.h"

#define ALL	(BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) | \
		 BIT_OF(NAPI_DEFER_HARD_IRQS) | BIT_OF(GRO_FLUSH_TIMEOUT))

/* Two devices; a test has the driver of one of them refuse. */
FIXTURE(refused) {
	int map;
	__u32 devices[2];
	struct if_xdp_attributes before[2];
};

/* The padding is 0, too, as a copy of a struct need not have it. */
static void change_all(struct if_xdp_attributes *v, __u32 rx)
{
	memset(v, 0, sizeof(*v));
	v->mask = ALL;
	v->rx_ring_size = rx;
	v->tx_ring_size = rx + 100;
	v->napi_defer_hard_irqs = rx + 1;
	v->gro_flush_timeout = rx + 2;
}

FIXTURE_SETUP(refused)
{
	struct if_xdp_attributes v;
	int i;

	change_all(&v, 500);
	self->map = xdp_map(0);
	ASSERT_GE(self->map, 0);
	for (i = 0; i < 2; i++) {
		self->devices[i] = add_netdevsim(_metadata, i + 1);
		ASSERT_EQ(0, ctrl_update(self->map, self->devices[i], &v, 0,
					 NULL));
		lookup_device(_metadata, self->map, self->devices[i],
			      &self->before[i]);
	}
}

FIXTURE_TEARDOWN(refused)
{
	remove_netdevsim(1);
	remove_netdevsim(2);
}

/* As the driver tells them to others. */
static struct ethtool_ringparam driver_rings(struct __test_metadata *_metadata,
					     __u32 ifindex)
{
	struct ethtool_ringparam rings = { .cmd = ETHTOOL_GRINGPARAM };
	struct ifreq ifr = { .ifr_data = (void *)&rings };
	int s = socket(AF_INET, SOCK_DGRAM, 0);

	ASSERT_NE(NULL, if_indextoname(ifindex, ifr.ifr_name));
	ASSERT_EQ(0, ioctl(s, SIOCETHTOOL, &ifr))
		TH_LOG("ETHTOOL_GRINGPARAM: %m");
	close(s);
	return rings;
}

/* All attributes, and with them the etag. */
static void expect_as_before(struct __test_metadata *_metadata,
			     FIXTURE_DATA(refused) * self, int i,
			     const char *after)
{
	struct ethtool_ringparam rings = driver_rings(_metadata,
						      self->devices[i]);
	struct if_xdp_attributes v;

	lookup_device(_metadata, self->map, self->devices[i], &v);
	EXPECT_EQ(0, memcmp(&v, &self->before[i], sizeof(v)))
		TH_LOG("%s: the device has %u %u %u %llu", after,
		       v.rx_ring_size, v.tx_ring_size, v.napi_defer_hard_irqs,
		       v.gro_flush_timeout);
	EXPECT_TRUE(rings.rx_pending == 500 && rings.tx_pending == 600)
		TH_LOG("%s: the driver has %u and %u", after, rings.rx_pending,
		       rings.tx_pending);
}

TEST_F(refused, a_driver_that_refuses_its_rings_leaves_every_attribute_of_several_as_it_was)
{
	static const int errors[] = { ENOMEM, EIO, EBUSY };
	struct if_xdp_attributes v, after;
	__u32 i;

	change_all(&v, 3);
	for (i = 0; i < ARRAY_SIZE(errors); i++) {
		char reason[REASON_LEN] = "";

		driver_refuses(_metadata, 1, errors[i]);
		EXPECT_EQ(-errors[i], ctrl_update(self->map, self->devices[0],
						  &v, 0, reason));
		EXPECT_REASON(reason, "refused");
		driver_refuses(_metadata, 1, 0);
		expect_as_before(_metadata, self, 0, strerror(errors[i]));
	}
	EXPECT_EQ(0, ctrl_update(self->map, self->devices[0], &v, 0, NULL));
	after = read_device(_metadata, self->map, self->devices[0]);
	EXPECT_TRUE(after.rx_ring_size == 3 && after.tx_ring_size == 103 &&
		    after.napi_defer_hard_irqs == 4 &&
		    after.gro_flush_timeout == 5);
}

TEST_F(refused, a_reset_that_the_driver_refuses_resets_nothing)
{
	driver_refuses(_metadata, 1, ENOMEM);
	EXPECT_EQ(-ENOMEM, ctrl_delete(self->map, self->devices[0], NULL));
	driver_refuses(_metadata, 1, 0);
	expect_as_before(_metadata, self, 0, "a reset");
}

TEST_F(refused, a_dry_run_does_not_ask_the_driver)
{
	struct if_xdp_attributes v;

	change_all(&v, 3);
	driver_refuses(_metadata, 1, ENOMEM);
	EXPECT_EQ(0, ctrl_update(self->map, self->devices[0], &v,
				 BPF_F_CTRL_DRY_RUN, NULL));
	driver_refuses(_metadata, 1, 0);
	expect_as_before(_metadata, self, 0, "a dry run");
}

/* Each device is a change of its own. */
TEST_F(refused, a_batch_ends_at_the_device_whose_driver_refuses)
{
	struct if_xdp_attributes values[2];
	union bpf_attr attr;

	change_all(&values[0], 3);
	change_all(&values[1], 4);
	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = self->map;
	attr.batch.keys = ptr_to_u64(self->devices);
	attr.batch.values = ptr_to_u64(values);
	attr.batch.count = 2;
	driver_refuses(_metadata, 2, EIO);
	EXPECT_EQ(-EIO, sys_bpf(BPF_MAP_UPDATE_BATCH, &attr));
	driver_refuses(_metadata, 2, 0);
	EXPECT_EQ(1, attr.batch.count);
	EXPECT_EQ(3, driver_rings(_metadata, self->devices[0]).rx_pending);
	expect_as_before(_metadata, self, 1, "a batch");
}

TEST_HARNESS_MAIN
