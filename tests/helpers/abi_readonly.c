// SPDX-License-Identifier: GPL-2.0-only
/*
 * Maps that cannot be written, or not be read.  The argument of every test is a
 * netdevsim device.
 */
#define _GNU_SOURCE
#include "xdp_value.h"

#define PIN "/sys/fs/bpf/abi_readonly"

static uint32_t device;

/* Every way to write through @fd; @reason_part: what an update says. */
static void expect_refused(int fd, const char *what, const char *reason_part)
{
	xdp_value v = { .mask = BIT_OF(RX_RING_SIZE), .rx_ring_size = 3 };
	union bpf_attr attr;
	uint64_t flags[] = { 0, BPF_F_CTRL_DRY_RUN };
	int i;

	for (i = 0; i < 2; i++) {
		char reason[REASON_LEN] = "";

		expect_result(ctrl_update(fd, device, &v, flags[i], reason),
			      -EPERM, what);
		expect_reason(reason, reason_part);
	}
	expect_result(ctrl_delete(fd, device, NULL), -EPERM, what);

	memset(&attr, 0, sizeof(attr));
	attr.batch.map_fd = fd;
	attr.batch.keys = ptr_to_u64(&device);
	attr.batch.values = ptr_to_u64(&v);
	attr.batch.count = 1;
	expect_result(sys_bpf(BPF_MAP_UPDATE_BATCH, &attr), -EPERM, what);
	attr.batch.count = 1;
	attr.batch.values = 0;
	expect_result(sys_bpf(BPF_MAP_DELETE_BATCH, &attr), -EPERM, what);
	expect(read_device(fd, device).rx_ring_size != 3, "%s: it was set", what);
}

static int reopened(int fd)
{
	int again;

	need(!obj_pin(fd, PIN), "cannot pin");
	again = obj_get(PIN);
	unlink(PIN);
	need(again >= 0, "cannot open the pinned map: %s", result_name(again));
	return again;
}

static void readonly_map(char **args)
{
	int fd;

	device = device_index(args[0]);
	fd = xdp_map(BPF_F_RDONLY);
	expect_refused(fd, "read-only map", "");
	expect_refused(reopened(fd), "read-only map, opened again",
		       "read-only");
}

static void map_of_a_view(char **args)
{
	static const enum bpf_ctrl_view views[] = {
		BPF_CTRL_MIN, BPF_CTRL_MAX, BPF_CTRL_DEFAULT,
	};
	int i, fd;

	device = device_index(args[0]);
	for (i = 0; i < 3; i++) {
		fd = ctrl_create(BPF_CTRL_XDP_ATTR, views[i], 0, 0);
		need(fd >= 0, "no map of view %u", views[i]);
		expect_refused(fd, "map of a view", "read-only");
		expect_refused(reopened(fd), "map of a view, opened again",
			       "read-only");
		close(fd);
	}
}

static void frozen_map(char **args)
{
	union bpf_attr attr;
	int fd;

	device = device_index(args[0]);
	fd = xdp_map(0);
	expect_result(set_member(fd, device, RX_RING_SIZE, 1000, NULL), 0,
		      "update before");
	memset(&attr, 0, sizeof(attr));
	attr.map_fd = fd;
	expect_result(sys_bpf(BPF_MAP_FREEZE, &attr), 0, "freeze");
	expect_refused(fd, "frozen map", "");
	expect_refused(reopened(fd), "frozen map, opened again", "");
	expect(read_device(fd, device).rx_ring_size == 1000,
	       "a frozen map cannot be read");
	expect_result(sys_bpf(BPF_MAP_FREEZE, &attr), -EPERM, "freeze again");
}

static void writeonly_map(char **args)
{
	char value[VALUE_ROOM];
	uint32_t next, count = 1;
	int fd;

	device = device_index(args[0]);
	fd = xdp_map(BPF_F_WRONLY);
	need(fd >= 0, "no write-only map: %s", result_name(fd));
	expect_result(set_member(fd, device, RX_RING_SIZE, 77, NULL), 0, "update");
	expect_result(ctrl_lookup(fd, device, value), -EPERM, "lookup");
	expect_result(ctrl_next_key(fd, NULL, &next), -EPERM, "get_next_key");
	expect_result(ctrl_lookup_batch(fd, NULL, &next, &next, value, &count),
		      -EPERM, "lookup_batch");
	expect(read_device(xdp_map(BPF_F_RDONLY), device).rx_ring_size == 77,
	       "it was not set");
}

static const struct test tests[] = {
	{ "a map made read-only stays so through a pin opened for writing",
	  readonly_map },
	{ "a map of limits or defaults cannot be written", map_of_a_view },
	{ "a frozen map can be read and not written", frozen_map },
	{ "a map made write-only cannot be read", writeonly_map },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
