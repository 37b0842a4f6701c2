// SPDX-License-Identifier: GPL-2.0-only
/* Calls on control maps that must be refused, with their errno and reason. */
#include <sys/mman.h>

#include "../xdp_device.h"

FIXTURE(calls) {
	int map;
	__u32 device;
};

FIXTURE_SETUP(calls)
{
	self->device = add_netdevsim(_metadata, 1);
	self->map = xdp_map(0);
	ASSERT_GE(self->map, 0);
	ASSERT_EQ(0, set_member(self->map, self->device, RX_RING_SIZE, 1000,
				NULL));
}

FIXTURE_TEARDOWN(calls)
{
	remove_netdevsim(1);
}

static void expect_unchanged(struct __test_metadata *_metadata,
			     FIXTURE_DATA(calls) * self, const char *after)
{
	struct if_xdp_attributes v = read_device(_metadata, self->map,
						 self->device);

	EXPECT_EQ(1000, v.rx_ring_size)
		TH_LOG("%s: rx_ring_size is %u", after, v.rx_ring_size);
}

static void *unmapped(void)
{
	return mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* A page's last @n bytes; what comes behind is not there. */
static char *end_of_page(struct __test_metadata *_metadata, size_t n)
{
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	ASSERT_TRUE(page != MAP_FAILED &&
		    !mprotect(page + 4096, 4096, PROT_NONE))
		TH_LOG("no memory");
	return page + 4096 - n;
}

TEST_F(calls, a_bit_of_the_mask_that_is_no_attribute_is_refused_with_a_reason)
{
	__u32 bit;

	for (bit = 0; bit < 64; bit++) {
		struct if_xdp_attributes v = { .mask = BIT_OF(bit) | BIT_OF(RX_RING_SIZE),
				.rx_ring_size = 1 };
		char reason[REASON_LEN] = "", says[24];

		if (bit >= NATIVE_PROG_ID && bit < XDP_MEMBERS)
			continue;
		snprintf(says, sizeof(says), "mask: bit %u ", bit);
		EXPECT_EQ(-EINVAL,
			  ctrl_update(self->map, self->device, &v, 0, reason))
			TH_LOG("%s", says);
		EXPECT_REASON(reason, says);
	}
	expect_unchanged(_metadata, self, "bad mask");
}

TEST_F(calls, a_read_only_attribute_in_the_mask_is_refused_with_a_reason)
{
	static const char * const names[] = {
		[NATIVE_PROG_ID] = "native_prog_id",
		[GENERIC_PROG_ID] = "generic_prog_id",
		[OFFLOAD_PROG_ID] = "offload_prog_id",
		[XDP_FEATURES] = "xdp_features",
		[ZC_MAX_SEGS] = "zc_max_segs",
		[RX_QUEUES] = "rx_queues",
		[TX_QUEUES] = "tx_queues",
	};
	__u32 i;

	for (i = NATIVE_PROG_ID; i <= TX_QUEUES; i++) {
		struct if_xdp_attributes v = { .mask = BIT_OF(i) | BIT_OF(RX_RING_SIZE),
				.rx_ring_size = 1 };
		char reason[REASON_LEN] = "", says[40];

		snprintf(says, sizeof(says), "%s: read-only", names[i]);
		EXPECT_EQ(-EACCES,
			  ctrl_update(self->map, self->device, &v, 0, reason))
			TH_LOG("%s", names[i]);
		EXPECT_REASON(reason, says);
	}
	expect_unchanged(_metadata, self, "read-only member");
}

TEST_F(calls, flags_of_calls_that_are_not_known_are_refused)
{
	struct if_xdp_attributes v = { .mask = BIT_OF(RX_RING_SIZE), .rx_ring_size = 1 };
	union bpf_attr attr;
	__u64 flag;
	__u32 next;

	for (flag = 1; flag; flag <<= 1) {
		if (flag == BPF_EXIST || flag == BPF_F_CTRL_DRY_RUN)
			continue;
		EXPECT_EQ(-EINVAL,
			  ctrl_update(self->map, self->device, &v, flag, NULL))
			TH_LOG("update accepts flag %#llx", flag);
		attr = elem_attr(self->map, &self->device, &v, flag);
		EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_LOOKUP_ELEM, &attr))
			TH_LOG("lookup accepts flag %#llx", flag);
		attr = elem_attr(self->map, &self->device, NULL, flag);
		EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_DELETE_ELEM, &attr))
			TH_LOG("delete accepts flag %#llx", flag);
		attr = elem_attr(self->map, &self->device, &next, flag);
		EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_GET_NEXT_KEY, &attr))
			TH_LOG("get_next_key accepts flag %#llx", flag);
	}
	attr = elem_attr(self->map, &self->device, &v, 0);
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_DELETE_ELEM, &attr));
	expect_unchanged(_metadata, self, "bad flags");
	EXPECT_EQ(0, ctrl_update(self->map, self->device, &v, BPF_EXIST, NULL));
}

