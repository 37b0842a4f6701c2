// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which attributes of a device have limits and a default: what the driver lets
 * change, and not what it does not.
 */
#include "../xdp_device.h"

/* Not rings and times, which map/values knows. */
#define FROM_MTU(mask)	((mask) & ~(BIT_OF(MTU) - 1) & (2 * BIT_OF(THREADED) - 1))

FIXTURE(limits) {
	__u32 device;
};

FIXTURE_SETUP(limits)
{
	self->device = add_netdevsim(_metadata, 1);
}

FIXTURE_TEARDOWN(limits)
{
	remove_netdevsim(1);
}

static __u64 members_of(struct __test_metadata *_metadata,
			enum bpf_ctrl_view view, __u32 device)
{
	int map = xdp_view(view);
	__u64 mask = read_device(_metadata, map, device).mask;

	close(map);
	return FROM_MTU(mask);
}

/* Nor has what a device has only once it is up. */
TEST_F(limits, what_a_driver_cannot_change_has_no_default)
{
	EXPECT_EQ(BIT_OF(MTU) | BIT_OF(COMBINED_QUEUES) | BIT_OF(GRO) |
		  BIT_OF(RX_UDP_GRO_FORWARDING) | BIT_OF(ADAPTIVE_RX) |
		  BIT_OF(ADAPTIVE_TX) | BIT_OF(PAUSE_AUTONEG) |
		  BIT_OF(PAUSE_RX) | BIT_OF(PAUSE_TX) | BIT_OF(RX_USECS) |
		  BIT_OF(TX_USECS) | BIT_OF(THREADED),
		  members_of(_metadata, BPF_CTRL_DEFAULT, self->device));
}

TEST_F(limits, what_a_driver_cannot_change_has_its_value_as_both_limits)
{
	__u64 wanted = BIT_OF(MTU) | BIT_OF(COMBINED_QUEUES) |
		BIT_OF(RX_GRO_HW) | BIT_OF(NTUPLE) | BIT_OF(RX_VLAN_OFFLOAD) |
		BIT_OF(TX_VLAN_OFFLOAD);
	int map = xdp_map(0);

	/* netdevsim has learnt to change it */
	if (set_member(map, self->device, LRO, 1, NULL) == -ERANGE)
		wanted |= BIT_OF(LRO);
	EXPECT_EQ(wanted, members_of(_metadata, BPF_CTRL_MIN, self->device));
	EXPECT_EQ(wanted, members_of(_metadata, BPF_CTRL_MAX, self->device));
}

TEST_HARNESS_MAIN
