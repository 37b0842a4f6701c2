// SPDX-License-Identifier: GPL-2.0-only
/* Maps that cannot be written, or not be read. */
#include "../xdp_device.h"

#define PIN "/sys/fs/bpf/abi_readonly"

FIXTURE(access) {
	__u32 device;
};

FIXTURE_SETUP(access)
{
	self->device = add_netdevsim(_metadata, 1);
}

FIXTURE_TEARDOWN(access)
{
	remove_netdevsim(1);
}

/* Every way to write through @fd; @reason_part: what an update says. */
static void expect_refused(struct __test_metadata *_metadata,
			   FIXTURE_DATA(access) * self, int fd,
			   const char *what, const char *reason_part)
{
	struct if_xdp_attributes v = { .mask = BIT_OF(RX_RING_SIZE), .rx_ring_size = 3 };
	union bpf_attr attr;
	__u64 flags[] = { 0, BPF_F_CTRL_DRY_RUN };
	int i;

	for (i = 0; i < 2; i++) {
		char reason[REASON_LEN] = "";

		EXPECT_EQ(-EPERM,
			  ctrl_update(fd, self->device, &v, flags[i], reason))
			TH_LOG("%s", what);
		EXPECT_REASON(reason, reason_part);
	}
	EXPECT_EQ(-EPERM, ctrl_delete(fd, self->device, NULL))
		TH_LOG("%s", what);

	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = fd;
	attr.batch.keys = ptr_to_u64(&self->device);
	attr.batch.values = ptr_to_u64(&v);
	attr.batch.count = 1;
	EXPECT_EQ(-EPERM, sys_bpf(BPF_MAP_UPDATE_BATCH, &attr))
		TH_LOG("%s", what);
	attr.batch.count = 1;
	attr.batch.values = 0;
	EXPECT_EQ(-EPERM, sys_bpf(BPF_MAP_DELETE_BATCH, &attr))
		TH_LOG("%s", what);
	EXPECT_NE(3, read_device(_metadata, fd, self->device).rx_ring_size)
		TH_LOG("%s: it was set", what);
}

static int reopened(struct __test_metadata *_metadata, int fd)
{
	int again;

	ASSERT_EQ(0, obj_pin(fd, PIN));
	again = obj_get(PIN);
	unlink(PIN);
	ASSERT_GE(again, 0);
	return again;
}

TEST_F(access, a_map_made_read_only_stays_so_through_a_pin_opened_for_writing)
{
	int fd;

	fd = xdp_map(BPF_F_RDONLY);
	expect_refused(_metadata, self, fd, "read-only map", "");
	expect_refused(_metadata, self, reopened(_metadata, fd),
		       "read-only map, opened again", "read-only");
}

TEST_F(access, a_map_of_limits_or_defaults_cannot_be_written)
{
	static const enum bpf_ctrl_view views[] = {
		BPF_CTRL_MIN, BPF_CTRL_MAX, BPF_CTRL_DEFAULT,
	};
	int i, fd;

	for (i = 0; i < 3; i++) {
		fd = ctrl_create(BPF_CTRL_XDP_ATTR, views[i], 0, 0);
		ASSERT_GE(fd, 0)
			TH_LOG("no map of view %u", views[i]);
		expect_refused(_metadata, self, fd, "map of a view",
			       "read-only");
		expect_refused(_metadata, self, reopened(_metadata, fd),
			       "map of a view, opened again", "read-only");
		close(fd);
	}
}

TEST_F(access, a_frozen_map_can_be_read_and_not_written)
{
	union bpf_attr attr;
	int fd;

	fd = xdp_map(0);
	EXPECT_EQ(0, set_member(fd, self->device, RX_RING_SIZE, 1000, NULL));
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = fd;
	EXPECT_EQ(0, sys_bpf(BPF_MAP_FREEZE, &attr));
	expect_refused(_metadata, self, fd, "frozen map", "");
	expect_refused(_metadata, self, reopened(_metadata, fd),
		       "frozen map, opened again", "");
	EXPECT_EQ(1000, read_device(_metadata, fd, self->device).rx_ring_size);
	EXPECT_EQ(-EPERM, sys_bpf(BPF_MAP_FREEZE, &attr));
}

TEST_F(access, a_map_made_write_only_cannot_be_read)
{
	char value[VALUE_ROOM];
	__u32 next, count = 1;
	int fd;

	fd = xdp_map(BPF_F_WRONLY);
	ASSERT_GE(fd, 0);
	EXPECT_EQ(0, set_member(fd, self->device, RX_RING_SIZE, 77, NULL));
	EXPECT_EQ(-EPERM, ctrl_lookup(fd, self->device, value));
	EXPECT_EQ(-EPERM, ctrl_next_key(fd, NULL, &next));
	EXPECT_EQ(-EPERM,
		  ctrl_lookup_batch(fd, NULL, &next, &next, value, &count));
	EXPECT_EQ(77, read_device(_metadata, xdp_map(BPF_F_RDONLY),
				  self->device).rx_ring_size);
}

TEST_HARNESS_MAIN
