// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls on control maps that must be refused, with their errno and reason.  The
 * argument of every test is a netdevsim device.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "xdp_value.h"

static int map;
static uint32_t device;

static void setup(char **args)
{
	device = device_index(args[0]);
	map = xdp_map(0);
	need(map >= 0, "no map: %s", result_name(map));
	need(!set_member(map, device, RX_RING_SIZE, 1000, NULL),
	     "no ring size to be set");
}

static void expect_unchanged(const char *after)
{
	xdp_value v = read_device(map, device);

	expect(v.rx_ring_size == 1000, "%s: rx_ring_size is %u", after,
	       v.rx_ring_size);
}

static void *unmapped(void)
{
	return mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* A page's last @n bytes; what comes behind is not there. */
static char *end_of_page(size_t n)
{
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	need(page != MAP_FAILED && !mprotect(page + 4096, 4096, PROT_NONE),
	     "no memory");
	return page + 4096 - n;
}

static void bad_mask(char **args)
{
	uint32_t bit;

	setup(args);
	for (bit = 0; bit < 64; bit++) {
		xdp_value v = { .mask = BIT_OF(bit) | BIT_OF(RX_RING_SIZE),
				.rx_ring_size = 1 };
		char reason[REASON_LEN] = "", says[24];

		if (bit >= NATIVE_PROG_ID && bit < XDP_MEMBERS)
			continue;
		snprintf(says, sizeof(says), "mask: bit %u ", bit);
		expect_result(ctrl_update(map, device, &v, 0, reason), -EINVAL,
			      says);
		expect_reason(reason, says);
	}
	expect_unchanged("bad mask");
}

static void readonly_member(char **args)
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
	uint32_t i;

	setup(args);
	for (i = NATIVE_PROG_ID; i <= TX_QUEUES; i++) {
		xdp_value v = { .mask = BIT_OF(i) | BIT_OF(RX_RING_SIZE),
				.rx_ring_size = 1 };
		char reason[REASON_LEN] = "", says[40];

		snprintf(says, sizeof(says), "%s: read-only", names[i]);
		expect_result(ctrl_update(map, device, &v, 0, reason), -EACCES,
			      names[i]);
		expect_reason(reason, says);
	}
	expect_unchanged("read-only member");
}

static void bad_flags(char **args)
{
	xdp_value v = { .mask = BIT_OF(RX_RING_SIZE), .rx_ring_size = 1 };
	union bpf_attr attr;
	uint64_t flag;
	uint32_t next;

	setup(args);
	for (flag = 1; flag; flag <<= 1) {
		if (flag == BPF_EXIST || flag == BPF_F_CTRL_DRY_RUN)
			continue;
		expect(ctrl_update(map, device, &v, flag, NULL) == -EINVAL,
		       "update accepts flag %#lx", flag);
		attr = elem_attr(map, &device, &v, flag);
		expect(sys_bpf(BPF_MAP_LOOKUP_ELEM, &attr) == -EINVAL,
		       "lookup accepts flag %#lx", flag);
		attr = elem_attr(map, &device, NULL, flag);
		expect(sys_bpf(BPF_MAP_DELETE_ELEM, &attr) == -EINVAL,
		       "delete accepts flag %#lx", flag);
		attr = elem_attr(map, &device, &next, flag);
		expect(sys_bpf(BPF_MAP_GET_NEXT_KEY, &attr) == -EINVAL,
		       "get_next_key accepts flag %#lx", flag);
	}
	attr = elem_attr(map, &device, &v, 0);
	expect_result(sys_bpf(BPF_MAP_DELETE_ELEM, &attr), -EINVAL,
		      "delete with a value");
	expect_unchanged("bad flags");
	expect_result(ctrl_update(map, device, &v, BPF_EXIST, NULL), 0,
		      "BPF_EXIST");
}

static void bad_pointers(char **args)
{
	char *short_key = end_of_page(2), *short_value = end_of_page(20);
	uint32_t size = sizeof(xdp_value);
	void *hole = unmapped();
	union bpf_attr attr;
	uint32_t i, key;

	setup(args);
	key = device;
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

	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		attr = elem_attr(map, calls[i].key, calls[i].value, 0);
		expect(sys_bpf(calls[i].cmd, &attr) == -EFAULT,
		       "call %u accepts a bad pointer", i);
	}
	expect_unchanged("bad pointers");
}

static void no_such_object(char **args)
{
	char value[VALUE_ROOM] = "";
	int directory;

	setup(args);
	expect_result(ctrl_lookup(map, 0, value), -ENODEV, "lookup of 0");
	expect_result(ctrl_lookup(map, 12345678, value), -ENODEV, "lookup");
	expect_result(ctrl_lookup(map, UINT32_MAX, value), -ENODEV, "lookup of -1");
	expect_result(ctrl_update(map, 12345678, value, 0, NULL), -ENODEV,
		      "update");
	expect_result(ctrl_delete(map, 12345678, NULL), -ENODEV, "delete");

	directory = ctrl_create(BPF_CTRL_DIRECTORY, 0, 0, 0);
	expect_result(ctrl_lookup(directory, 0xfff, value), -ENOENT,
		      "lookup of an unknown control type");
	expect_result(ctrl_lookup(directory, BPF_CTRL_XDP_ATTR, value), 0,
		      "lookup of a known one");
	expect(!strcmp(((struct bpf_ctrl_type_info *)value)->name, "xdp"),
	       "it has another name");
	expect_result(ctrl_update(directory, BPF_CTRL_XDP_ATTR, value, 0, NULL),
		      -EPERM, "update of the directory");
	expect_result(ctrl_delete(directory, BPF_CTRL_XDP_ATTR, NULL), -EPERM,
		      "delete in the directory");
}

