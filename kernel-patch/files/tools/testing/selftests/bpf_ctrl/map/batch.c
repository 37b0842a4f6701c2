// SPDX-License-Identifier: GPL-2.0-only
/* Batches on control maps, over two devices that ask a driver and others. */
#include <sys/mman.h>

#include "../tracing.h"
#include "../xdp_device.h"

#define MANY	64

FIXTURE(batch) {
	int map;
	__u32 devices[2];
};

FIXTURE_SETUP(batch)
{
	int i;

	self->map = xdp_map(0);
	ASSERT_GE(self->map, 0);
	for (i = 0; i < 2; i++) {
		self->devices[i] = add_netdevsim(_metadata, i + 1);
		ASSERT_EQ(0, set_member(self->map, self->devices[i],
					RX_RING_SIZE, 1000, NULL));
	}
}

FIXTURE_TEARDOWN(batch)
{
	remove_netdevsim(1);
	remove_netdevsim(2);
}

static void expect_rings(struct __test_metadata *_metadata,
			 FIXTURE_DATA(batch) * self, __u32 first, __u32 second,
			 const char *after)
{
	__u32 a = read_device(_metadata, self->map,
				 self->devices[0]).rx_ring_size;
	__u32 b = read_device(_metadata, self->map,
				 self->devices[1]).rx_ring_size;

	EXPECT_TRUE(a == first && b == second)
		TH_LOG("%s: rings of %u and %u", after, a, b);
}

static union bpf_attr batch_attr(int fd, const __u32 *keys, const void *values,
				 __u32 count)
{
	union bpf_attr attr;

	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = fd;
	attr.batch.keys = ptr_to_u64(keys);
	attr.batch.values = ptr_to_u64(values);
	attr.batch.count = count;
	return attr;
}

/* Both devices to rings of 5 and 6; what is spoilt comes in between. */
struct both {
	__u32 keys[2];
	struct if_xdp_attributes values[2];
};

static struct both both_devices(FIXTURE_DATA(batch) * self)
{
	struct both b;
	int i;

	memset(&b, 0, sizeof(b));
	for (i = 0; i < 2; i++) {
		b.keys[i] = self->devices[i];
		b.values[i].mask = BIT_OF(RX_RING_SIZE);
		b.values[i].rx_ring_size = 5 + i;
	}
	return b;
}

/* @done: elements before the one that fails */
static void expect_batch(struct __test_metadata *_metadata,
			 FIXTURE_DATA(batch) * self, int cmd,
			 const struct both *b, int wanted, __u32 done,
			 const char *what)
{
	bool update = cmd == BPF_MAP_UPDATE_BATCH;
	union bpf_attr attr = batch_attr(self->map, b->keys,
					 update ? b->values : NULL, 2);

	EXPECT_EQ(wanted, sys_bpf(cmd, &attr))
		TH_LOG("%s", what);
	EXPECT_EQ(done, attr.batch.count)
		TH_LOG("%s: count is %u, not %u", what, attr.batch.count, done);
}

TEST_F(batch, a_batch_reads_every_device_in_order_whole_or_one_by_one)
{
	static struct if_xdp_attributes values[MANY], one;
	__u32 keys[MANY], next, key, last, count = MANY, i, step;
	int err;

	EXPECT_EQ(-ENOENT, ctrl_lookup_batch(self->map, NULL, &last, keys,
					     values, &count));
	ASSERT_GE(count, 3);
	EXPECT_EQ(keys[count - 1], last);
	for (i = 0; i < count; i++) {
		EXPECT_EQ(0, ctrl_next_key(self->map, i ? &key : NULL, &next));
		EXPECT_TRUE(next == keys[i] && (!i || next > key))
			TH_LOG("key %u is %u, get_next_key says %u", i, keys[i],
			       next);
		key = next;
		lookup_device(_metadata, self->map, key, &one);
		EXPECT_EQ(0, memcmp(&one, &values[i], sizeof(one)))
			TH_LOG("device %u has another value", key);
	}
	EXPECT_EQ(-ENOENT, ctrl_next_key(self->map, &key, &next));

	/* one by one, as a tool with little memory does */
	for (i = 0; i < count; i++) {
		step = 1;
		err = ctrl_lookup_batch(self->map, i ? &last : NULL, &last,
					&key, &one, &step);
		EXPECT_TRUE(!err && step == 1 && key == keys[i])
			TH_LOG("element %u: %d, %u of key %u", i, err, step,
			       key);
	}
	step = 1;
	EXPECT_EQ(-ENOENT, ctrl_lookup_batch(self->map, &last, &last, &key,
					     &one, &step));
	EXPECT_EQ(0, step);
}

