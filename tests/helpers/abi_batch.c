// SPDX-License-Identifier: GPL-2.0-only
/*
 * Batches on control maps.  The arguments of every test are two netdevsim
 * devices.
 */
#define _GNU_SOURCE
#include <sys/mman.h>

#include "tracing.h"
#include "xdp_value.h"

#define MANY	64

static int map;
static uint32_t devices[2];

static void setup(char **args)
{
	int i;

	map = xdp_map(0);
	need(map >= 0, "no map: %s", result_name(map));
	for (i = 0; i < 2; i++) {
		devices[i] = device_index(args[i]);
		need(!set_member(map, devices[i], RX_RING_SIZE, 1000, NULL),
		     "no ring size to be set");
	}
}

static void expect_rings(uint32_t first, uint32_t second, const char *after)
{
	uint32_t a = read_device(map, devices[0]).rx_ring_size;
	uint32_t b = read_device(map, devices[1]).rx_ring_size;

	expect(a == first && b == second, "%s: rings of %u and %u", after, a, b);
}

static union bpf_attr batch_attr(int fd, const uint32_t *keys,
				 const void *values, uint32_t count)
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
	uint32_t keys[2];
	xdp_value values[2];
};

static struct both both_devices(void)
{
	struct both b;
	int i;

	memset(&b, 0, sizeof(b));
	for (i = 0; i < 2; i++) {
		b.keys[i] = devices[i];
		b.values[i].mask = BIT_OF(RX_RING_SIZE);
		b.values[i].rx_ring_size = 5 + i;
	}
	return b;
}

/* @done: elements before the one that fails */
static void expect_batch(int cmd, const struct both *b, int wanted,
			 uint32_t done, const char *what)
{
	bool update = cmd == BPF_MAP_UPDATE_BATCH;
	union bpf_attr attr = batch_attr(map, b->keys, update ? b->values : NULL,
					 2);

	expect_result(sys_bpf(cmd, &attr), wanted, what);
	expect(attr.batch.count == done, "%s: count is %u, not %u", what,
	       attr.batch.count, done);
}

static void lookup_all(char **args)
{
	static xdp_value values[MANY], one;
	uint32_t keys[MANY], next, key, last, count = MANY, i, step;
	int err;

	setup(args);
	expect_result(ctrl_lookup_batch(map, NULL, &last, keys, values, &count),
		      -ENOENT, "lookup of all");
	need(count >= 3, "only %u devices", count);
	expect(last == keys[count - 1], "out_batch is %u", last);
	for (i = 0; i < count; i++) {
		expect_result(ctrl_next_key(map, i ? &key : NULL, &next), 0,
			      "get_next_key");
		expect(next == keys[i] && (!i || next > key),
		       "key %u is %u, get_next_key says %u", i, keys[i], next);
		key = next;
		one = read_device(map, key);
		expect(!memcmp(&one, &values[i], sizeof(one)),
		       "device %u has another value", key);
	}
	expect_result(ctrl_next_key(map, &key, &next), -ENOENT, "after the last");

	/* one by one, as a tool with little memory does */
	for (i = 0; i < count; i++) {
		step = 1;
		err = ctrl_lookup_batch(map, i ? &last : NULL, &last, &key, &one,
					&step);
		expect(!err && step == 1 && key == keys[i],
		       "element %u: %s, %u of key %u", i, result_name(err), step,
		       key);
	}
	step = 1;
	expect_result(ctrl_lookup_batch(map, &last, &last, &key, &one, &step),
		      -ENOENT, "behind the last");
	expect(step == 0, "%u elements behind the last", step);
}

/* A driver may take its time, and RTNL is everybody's. */
static void lock_for_one_driver(char **args)
{
	static xdp_value values[MANY];
	uint32_t keys[MANY], out, count = MANY, drivers = 0, i;
	int calls = new_counter(), link;

	setup(args);
	link = count_calls(calls, "rtnl_lock_killable");
	expect_result(ctrl_lookup_batch(map, NULL, &out, keys, values, &count),
		      -ENOENT, "lookup of all");
	for (i = 0; i < count; i++)
		drivers += !!(values[i].mask & BIT_OF(RX_RING_SIZE));
	need(drivers >= 2 && count > drivers, "%u of %u devices ask a driver",
	     drivers, count);
	/* the rest, after the last one of them, is one slice */
	i = take_count(calls);
	expect(i == drivers + 1, "%u drivers were asked, RTNL was taken %u times",
	       drivers, i);
	close(link);
	close(calls);
}