/* An update that fails, with the log as told. */
static int update_with_log(int fd, void *log, uint32_t size)
{
	static xdp_value v = { .mask = BIT_OF(RX_RING_SIZE), .rx_ring_size = 9999 };
	union bpf_attr attr = elem_attr(fd, &device, &v, 0);

	attr.ctrl_log_buf = ptr_to_u64(log);
	attr.ctrl_log_size = size;
	return sys_bpf(BPF_MAP_UPDATE_ELEM, &attr);
}

static void log_buffer(char **args)
{
	static const char whole[] = "rx_ring_size: 9999 is outside ..4096";
	char log[REASON_LEN];
	uint32_t size;

	setup(args);
	expect_result(update_with_log(map, log, 0), -EINVAL, "log without a size");
	expect_result(update_with_log(map, NULL, 64), -EINVAL, "size without a log");
	expect_result(update_with_log(map, unmapped(), 64), -ERANGE,
		      "log in a hole");
	for (size = 1; size <= sizeof(whole) + 8; size++) {
		size_t fits = size < sizeof(whole) ? size - 1 : sizeof(whole) - 1;

		memset(log, '#', sizeof(log));
		expect_result(update_with_log(map, log, size), -ERANGE, "update");
		expect(strnlen(log, size) == fits && !memcmp(log, whole, fits),
		       "log of %u bytes: \"%.*s\"", size, (int)size, log);
		expect(log[size] == '#', "log of %u bytes: more was written", size);
	}
	memset(log, '#', sizeof(log));
	expect_result(set_member(map, device, RX_RING_SIZE, 1000, log), 0, "update");
	expect(!log[0], "success has the reason \"%s\"", log);
}

/* Only updates and deletes of control maps have the fields of the log. */
static void log_of_others(char **args)
{
	char log[64], value[VALUE_ROOM] = "";
	int hash = plain_map(BPF_MAP_TYPE_HASH);
	uint32_t key = 1, next;
	union bpf_attr attr;

	setup(args);
	attr = elem_attr(hash, &key, value, 0);
	expect_result(sys_bpf(BPF_MAP_UPDATE_ELEM, &attr), 0, "plain update");
	attr.ctrl_log_buf = ptr_to_u64(log);
	attr.ctrl_log_size = sizeof(log);
	expect_result(sys_bpf(BPF_MAP_UPDATE_ELEM, &attr), -EINVAL,
		      "update of a hash map with a log");
	attr.value = 0;
	expect_result(sys_bpf(BPF_MAP_DELETE_ELEM, &attr), -EINVAL,
		      "delete in a hash map with a log");
	attr = elem_attr(map, &device, value, 0);
	attr.ctrl_log_buf = ptr_to_u64(log);
	attr.ctrl_log_size = sizeof(log);
	expect_result(sys_bpf(BPF_MAP_LOOKUP_ELEM, &attr), -EINVAL,
		      "lookup with a log");
	attr.value = ptr_to_u64(&next);
	expect_result(sys_bpf(BPF_MAP_GET_NEXT_KEY, &attr), -EINVAL,
		      "get_next_key with a log");
	attr = elem_attr(map, &device, value, 0);
	((char *)&attr)[offsetof(union bpf_attr, ctrl_log_size) + 4] = 1;
	expect_result(sys_bpf(BPF_MAP_UPDATE_ELEM, &attr), -EINVAL,
		      "update with a byte behind the log's size");
	expect_result(sys_bpf(BPF_MAP_DELETE_ELEM, &attr), -EINVAL,
		      "delete with a byte behind the log's size");
}

static void unknown_operations(char **args)
{
	char value[VALUE_ROOM] = "";
	union bpf_attr attr;

	setup(args);
	attr = elem_attr(map, &device, value, 0);
	attr.flags = BPF_F_LOCK;
	expect_result(sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr), -EINVAL,
		      "lookup and delete with a lock");
	expect(mmap(NULL, 4096, PROT_READ, MAP_SHARED, map, 0) == MAP_FAILED,
	       "the map can be mapped into memory");
	expect_unchanged("lookup and delete");
}

static const struct test tests[] = {
	{ "a bit of the mask that is no attribute is refused with a reason",
	  bad_mask },
	{ "a read-only attribute in the mask is refused with a reason",
	  readonly_member },
	{ "flags of calls that are not known are refused", bad_flags },
	{ "pointers to nowhere are refused", bad_pointers },
	{ "an object that does not exist is told from a bad call",
	  no_such_object },
	{ "the reason is cut to the log's size, and a bad log hides no errno",
	  log_buffer },
	{ "the log's fields are refused on other maps and other calls",
	  log_of_others },
	{ "operations that make no sense on control maps are refused",
	  unknown_operations },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