/* A driver may take its time, and RTNL is everybody's. */
TEST_F(batch, a_batch_holds_rtnl_for_one_device_at_a_time_that_asks_a_driver)
{
	static struct if_xdp_attributes values[MANY];
	__u32 keys[MANY], out, count = MANY, drivers = 0, i;
	int calls = new_counter(_metadata), link;

	link = count_calls(_metadata, calls, "rtnl_lock_killable");
	EXPECT_EQ(-ENOENT, ctrl_lookup_batch(self->map, NULL, &out, keys,
					     values, &count));
	for (i = 0; i < count; i++)
		drivers += !!(values[i].mask & BIT_OF(RX_RING_SIZE));
	ASSERT_TRUE(drivers >= 2 && count > drivers)
		TH_LOG("%u of %u devices ask a driver", drivers, count);
	/* the rest, after the last one of them, is one slice */
	i = take_count(_metadata, calls);
	EXPECT_EQ(drivers + 1, i)
		TH_LOG("%u drivers were asked, RTNL was taken %u times",
		       drivers, i);
	close(link);
	close(calls);
}

TEST_F(batch, a_batch_for_reading_with_a_bad_flag_or_pointer_is_refused)
{
	static struct if_xdp_attributes values[MANY];
	__u32 keys[MANY], out, count = 0;
	void *hole = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);
	union bpf_attr attr;
	int i;

	EXPECT_EQ(0, ctrl_lookup_batch(self->map, NULL, &out, keys, values,
				       &count));
	for (i = 0; i < 64; i++) {
		attr = batch_attr(self->map, keys, values, 1);
		attr.batch.out_batch = ptr_to_u64(&out);
		attr.batch.elem_flags = 1ULL << i;
		EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr))
			TH_LOG("lookup_batch accepts element flag %d", i);
		attr.batch.elem_flags = 0;
		attr.batch.flags = 1ULL << i;
		EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr))
			TH_LOG("lookup_batch accepts flag %d", i);
	}
	count = MANY;
	EXPECT_EQ(-EFAULT, ctrl_lookup_batch(self->map, hole, &out, keys,
					     values, &count));
	count = MANY;
	EXPECT_EQ(-EFAULT, ctrl_lookup_batch(self->map, NULL, NULL, keys,
					     values, &count));
	count = MANY;
	EXPECT_EQ(-EFAULT, ctrl_lookup_batch(self->map, NULL, &out, NULL,
					     values, &count));
	count = MANY;
	EXPECT_EQ(-EFAULT,
		  ctrl_lookup_batch(self->map, NULL, &out, keys, hole, &count));
	attr = batch_attr(self->map, keys, values, 1);
	EXPECT_EQ(-ERR_NOTSUPP, sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_BATCH, &attr));
	expect_rings(_metadata, self, 1000, 1000, "bad lookups");
}

TEST_F(batch, a_batch_sets_several_devices)
{
	struct both b;

	b = both_devices(self);
	expect_batch(_metadata, self, BPF_MAP_UPDATE_BATCH, &b, 0, 2,
		     "update of both");
	expect_rings(_metadata, self, 5, 6, "update of both");
}

