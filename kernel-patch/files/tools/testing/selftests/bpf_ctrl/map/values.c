// SPDX-License-Identifier: GPL-2.0-only
/* Values of control maps: sizes, etag, mask, dry run, reset. */
#include "../xdp_device.h"

#define HEADER_SIZE	((__u32)sizeof(struct bpf_ctrl_header))
#define FULL_SIZE	((__u32)sizeof(struct if_xdp_attributes))
#define LARGEST		(FULL_SIZE + 64)

/* The attributes that this file knows; others have tests of their own. */
#define RINGS		(BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE))
#define TIMES		(BIT_OF(NAPI_DEFER_HARD_IRQS) | BIT_OF(GRO_FLUSH_TIMEOUT))
#define KNOWN(mask)	((mask) & (2 * BIT_OF(GRO_FLUSH_TIMEOUT) - 1))

/* A map for reading and writing, of full size. */
FIXTURE(values) {
	int map;
	__u32 device;
};

/* Rings of 1000 and 2000, a time of 3000 with 4000 hard interrupts. */
FIXTURE_SETUP(values)
{
	struct if_xdp_attributes v = {
		.mask = BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) |
			BIT_OF(NAPI_DEFER_HARD_IRQS) |
				BIT_OF(GRO_FLUSH_TIMEOUT),
		.rx_ring_size = 1000,
		.tx_ring_size = 2000,
		.napi_defer_hard_irqs = 3000,
		.gro_flush_timeout = 4000,
	};

	self->device = add_netdevsim(_metadata, 1);
	self->map = xdp_map(0);
	ASSERT_GE(self->map, 0);
	ASSERT_EQ(0, ctrl_update(self->map, self->device, &v, 0, NULL));
}

FIXTURE_TEARDOWN(values)
{
	remove_netdevsim(1);
}

static void expect_as_set_up(struct __test_metadata *_metadata,
			     FIXTURE_DATA(values) * self, const char *when)
{
	struct if_xdp_attributes v = read_device(_metadata, self->map,
						 self->device);

	EXPECT_TRUE(v.rx_ring_size == 1000 && v.tx_ring_size == 2000 &&
		    v.napi_defer_hard_irqs == 3000 &&
		    v.gro_flush_timeout == 4000)
		TH_LOG("%s: the device has %u %u %u %llu", when, v.rx_ring_size,
		       v.tx_ring_size, v.napi_defer_hard_irqs,
		       v.gro_flush_timeout);
}

static int sized_map(struct __test_metadata *_metadata, __u32 size)
{
	int fd = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, size);

	ASSERT_GE(fd, 0)
		TH_LOG("value_size %u: %d", size, fd);
	return fd;
}

static bool all_are(const unsigned char *p, size_t n, unsigned char byte)
{
	while (n && *p == byte) {
		p++;
		n--;
	}
	return !n;
}

TEST_F(values, a_lookup_fills_in_as_many_bytes_as_the_values_have_of_any_size)
{
	struct if_xdp_attributes full;
	__u32 size;

	full = read_device(_metadata, self->map, self->device);
	for (size = HEADER_SIZE; size <= LARGEST; size++) {
		unsigned char got[VALUE_ROOM];
		struct bpf_ctrl_header *h = (void *)got;
		int fd = sized_map(_metadata, size);
		int members;
		__u32 end = prefix_end(size, &members);

		memset(got, 0xa5, sizeof(got));
		EXPECT_EQ(0, ctrl_lookup(fd, self->device, got));
		EXPECT_TRUE(all_are(got + size, sizeof(got) - size, 0xa5))
			TH_LOG("value_size %u: more was written", size);
		EXPECT_EQ(0, memcmp(got + HEADER_SIZE, (char *)&full +
				    HEADER_SIZE, end - HEADER_SIZE))
			TH_LOG("value_size %u: other values", size);
		EXPECT_TRUE(all_are(got + end, size - end, 0))
			TH_LOG("value_size %u: the tail is not zero", size);
		EXPECT_TRUE(h->etag)
			TH_LOG("value_size %u: no etag", size);
		EXPECT_EQ(full.mask & (BIT_OF(members) - 1), h->mask)
			TH_LOG("value_size %u: mask %#llx", size, h->mask);
		close(fd);
	}
}

