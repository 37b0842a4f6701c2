// SPDX-License-Identifier: GPL-2.0-only
/*
 * Values of control maps: sizes, etag, mask, dry run, reset.  The argument of
 * every test is a netdevsim device, with rings of at most 4096 descriptors.
 */
#define _GNU_SOURCE
#include "xdp_value.h"

#define HEADER_SIZE	((uint32_t)sizeof(struct bpf_ctrl_header))
#define FULL_SIZE	((uint32_t)sizeof(xdp_value))
#define LARGEST		(FULL_SIZE + 64)

static int map;			/* for reading and writing, of full size */
static uint32_t device;

/* Rings of 1000 and 2000, a time of 3000 with 4000 hard interrupts. */
static void setup(char **args)
{
	xdp_value v = {
		.mask = BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) |
			BIT_OF(NAPI_DEFER_HARD_IRQS) | BIT_OF(GRO_FLUSH_TIMEOUT),
		.rx_ring_size = 1000,
		.tx_ring_size = 2000,
		.napi_defer_hard_irqs = 3000,
		.gro_flush_timeout = 4000,
	};
	char reason[REASON_LEN] = "";
	int err;

	device = device_index(args[0]);
	map = xdp_map(0);
	need(map >= 0, "no map: %s", result_name(map));
	err = ctrl_update(map, device, &v, 0, reason);
	need(!err, "update: %s, %s", result_name(err), reason);
}

static void expect_as_set_up(const char *when)
{
	xdp_value v = read_device(map, device);

	expect(v.rx_ring_size == 1000 && v.tx_ring_size == 2000 &&
	       v.napi_defer_hard_irqs == 3000 && v.gro_flush_timeout == 4000,
	       "%s: the device has %u %u %u %llu", when, v.rx_ring_size,
	       v.tx_ring_size, v.napi_defer_hard_irqs, v.gro_flush_timeout);
}