TEST_F(batch, a_batch_with_a_bad_element_stops_there_with_the_errno_of_that_element)
{
	static const struct {
		const char *what;
		__u64 mask;
		__u32 rx_ring_size;
		int wanted;
		__u32 device;	/* 0: the first one of both */
	} cases[] = {
		{ "bit that is no attribute", 1ULL << 63, 1, -EINVAL, 0 },
		{ "read-only", BIT_OF(RX_QUEUES), 1, -EACCES, 0 },
		{ "not supported", BIT_OF(RX_RING_SIZE), 1, -EOPNOTSUPP, LO },
		{ "out of range", BIT_OF(RX_RING_SIZE), 4097, -ERANGE, 0 },
	};
	struct both b;
	__u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		b = both_devices(self);
		b.values[0].mask = cases[i].mask;
		b.values[0].rx_ring_size = cases[i].rx_ring_size;
		if (cases[i].device)
			b.keys[0] = cases[i].device;
		expect_batch(_metadata, self, BPF_MAP_UPDATE_BATCH, &b,
			     cases[i].wanted, 0, cases[i].what);
		expect_rings(_metadata, self, 1000, 1000, cases[i].what);
	}
	b = both_devices(self);
	b.values[0].etag = 1;
	expect_batch(_metadata, self, BPF_MAP_UPDATE_BATCH, &b, -EAGAIN, 0,
		     "outdated etag");
	b = both_devices(self);
	b.keys[0] = 12345678;
	expect_batch(_metadata, self, BPF_MAP_UPDATE_BATCH, &b, -ENODEV, 0,
		     "no such device");
	expect_batch(_metadata, self, BPF_MAP_DELETE_BATCH, &b, -ENODEV, 0,
		     "no such device");
	expect_rings(_metadata, self, 1000, 1000, "bad first elements");

	/* each element is a change of its own */
	b = both_devices(self);
	b.values[1].rx_ring_size = 4097;
	expect_batch(_metadata, self, BPF_MAP_UPDATE_BATCH, &b, -ERANGE, 1,
		     "bad second element");
	expect_rings(_metadata, self, 5, 1000, "bad second element");
}

TEST_F(batch, a_batch_for_writing_with_a_bad_flag_or_pointer_is_refused)
{
	static const int cmds[] = { BPF_MAP_UPDATE_BATCH, BPF_MAP_DELETE_BATCH };
	union bpf_attr attr;
	struct both b;
	int i, bit;

	b = both_devices(self);
	for (i = 0; i < 2; i++) {
		void *values = i ? NULL : b.values;

		for (bit = 0; bit < 64; bit++) {
			attr = batch_attr(self->map, b.keys, values, 2);
			attr.batch.elem_flags = 1ULL << bit;
			EXPECT_EQ(-EINVAL, sys_bpf(cmds[i], &attr))
				TH_LOG("command %d accepts element flag %d",
				       cmds[i], bit);
		}
		attr = batch_attr(self->map, NULL, values, 2);
		EXPECT_EQ(-EFAULT, sys_bpf(cmds[i], &attr));
	}
	attr = batch_attr(self->map, b.keys, NULL, 2);
	EXPECT_EQ(-EFAULT, sys_bpf(BPF_MAP_UPDATE_BATCH, &attr));
	expect_rings(_metadata, self, 1000, 1000, "bad calls");
}

TEST_F(batch, a_batch_resets_several_devices)
{
	struct both b;
	int i;

	b = both_devices(self);
	for (i = 0; i < 2; i++)
		EXPECT_EQ(0, set_member(self->map, self->devices[i],
					GRO_FLUSH_TIMEOUT, 9, NULL));
	expect_batch(_metadata, self, BPF_MAP_DELETE_BATCH, &b, 0, 2,
		     "delete of both");
	for (i = 0; i < 2; i++) {
		EXPECT_EQ(0, read_device(_metadata, self->map,
					 self->devices[i]).gro_flush_timeout)
			TH_LOG("device %d was not reset", i);
	}
}

TEST_HARNESS_MAIN