static void lookup_bad(char **args)
{
	static xdp_value values[MANY];
	uint32_t keys[MANY], out, count = 0;
	void *hole = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);
	union bpf_attr attr;
	int i;

	setup(args);
	expect_result(ctrl_lookup_batch(map, NULL, &out, keys, values, &count),
		      0, "lookup of none");
	for (i = 0; i < 64; i++) {
		attr = batch_attr(map, keys, values, 1);
		attr.batch.out_batch = ptr_to_u64(&out);
		attr.batch.elem_flags = 1ULL << i;
		expect(sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr) == -EINVAL,
		       "lookup_batch accepts element flag %d", i);
		attr.batch.elem_flags = 0;
		attr.batch.flags = 1ULL << i;
		expect(sys_bpf(BPF_MAP_LOOKUP_BATCH, &attr) == -EINVAL,
		       "lookup_batch accepts flag %d", i);
	}
	count = MANY;
	expect_result(ctrl_lookup_batch(map, hole, &out, keys, values, &count),
		      -EFAULT, "in_batch");
	count = MANY;
	expect_result(ctrl_lookup_batch(map, NULL, NULL, keys, values, &count),
		      -EFAULT, "no out_batch");
	count = MANY;
	expect_result(ctrl_lookup_batch(map, NULL, &out, NULL, values, &count),
		      -EFAULT, "no keys");
	count = MANY;
	expect_result(ctrl_lookup_batch(map, NULL, &out, keys, hole, &count),
		      -EFAULT, "values");
	attr = batch_attr(map, keys, values, 1);
	expect_result(sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_BATCH, &attr), -ENOTSUPP,
		      "lookup and delete");
	expect_rings(1000, 1000, "bad lookups");
}

static void update_all(char **args)
{
	struct both b;

	setup(args);
	b = both_devices();
	expect_batch(BPF_MAP_UPDATE_BATCH, &b, 0, 2, "update of both");
	expect_rings(5, 6, "update of both");
}

static void update_bad(char **args)
{
	static const struct {
		const char *what;
		uint64_t mask;
		uint32_t rx_ring_size;
		int wanted;
	} cases[] = {
		{ "bit that is no attribute", 1ULL << 63, 1, -EINVAL },
		{ "read-only", BIT_OF(RX_QUEUES), 1, -EACCES },
		{ "not supported", BIT_OF(XSK_RING_SIZE), 1, -EOPNOTSUPP },
		{ "out of range", BIT_OF(RX_RING_SIZE), 4097, -ERANGE },
	};
	struct both b;
	uint32_t i;

	setup(args);
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		b = both_devices();
		b.values[0].mask = cases[i].mask;
		b.values[0].rx_ring_size = cases[i].rx_ring_size;
		expect_batch(BPF_MAP_UPDATE_BATCH, &b, cases[i].wanted, 0,
			     cases[i].what);
		expect_rings(1000, 1000, cases[i].what);
	}
	b = both_devices();
	b.values[0].etag = 1;
	expect_batch(BPF_MAP_UPDATE_BATCH, &b, -EAGAIN, 0, "outdated etag");
	b = both_devices();
	b.keys[0] = 12345678;
	expect_batch(BPF_MAP_UPDATE_BATCH, &b, -ENODEV, 0, "no such device");
	expect_batch(BPF_MAP_DELETE_BATCH, &b, -ENODEV, 0, "no such device");
	expect_rings(1000, 1000, "bad first elements");

	/* each element is a change of its own */
	b = both_devices();
	b.values[1].rx_ring_size = 4097;
	expect_batch(BPF_MAP_UPDATE_BATCH, &b, -ERANGE, 1, "bad second element");
	expect_rings(5, 1000, "bad second element");
}

static void update_bad_call(char **args)
{
	static const int cmds[] = { BPF_MAP_UPDATE_BATCH, BPF_MAP_DELETE_BATCH };
	union bpf_attr attr;
	struct both b;
	int i, bit;

	setup(args);
	b = both_devices();
	for (i = 0; i < 2; i++) {
		void *values = i ? NULL : b.values;

		for (bit = 0; bit < 64; bit++) {
			attr = batch_attr(map, b.keys, values, 2);
			attr.batch.elem_flags = 1ULL << bit;
			expect(sys_bpf(cmds[i], &attr) == -EINVAL,
			       "command %d accepts element flag %d", cmds[i], bit);
		}
		attr = batch_attr(map, NULL, values, 2);
		expect_result(sys_bpf(cmds[i], &attr), -EFAULT, "no keys");
	}
	attr = batch_attr(map, b.keys, NULL, 2);
	expect_result(sys_bpf(BPF_MAP_UPDATE_BATCH, &attr), -EFAULT, "no values");
	expect_rings(1000, 1000, "bad calls");
}

static void delete_all(char **args)
{
	struct both b;
	int i;

	setup(args);
	b = both_devices();
	for (i = 0; i < 2; i++)
		expect_result(set_member(map, devices[i], GRO_FLUSH_TIMEOUT, 9,
					 NULL), 0, "update");
	expect_batch(BPF_MAP_DELETE_BATCH, &b, 0, 2, "delete of both");
	for (i = 0; i < 2; i++)
		expect(!read_device(map, devices[i]).gro_flush_timeout,
		       "device %d was not reset", i);
}

static const struct test tests[] = {
	{ "a batch reads every device in order, whole or one by one", lookup_all },
	{ "a batch holds RTNL for one device at a time that asks a driver",
	  lock_for_one_driver },
	{ "a batch for reading with a bad flag or pointer is refused",
	  lookup_bad },
	{ "a batch sets several devices", update_all },
	{ "a batch with a bad element stops there, with the errno of that element",
	  update_bad },
	{ "a batch for writing with a bad flag or pointer is refused",
	  update_bad_call },
	{ "a batch resets several devices", delete_all },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