static int sized_map(uint32_t size)
{
	int fd = ctrl_create(BPF_CTRL_XDP_ATTR, BPF_CTRL_CURRENT, 0, size);

	need(fd >= 0, "value_size %u: %s", size, result_name(fd));
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

static void lookup_fills_its_size(char **args)
{
	xdp_value full;
	uint32_t size;

	setup(args);
	full = read_device(map, device);
	for (size = HEADER_SIZE; size <= LARGEST; size++) {
		unsigned char got[VALUE_ROOM];
		struct bpf_ctrl_header *h = (void *)got;
		int fd = sized_map(size);
		int members;
		uint32_t end = prefix_end(size, &members);

		memset(got, 0xa5, sizeof(got));
		expect_result(ctrl_lookup(fd, device, got), 0, "lookup");
		expect(all_are(got + size, sizeof(got) - size, 0xa5),
		       "value_size %u: more was written", size);
		expect(!memcmp(got + HEADER_SIZE,
			       (char *)&full + HEADER_SIZE, end - HEADER_SIZE),
		       "value_size %u: other values", size);
		expect(all_are(got + end, size - end, 0),
		       "value_size %u: the tail is not zero", size);
		expect(h->etag, "value_size %u: no etag", size);
		expect(h->mask == (full.mask & (BIT_OF(members) - 1)),
		       "value_size %u: mask %#llx", size, h->mask);
		close(fd);
	}
}

/* What was read is written back, with other rings as far as they fit. */
static void update_of_any_size(char **args)
{
	uint32_t size;

	setup(args);
	for (size = HEADER_SIZE; size <= LARGEST; size++) {
		unsigned char buf[VALUE_ROOM] = "";
		xdp_value *v = (void *)buf, after;
		int fd = sized_map(size);
		bool rx = size >= END_OF(rx_ring_size);
		bool tx = size >= END_OF(tx_ring_size);

		expect_result(ctrl_lookup(fd, device, buf), 0, "lookup");
		v->mask = 0;
		if (rx)
			v->rx_ring_size = size;
		if (tx)
			v->tx_ring_size = size + 1000;
		expect_result(ctrl_update(fd, device, buf, 0, NULL), 0, "update");
		after = read_device(map, device);
		expect(after.rx_ring_size == (rx ? size : 1000) &&
		       after.tx_ring_size == (tx ? size + 1000 : 2000) &&
		       after.gro_flush_timeout == 4000,
		       "value_size %u: the device has %u %u", size,
		       after.rx_ring_size, after.tx_ring_size);
		close(fd);
	}
}

static void tail_must_be_zero(char **args)
{
	uint32_t size, at;

	setup(args);
	for (size = HEADER_SIZE; size <= LARGEST; size++) {
		int fd = sized_map(size);

		for (at = prefix_end(size, NULL); at < size; at++) {
			char buf[VALUE_ROOM] = "", reason[REASON_LEN] = "";
			char where[40];

			buf[at] = 1;
			expect_result(ctrl_update(fd, device, buf, 0, reason),
				      -E2BIG, "byte behind the members");
			snprintf(where, sizeof(where), "byte %u is not zero", at);
			expect_reason(reason, where);
		}
		close(fd);
	}
	expect_as_set_up("after all");
}

static void prefix_hides_members(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v = { .mask = BIT_OF(TX_RING_SIZE), .tx_ring_size = 1 };
	int fd;

	setup(args);
	fd = sized_map(END_OF(rx_ring_size));
	expect_result(ctrl_update(fd, device, &v, 0, reason), -EINVAL,
		      "bit of a member that does not fit");
	expect_reason(reason, "mask: bit 10 ");
	expect_as_set_up("bit of a member that does not fit");
}

static void etag_tells_states_apart(char **args)
{
	struct bpf_ctrl_header header;
	xdp_value a, b;
	uint64_t header_etag;
	int small;

	setup(args);
	small = sized_map(HEADER_SIZE);
	a = read_device(map, device);
	b = read_device(map, device);
	expect(a.etag == b.etag, "two etags of one state");
	expect_result(ctrl_lookup(small, device, &header), 0, "lookup");
	header_etag = header.etag;

	expect_result(set_member(map, device, TX_RING_SIZE, 2001, NULL), 0, "set");
	b = read_device(map, device);
	expect(a.etag != b.etag, "one etag of two states");
	expect_result(ctrl_lookup(small, device, &header), 0, "lookup");
	expect(header.etag == header_etag, "a change beyond the map's size counts");

	expect_result(set_member(map, device, TX_RING_SIZE, 2000, NULL), 0, "set");
	b = read_device(map, device);
	expect(a.etag == b.etag, "the etag is not the state's");
	b = read_device(xdp_view(BPF_CTRL_MAX), device);
	expect(!b.etag, "the MAX view has an etag");
}

static void outdated_etag(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v;

	setup(args);
	v = read_device(map, device);
	expect_result(set_member(map, device, GRO_FLUSH_TIMEOUT, 4001, NULL), 0,
		      "change in between");
	v.mask = BIT_OF(RX_RING_SIZE);
	v.rx_ring_size = 1;
	expect_result(ctrl_update(map, device, &v, 0, reason), -EAGAIN,
		      "outdated etag");
	expect_reason(reason, "etag");
	expect_result(ctrl_update(map, device, &v, BPF_F_CTRL_DRY_RUN, NULL),
		      -EAGAIN, "outdated etag, dry run");
	expect(read_device(map, device).rx_ring_size == 1000, "it was set");

	v.etag = 0;
	expect_result(ctrl_update(map, device, &v, 0, NULL), 0, "no etag");
	v.etag = read_device(map, device).etag;
	v.rx_ring_size = 2;
	expect_result(ctrl_update(map, device, &v, 0, NULL), 0, "the right etag");
	expect(read_device(map, device).rx_ring_size == 2, "it was not set");
}

static void mask_of_zero(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v, after;

	setup(args);
	v = read_device(map, device);
	v.mask = 0;
	v.rx_ring_size = 7;
	v.gro_flush_timeout = 8;
	v.rx_queues = 12345;	/* read-only: nobody looks at it */
	expect_result(ctrl_update(map, device, &v, 0, reason), 0, "write back");
	after = read_device(map, device);
	expect(after.rx_ring_size == 7 && after.tx_ring_size == 2000 &&
	       after.napi_defer_hard_irqs == 3000 && after.gro_flush_timeout == 8,
	       "the device has %u %u %u %llu", after.rx_ring_size,
	       after.tx_ring_size, after.napi_defer_hard_irqs,
	       after.gro_flush_timeout);

	v = after;
	v.mask = 0;
	v.rx_ring_size = 9;
	v.xsk_ring_size = 64;
	expect_result(ctrl_update(map, device, &v, 0, reason), -EOPNOTSUPP,
		      "a number where there is no such attribute");
	expect_reason(reason, "xsk_ring_size");
	expect(read_device(map, device).rx_ring_size == 7, "it was set in part");
}

/* As a program does that zeroes a value and stores one member. */
static void nothing_named(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v = { .rx_ring_size = 7 };

	setup(args);
	expect_result(ctrl_update(map, device, &v, 0, reason), -EINVAL,
		      "neither mask nor etag");
	expect(!strncmp(reason, "mask: 0 names nothing", 21),
	       "it says: %s", reason);
	expect_as_set_up("neither mask nor etag");
}

static void dry_run(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v = {
		.mask = BIT_OF(RX_RING_SIZE) | BIT_OF(GRO_FLUSH_TIMEOUT),
		.rx_ring_size = 5, .gro_flush_timeout = 6,
	};

	setup(args);
	expect_result(ctrl_update(map, device, &v, BPF_F_CTRL_DRY_RUN, reason),
		      0, "dry run");
	expect(!reason[0], "a reason of success: %s", reason);
	expect_result(ctrl_update(map, device, &v,
				  BPF_F_CTRL_DRY_RUN | BPF_EXIST, NULL),
		      0, "dry run with BPF_EXIST");
	expect_as_set_up("dry run");
	v.rx_ring_size = 4097;
	expect_result(ctrl_update(map, device, &v, BPF_F_CTRL_DRY_RUN, reason),
		      -ERANGE, "dry run of too much");
	expect_reason(reason, "rx_ring_size: 4097 is outside ..4096");
	expect_as_set_up("dry run of too much");
}

/* The device accepts the first ones; the last one is the one that is wrong. */
static void all_or_nothing(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v = {
		.mask = BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) |
			BIT_OF(NAPI_DEFER_HARD_IRQS),
		.rx_ring_size = 1, .tx_ring_size = 2,
		.napi_defer_hard_irqs = 1U << 31,
	};

	setup(args);
	expect_result(ctrl_update(map, device, &v, 0, reason), -ERANGE,
		      "the last one is out of range");
	expect_reason(reason,
		      "napi_defer_hard_irqs: 2147483648 is outside 0..2147483647");
	expect_as_set_up("the last one is out of range");

	v.napi_defer_hard_irqs = 3;
	v.mask |= BIT_OF(XSK_RING_SIZE);
	v.xsk_ring_size = 64;
	expect_result(ctrl_update(map, device, &v, 0, reason), -EOPNOTSUPP,
		      "the last one is not supported");
	expect_reason(reason, "xsk_ring_size: not supported here");
	expect_as_set_up("the last one is not supported");
}