/* What was read is written back, with other rings as far as they fit. */
TEST_F(values, an_update_of_any_size_sets_the_members_that_fit_and_no_others)
{
	__u32 size;

	for (size = HEADER_SIZE; size <= LARGEST; size++) {
		unsigned char buf[VALUE_ROOM] = "";
		struct if_xdp_attributes *v = (void *)buf, after;
		int fd = sized_map(_metadata, size);
		bool rx = size >= place_end(&xdp_places[RX_RING_SIZE]);
		bool tx = size >= place_end(&xdp_places[TX_RING_SIZE]);

		EXPECT_EQ(0, ctrl_lookup(fd, self->device, buf));
		v->mask = 0;
		if (rx)
			v->rx_ring_size = size;
		if (tx)
			v->tx_ring_size = size + 1000;
		EXPECT_EQ(0, ctrl_update(fd, self->device, buf, 0, NULL));
		after = read_device(_metadata, self->map, self->device);
		EXPECT_TRUE(after.rx_ring_size == (rx ? size : 1000) &&
			    after.tx_ring_size == (tx ? size + 1000 : 2000) &&
			    after.gro_flush_timeout == 4000)
			TH_LOG("value_size %u: the device has %u %u", size,
			       after.rx_ring_size, after.tx_ring_size);
		close(fd);
	}
}

TEST_F(values, a_byte_behind_the_members_must_be_zero_in_every_size)
{
	__u32 size, at;

	for (size = HEADER_SIZE; size <= LARGEST; size++) {
		int fd = sized_map(_metadata, size);

		for (at = prefix_end(size, NULL); at < size; at++) {
			char buf[VALUE_ROOM] = "", reason[REASON_LEN] = "";
			char where[40];

			buf[at] = 1;
			EXPECT_EQ(-E2BIG, ctrl_update(fd, self->device, buf, 0,
						      reason));
			snprintf(where, sizeof(where), "byte %u is not zero",
				 at);
			EXPECT_REASON(reason, where);
		}
		close(fd);
	}
	expect_as_set_up(_metadata, self, "after all");
}

TEST_F(values, a_member_that_does_not_fit_cannot_be_set)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v = { .mask = BIT_OF(TX_RING_SIZE), .tx_ring_size = 1 };
	int fd;

	fd = sized_map(_metadata, place_end(&xdp_places[RX_RING_SIZE]));
	EXPECT_EQ(-EINVAL, ctrl_update(fd, self->device, &v, 0, reason));
	EXPECT_REASON(reason, "mask: bit 10 ");
	expect_as_set_up(_metadata, self, "bit of a member that does not fit");
}

TEST_F(values, the_etag_is_the_same_for_the_same_state_and_another_for_another)
{
	struct bpf_ctrl_header header;
	struct if_xdp_attributes a, b;
	__u64 header_etag;
	int small;

	small = sized_map(_metadata, HEADER_SIZE);
	a = read_device(_metadata, self->map, self->device);
	b = read_device(_metadata, self->map, self->device);
	EXPECT_EQ(b.etag, a.etag);
	EXPECT_EQ(0, ctrl_lookup(small, self->device, &header));
	header_etag = header.etag;

	EXPECT_EQ(0, set_member(self->map, self->device, TX_RING_SIZE, 2001,
				NULL));
	b = read_device(_metadata, self->map, self->device);
	EXPECT_NE(b.etag, a.etag);
	EXPECT_EQ(0, ctrl_lookup(small, self->device, &header));
	EXPECT_EQ(header_etag, header.etag);

	EXPECT_EQ(0, set_member(self->map, self->device, TX_RING_SIZE, 2000,
				NULL));
	b = read_device(_metadata, self->map, self->device);
	EXPECT_EQ(b.etag, a.etag);
	b = read_device(_metadata, xdp_view(BPF_CTRL_MAX), self->device);
	EXPECT_EQ(0, b.etag);
}