TEST_F(calls, pointers_to_nowhere_are_refused)
{
	char *short_key = end_of_page(_metadata, 2);
	char *short_value = end_of_page(_metadata, 20);
	__u32 size = sizeof(struct if_xdp_attributes);
	void *hole = unmapped();
	union bpf_attr attr;
	__u32 i, key;

	key = self->device;
	struct { int cmd; const void *key; const void *value; } calls[] = {
		{ BPF_MAP_LOOKUP_ELEM, NULL, short_value - size },
		{ BPF_MAP_LOOKUP_ELEM, hole, short_value - size },
		{ BPF_MAP_LOOKUP_ELEM, short_key, short_value - size },
		{ BPF_MAP_LOOKUP_ELEM, &key, NULL },
		{ BPF_MAP_LOOKUP_ELEM, &key, hole },
		{ BPF_MAP_LOOKUP_ELEM, &key, short_value },
		{ BPF_MAP_UPDATE_ELEM, NULL, short_value - size },
		{ BPF_MAP_UPDATE_ELEM, hole, short_value - size },
		{ BPF_MAP_UPDATE_ELEM, short_key, short_value - size },
		{ BPF_MAP_UPDATE_ELEM, &key, NULL },
		{ BPF_MAP_UPDATE_ELEM, &key, hole },
		{ BPF_MAP_UPDATE_ELEM, &key, short_value },
		{ BPF_MAP_DELETE_ELEM, NULL, NULL },
		{ BPF_MAP_DELETE_ELEM, hole, NULL },
		{ BPF_MAP_DELETE_ELEM, short_key, NULL },
		{ BPF_MAP_GET_NEXT_KEY, hole, &key },
		{ BPF_MAP_GET_NEXT_KEY, NULL, NULL },
		{ BPF_MAP_GET_NEXT_KEY, NULL, hole },
	};

	for (i = 0; i < ARRAY_SIZE(calls); i++) {
		attr = elem_attr(self->map, calls[i].key, calls[i].value, 0);
		EXPECT_EQ(-EFAULT, sys_bpf(calls[i].cmd, &attr))
			TH_LOG("call %u accepts a bad pointer", i);
	}
	expect_unchanged(_metadata, self, "bad pointers");
}

TEST_F(calls, an_object_that_does_not_exist_is_told_from_a_bad_call)
{
	char value[VALUE_ROOM] = "";
	int directory;

	EXPECT_EQ(-ENODEV, ctrl_lookup(self->map, 0, value));
	EXPECT_EQ(-ENODEV, ctrl_lookup(self->map, 12345678, value));
	EXPECT_EQ(-ENODEV, ctrl_lookup(self->map, UINT32_MAX, value));
	EXPECT_EQ(-ENODEV, ctrl_update(self->map, 12345678, value, 0, NULL));
	EXPECT_EQ(-ENODEV, ctrl_delete(self->map, 12345678, NULL));

	directory = ctrl_create(BPF_CTRL_DIRECTORY, 0, 0, 0);
	EXPECT_EQ(-ENOENT, ctrl_lookup(directory, 0xfff, value));
	EXPECT_EQ(0, ctrl_lookup(directory, BPF_CTRL_XDP_ATTR, value));
	EXPECT_STREQ("xdp", ((struct bpf_ctrl_type_info *)value)->name);
	EXPECT_EQ(-EPERM,
		  ctrl_update(directory, BPF_CTRL_XDP_ATTR, value, 0, NULL));
	EXPECT_EQ(-EPERM, ctrl_delete(directory, BPF_CTRL_XDP_ATTR, NULL));
}