static void reset(char **args)
{
	char reason[REASON_LEN] = "";
	xdp_value v, defaults;

	setup(args);
	defaults = read_device(xdp_view(BPF_CTRL_DEFAULT), device);
	expect(defaults.mask == (BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) |
				 BIT_OF(NAPI_DEFER_HARD_IRQS) |
				 BIT_OF(GRO_FLUSH_TIMEOUT)),
	       "members with a default: %#llx", defaults.mask);
	expect_result(ctrl_delete(map, device, reason), 0, "delete");
	v = read_device(map, device);
	expect(v.rx_ring_size == defaults.rx_ring_size &&
	       v.tx_ring_size == defaults.tx_ring_size && v.rx_ring_size != 1000,
	       "not reset: rings of %u and %u", v.rx_ring_size, v.tx_ring_size);
	expect(v.napi_defer_hard_irqs == 0 && v.gro_flush_timeout == 0,
	       "not reset: %u %llu", v.napi_defer_hard_irqs, v.gro_flush_timeout);
	expect_result(ctrl_delete(map, device, NULL), 0, "delete, nothing to do");
}

static void lookup_resets(char **args)
{
	union bpf_attr attr;
	xdp_value before, v;

	setup(args);
	before = read_device(map, device);
	memset(&v, 0xff, sizeof(v));
	attr = elem_attr(map, &device, &v, 0);
	expect_result(sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr), 0,
		      "lookup and delete");
	expect(!memcmp(&v, &before, sizeof(v)), "it tells another value");
	v = read_device(map, device);
	expect(v.rx_ring_size != 1000 && v.gro_flush_timeout == 0,
	       "not reset: %u %llu", v.rx_ring_size, v.gro_flush_timeout);
	attr = elem_attr(xdp_map(BPF_F_RDONLY), &device, &v, 0);
	expect_result(sys_bpf(BPF_MAP_LOOKUP_AND_DELETE_ELEM, &attr), -EPERM,
		      "lookup and delete, read-only");
}