TEST_F(values, an_update_with_an_outdated_etag_is_refused)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v;

	lookup_device(_metadata, self->map, self->device, &v);
	EXPECT_EQ(0, set_member(self->map, self->device, GRO_FLUSH_TIMEOUT,
				4001, NULL));
	v.mask = BIT_OF(RX_RING_SIZE);
	v.rx_ring_size = 1;
	EXPECT_EQ(-EAGAIN, ctrl_update(self->map, self->device, &v, 0, reason));
	EXPECT_REASON(reason, "etag");
	EXPECT_EQ(-EAGAIN, ctrl_update(self->map, self->device, &v,
				       BPF_F_CTRL_DRY_RUN, NULL));
	EXPECT_EQ(1000,
		  read_device(_metadata, self->map, self->device).rx_ring_size);

	v.etag = 0;
	EXPECT_EQ(0, ctrl_update(self->map, self->device, &v, 0, NULL));
	v.etag = read_device(_metadata, self->map, self->device).etag;
	v.rx_ring_size = 2;
	EXPECT_EQ(0, ctrl_update(self->map, self->device, &v, 0, NULL));
	EXPECT_EQ(2,
		  read_device(_metadata, self->map, self->device).rx_ring_size);
}

TEST_F(values, a_mask_of_0_with_the_etag_that_was_read_sets_what_differs)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v, after;

	lookup_device(_metadata, self->map, self->device, &v);
	v.mask = 0;
	v.rx_ring_size = 7;
	v.gro_flush_timeout = 8;
	v.rx_queues = 12345;	/* read-only: nobody looks at it */
	EXPECT_EQ(0, ctrl_update(self->map, self->device, &v, 0, reason));
	after = read_device(_metadata, self->map, self->device);
	EXPECT_TRUE(after.rx_ring_size == 7 && after.tx_ring_size == 2000 &&
		    after.napi_defer_hard_irqs == 3000 &&
		    after.gro_flush_timeout == 8)
		TH_LOG("the device has %u %u %u %llu", after.rx_ring_size,
		       after.tx_ring_size, after.napi_defer_hard_irqs,
		       after.gro_flush_timeout);

	/* a device that has no rings */
	lookup_device(_metadata, self->map, LO, &v);
	v.mask = 0;
	v.rx_ring_size = 9;
	v.gro_flush_timeout = 8;
	EXPECT_EQ(-EOPNOTSUPP, ctrl_update(self->map, LO, &v, 0, reason));
	EXPECT_REASON(reason, "rx_ring_size");
	EXPECT_EQ(0, read_device(_metadata, self->map, LO).gro_flush_timeout);
}

/* As a program does that zeroes a value and stores one member. */
TEST_F(values, a_value_of_zeros_with_one_attribute_stored_is_refused_and_wipes_nothing)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v = { .rx_ring_size = 7 };

	EXPECT_EQ(-EINVAL, ctrl_update(self->map, self->device, &v, 0, reason));
	EXPECT_EQ(0, strncmp(reason, "mask: 0 names nothing", 21))
		TH_LOG("it says: %s", reason);
	expect_as_set_up(_metadata, self, "neither mask nor etag");
}

TEST_F(values, a_dry_run_judges_everything_and_changes_nothing)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v = {
		.mask = BIT_OF(RX_RING_SIZE) | BIT_OF(GRO_FLUSH_TIMEOUT),
		.rx_ring_size = 5, .gro_flush_timeout = 6,
	};

	EXPECT_EQ(0, ctrl_update(self->map, self->device, &v,
				 BPF_F_CTRL_DRY_RUN, reason));
	EXPECT_EQ(0, reason[0])
		TH_LOG("a reason of success: %s", reason);
	EXPECT_EQ(0, ctrl_update(self->map, self->device, &v,
				 BPF_F_CTRL_DRY_RUN | BPF_EXIST, NULL));
	expect_as_set_up(_metadata, self, "dry run");
	v.rx_ring_size = 4097;
	EXPECT_EQ(-ERANGE, ctrl_update(self->map, self->device, &v,
				       BPF_F_CTRL_DRY_RUN, reason));
	EXPECT_REASON(reason, "rx_ring_size: 4097 is outside ..4096");
	expect_as_set_up(_metadata, self, "dry run of too much");
}