/* An update that fails, with the log as told. */
static int update_with_log(FIXTURE_DATA(calls) * self, int fd, void *log,
			   __u32 size)
{
	static struct if_xdp_attributes v = { .mask = BIT_OF(RX_RING_SIZE), .rx_ring_size = 9999 };
	union bpf_attr attr = elem_attr(fd, &self->device, &v, 0);

	return sys_bpf_log(BPF_MAP_UPDATE_ELEM, &attr, ptr_to_u64(log), size);
}

TEST_F(calls, the_reason_is_cut_to_the_logs_size_and_a_bad_log_hides_no_errno)
{
	static const char whole[] = "rx_ring_size: 9999 is outside ..4096";
	char log[REASON_LEN];
	__u32 size;

	EXPECT_EQ(-EINVAL, update_with_log(self, self->map, log, 0));
	EXPECT_EQ(-EINVAL, update_with_log(self, self->map, NULL, 64));
	EXPECT_EQ(-ERANGE, update_with_log(self, self->map, unmapped(), 64));
	for (size = 1; size <= sizeof(whole) + 8; size++) {
		size_t fits = (size < sizeof(whole) ? size : sizeof(whole)) - 1;

		memset(log, '#', sizeof(log));
		EXPECT_EQ(-ERANGE, update_with_log(self, self->map, log, size));
		EXPECT_TRUE(strnlen(log, size) == fits &&
			    !memcmp(log, whole, fits))
			TH_LOG("log of %u bytes: \"%.*s\"", size, (int)size,
			       log);
		EXPECT_EQ('#', log[size])
			TH_LOG("log of %u bytes: more was written", size);
	}
	memset(log, '#', sizeof(log));
	EXPECT_EQ(0,
		  set_member(self->map, self->device, RX_RING_SIZE, 1000, log));
	EXPECT_EQ(0, log[0])
		TH_LOG("success has the reason \"%s\"", log);
}

/*
 * Only updates and deletes of control maps have the fields of the log, and none where
 * the commands have a log in common.
 */
TEST_F(calls, the_logs_fields_are_refused_on_other_maps_and_other_calls)
{
	char log[64], value[VALUE_ROOM] = "";
	int hash = plain_map(BPF_MAP_TYPE_HASH);
	__u32 key = 1, next;
	union bpf_attr attr;

	attr = elem_attr(hash, &key, value, 0);
	EXPECT_EQ(0, sys_bpf(BPF_MAP_UPDATE_ELEM, &attr));
	set_own_log(&attr, ptr_to_u64(log), sizeof(log));
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_UPDATE_ELEM, &attr));
	attr.value = 0;
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_DELETE_ELEM, &attr));
	attr = elem_attr(self->map, &self->device, value, 0);
	set_own_log(&attr, ptr_to_u64(log), sizeof(log));
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_LOOKUP_ELEM, &attr));
	attr.value = ptr_to_u64(&next);
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_GET_NEXT_KEY, &attr));
	attr = elem_attr(self->map, &self->device, value, 0);
	((char *)&attr)[OWN_LOG_END] = 1;
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_UPDATE_ELEM, &attr));
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_DELETE_ELEM, &attr));
	if (!has_common_attrs())
		return;
	attr = elem_attr(self->map, &self->device, value, 0);
	set_own_log(&attr, ptr_to_u64(log), sizeof(log));
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_UPDATE_ELEM, &attr));
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_DELETE_ELEM, &attr));
}

TEST_F(calls, operations_that_make_no_sense_on_control_maps_are_refused)
{
	char value[VALUE_ROOM] = "";
	union bpf_attr attr;

	attr = elem_attr(self->map, &self->device, value, 0);
	attr.flags = BPF_F_LOCK;
	EXPECT_EQ(-EINVAL, sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr));
	EXPECT_EQ(MAP_FAILED,
		  mmap(NULL, 4096, PROT_READ, MAP_SHARED, self->map, 0));
	expect_unchanged(_metadata, self, "lookup and delete");
}

TEST_HARNESS_MAIN