static void limits(char **args)
{
	xdp_value min, max;
	uint64_t writable = BIT_OF(RX_RING_SIZE) | BIT_OF(TX_RING_SIZE) |
		BIT_OF(NAPI_DEFER_HARD_IRQS) | BIT_OF(GRO_FLUSH_TIMEOUT);

	setup(args);
	min = read_device(xdp_view(BPF_CTRL_MIN), device);
	max = read_device(xdp_view(BPF_CTRL_MAX), device);
	/* the driver does not tell how small a ring may be */
	expect(min.mask == (writable & ~(BIT_OF(RX_RING_SIZE) |
					 BIT_OF(TX_RING_SIZE))) &&
	       max.mask == writable, "limits of %#llx and %#llx", min.mask,
	       max.mask);
	expect(max.rx_ring_size == 4096 && max.tx_ring_size == 4096,
	       "up to %u and %u", max.rx_ring_size, max.tx_ring_size);
	expect_result(set_member(map, device, RX_RING_SIZE, 4096, NULL), 0, "max");
	expect_result(set_member(map, device, RX_RING_SIZE, 4097, NULL), -ERANGE,
		      "max + 1");
	expect_result(set_member(map, device, RX_RING_SIZE, 0, NULL), 0, "min");
	expect_result(set_member(map, device, GRO_FLUSH_TIMEOUT, UINT64_MAX, NULL),
		      0, "the largest of all");
	expect(read_device(map, device).gro_flush_timeout == UINT64_MAX,
	       "it has become %llu",
	       read_device(map, device).gro_flush_timeout);
}

static const struct test tests[] = {
	{ "a lookup fills in as many bytes as the values have, of any size",
	  lookup_fills_its_size },
	{ "an update of any size sets the members that fit and no others",
	  update_of_any_size },
	{ "a byte behind the members must be zero, in every size",
	  tail_must_be_zero },
	{ "a member that does not fit cannot be set", prefix_hides_members },
	{ "the etag is the same for the same state, and another for another",
	  etag_tells_states_apart },
	{ "an update with an outdated etag is refused", outdated_etag },
	{ "a mask of 0 with the etag that was read sets what differs", mask_of_zero },
	{ "a value of zeros with one attribute stored is refused and wipes nothing",
	  nothing_named },
	{ "a dry run judges everything and changes nothing", dry_run },
	{ "an update of several attributes with the last one wrong changes none",
	  all_or_nothing },
	{ "a delete resets the attributes that have a default", reset },
	{ "a lookup that deletes tells the value and resets it", lookup_resets },
	{ "the smallest and the largest values are accepted, those beyond are not",
	  limits },
	{ NULL, NULL }
};

int main(int argc, char **argv)
{
	return run_test(tests, argc, argv);
}