/* The device accepts the first ones; the last one is the one that is wrong. */
TEST_F(values, an_update_of_several_attributes_with_the_last_one_wrong_changes_none)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v = {
		.mask = BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) |
			BIT_OF(NAPI_DEFER_HARD_IRQS),
		.rx_ring_size = 1, .tx_ring_size = 2,
		.napi_defer_hard_irqs = 1U << 31,
	};

	EXPECT_EQ(-ERANGE, ctrl_update(self->map, self->device, &v, 0, reason));
	EXPECT_REASON(reason,
		      "napi_defer_hard_irqs: 2147483648 is outside 0..2147483647");
	expect_as_set_up(_metadata, self, "the last one is out of range");

	/* a device that has no rings */
	v.mask = TIMES | BIT_OF(TX_RING_SIZE);
	v.napi_defer_hard_irqs = 3;
	v.gro_flush_timeout = 4;
	EXPECT_EQ(-EOPNOTSUPP, ctrl_update(self->map, LO, &v, 0, reason));
	EXPECT_REASON(reason, "tx_ring_size: not supported here");
	v = read_device(_metadata, self->map, LO);
	EXPECT_TRUE(!v.napi_defer_hard_irqs && !v.gro_flush_timeout)
		TH_LOG("set: %u %llu", v.napi_defer_hard_irqs,
		       v.gro_flush_timeout);
}

TEST_F(values, a_delete_resets_the_attributes_that_have_a_default)
{
	char reason[REASON_LEN] = "";
	struct if_xdp_attributes v, defaults;

	defaults = read_device(_metadata, xdp_view(BPF_CTRL_DEFAULT),
			       self->device);
	EXPECT_EQ(RINGS | TIMES, KNOWN(defaults.mask));
	EXPECT_EQ(0, ctrl_delete(self->map, self->device, reason));
	v = read_device(_metadata, self->map, self->device);
	EXPECT_TRUE(v.rx_ring_size == defaults.rx_ring_size &&
		    v.tx_ring_size == defaults.tx_ring_size &&
		    v.rx_ring_size != 1000)
		TH_LOG("not reset: rings of %u and %u", v.rx_ring_size,
		       v.tx_ring_size);
	EXPECT_TRUE(v.napi_defer_hard_irqs == 0 && v.gro_flush_timeout == 0)
		TH_LOG("not reset: %u %llu", v.napi_defer_hard_irqs,
		       v.gro_flush_timeout);
	EXPECT_EQ(0, ctrl_delete(self->map, self->device, NULL));
}

TEST_F(values, a_lookup_that_deletes_tells_the_value_and_resets_it)
{
	union bpf_attr attr;
	struct if_xdp_attributes before, v;

	lookup_device(_metadata, self->map, self->device, &before);
	memset(&v, 0xff, sizeof(v));
	attr = elem_attr(self->map, &self->device, &v, 0);
	EXPECT_EQ(0, sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr));
	EXPECT_EQ(0, memcmp(&v, &before, sizeof(v)));
	lookup_device(_metadata, self->map, self->device, &v);
	EXPECT_TRUE(v.rx_ring_size != 1000 && v.gro_flush_timeout == 0)
		TH_LOG("not reset: %u %llu", v.rx_ring_size,
		       v.gro_flush_timeout);
	attr = elem_attr(xdp_map(BPF_F_RDONLY), &self->device, &v, 0);
	EXPECT_EQ(-EPERM, sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr));
}

TEST_F(values, the_smallest_and_the_largest_values_are_accepted_those_beyond_are_not)
{
	struct if_xdp_attributes min, max;

	min = read_device(_metadata, xdp_view(BPF_CTRL_MIN), self->device);
	max = read_device(_metadata, xdp_view(BPF_CTRL_MAX), self->device);
	/* the driver does not tell how small a ring may be */
	EXPECT_TRUE(KNOWN(min.mask) == TIMES &&
		    KNOWN(max.mask) == (TIMES | RINGS))
		TH_LOG("limits of %#llx and %#llx", min.mask, max.mask);
	EXPECT_TRUE(max.rx_ring_size == 4096 && max.tx_ring_size == 4096)
		TH_LOG("up to %u and %u", max.rx_ring_size, max.tx_ring_size);
	EXPECT_EQ(0, set_member(self->map, self->device, RX_RING_SIZE, 4096,
				NULL));
	EXPECT_EQ(-ERANGE, set_member(self->map, self->device, RX_RING_SIZE,
				      4097, NULL));
	EXPECT_EQ(0,
		  set_member(self->map, self->device, RX_RING_SIZE, 0, NULL));
	EXPECT_EQ(0, set_member(self->map, self->device, GRO_FLUSH_TIMEOUT,
				UINT64_MAX, NULL));
	EXPECT_EQ(UINT64_MAX, read_device(_metadata, self->map,
					  self->device).gro_flush_timeout);
}

TEST_HARNESS_MAIN
