// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of value.c, check.c, format.c and reason.c, with a hand-made table of members
 * instead of one from BTF.
 */
#include <kunit/test.h>
#include <linux/bpf.h>
#include <linux/btf.h>

#include "check.h"
#include "format.h"
#include "layout.h"
#include "reason.h"
#include "value.h"

enum { ETAG, MASK, STATE, SIZE, DELTA, ON, MODE, LIST, BITS, TEXT, NR };

struct test_value {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
	u32 state;		/* read-only */
	u32 size;
	s16 delta;
	u8 on;			/* bool */
	u8 mode;		/* enum { 1, 2, -3 } */
	u16 list[3];
	u16 bits;		/* a bit-field of 5 bits at bit 3 of it */
	char text[8];
};

static const struct {
	struct btf_type type;
	struct btf_enum values[3];
} test_enum = {
	.type = { .info = BTF_KIND_ENUM << 24 | 3, .size = 1 },
	.values = { { .val = 1 }, { .val = 2 }, { .val = -3 } },
};

#define BIT_OFF(m)	(offsetof(struct test_value, m) * 8)
#define BIT_SIZE(m)	(sizeof_field(struct test_value, m) * 8)

static struct bpf_ctrl_leaf test_leaves[] = {
	{ .name = "", .bit_off = BIT_OFF(size), .bits = 32, .nr = 1 },
	{ .name = "", .bit_off = BIT_OFF(delta), .bits = 16, .nr = 1,
	  .kind = BPF_CTRL_LEAF_SIGNED },
	{ .name = "", .bit_off = BIT_OFF(on), .bits = 8, .nr = 1,
	  .kind = BPF_CTRL_LEAF_BOOL },
	{ .name = "", .bit_off = BIT_OFF(mode), .bits = 8, .nr = 1,
	  .enums = &test_enum.type },
	{ .name = "", .bit_off = BIT_OFF(list), .bits = 16, .nr = 3 },
	{ .name = "", .bit_off = BIT_OFF(bits) + 3, .bits = 5, .nr = 1 },
	{ .name = "", .bit_off = BIT_OFF(text), .bits = 64, .nr = 1,
	  .kind = BPF_CTRL_LEAF_TEXT },
};

static const struct bpf_ctrl_layout test_layout = {
	.size = sizeof(struct test_value),
	.nr_members = NR,
	.nr_leaves = ARRAY_SIZE(test_leaves),
	.writable = BIT(SIZE) | BIT(DELTA) | BIT(ON) | BIT(MODE) | BIT(LIST) |
		    BIT(BITS) | BIT(TEXT),
	.repeats = BIT(DELTA) | BIT(LIST),
	.members = {
		[ETAG]	= { "etag", BIT_OFF(etag), BIT_SIZE(etag), 0, 0 },
		[MASK]	= { "mask", BIT_OFF(mask), BIT_SIZE(mask), 0, 0 },
		[STATE]	= { "state", BIT_OFF(state), BIT_SIZE(state), 0, 0 },
		[SIZE]	= { "size", BIT_OFF(size), BIT_SIZE(size), 0, 1 },
		[DELTA]	= { "delta", BIT_OFF(delta), BIT_SIZE(delta), 1, 1 },
		[ON]	= { "on", BIT_OFF(on), BIT_SIZE(on), 2, 1 },
		[MODE]	= { "mode", BIT_OFF(mode), BIT_SIZE(mode), 3, 1 },
		[LIST]	= { "list", BIT_OFF(list), BIT_SIZE(list), 4, 1 },
		[BITS]	= { .name = "bits", .bit_off = BIT_OFF(bits) + 3,
			    .bits = 5, .first_leaf = 5, .nr_leaves = 1 },
		[TEXT]	= { "text", BIT_OFF(text), BIT_SIZE(text), 6, 1 },
	},
	.leaves = test_leaves,
};

#define ALL	(BIT(STATE) | test_layout.writable)

static const struct test_value base = {
	.state = 7, .size = 256, .delta = -5, .on = 1, .mode = 2,
	.list = { 10, 20, 30 }, .bits = 9 << 3, .text = "eth",
};

static void load_bits_test(struct kunit *test)
{
	const u8 data[] = { 0xf1, 0x82, 0x43, 0x24, 0x15, 0x06, 0x97, 0xa8, 0xff };
	u32 off, bits, i;

	for (off = 0; off < 8; off++) {
		for (bits = 1; bits <= 64; bits++) {
			u64 want = 0;

			for (i = 0; i < bits; i++)
				want |= (u64)(data[(off + i) / 8] >>
					      (off + i) % 8 & 1) << i;
			KUNIT_EXPECT_EQ(test, want,
					bpf_ctrl_load_bits(data, off, bits));
		}
	}
}

static void copy_member_test(struct kunit *test)
{
	struct test_value to, from = base;

	memset(&to, 0xff, sizeof(to));
	bpf_ctrl_copy_member(&test_layout, BITS, &to, &from);
	KUNIT_EXPECT_EQ(test, to.bits, (u16)(0xff07 | 9 << 3));
	bpf_ctrl_copy_member(&test_layout, DELTA, &to, &from);
	KUNIT_EXPECT_EQ(test, to.delta, (s16)-5);
	KUNIT_EXPECT_EQ(test, to.on, (u8)0xff);
	KUNIT_EXPECT_EQ(test, to.size, U32_MAX);
}

static void prefix_test(struct kunit *test)
{
	static const struct { u32 size; u64 members; u32 end; } cases[] = {
		{ 16, 0, 16 },
		{ 19, 0, 16 },
		{ 20, BIT(STATE), 20 },
		{ 23, BIT(STATE), 20 },
		{ 24, BIT(STATE) | BIT(SIZE), 24 },
		{ 33, BIT(STATE) | BIT(SIZE) | BIT(DELTA) | BIT(ON) | BIT(MODE), 28 },
		{ sizeof(struct test_value), ALL, offsetofend(struct test_value, text) },
		{ 4096, ALL, offsetofend(struct test_value, text) },
	};
	u32 i, end;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		KUNIT_EXPECT_EQ(test, cases[i].members,
				bpf_ctrl_prefix(&test_layout, cases[i].size, &end));
		KUNIT_EXPECT_EQ(test, cases[i].end, end);
	}
}

static void etag_test(struct kunit *test)
{
	u64 etag = bpf_ctrl_etag(&test_layout, test_layout.writable, &base);
	struct test_value v = base;

	KUNIT_EXPECT_NE(test, etag, 0ULL);
	v.etag = 1;
	v.mask = 2;
	v.state = 99;
	v.bits |= 1;	/* not part of the bit-field */
	KUNIT_EXPECT_EQ(test, etag,
			bpf_ctrl_etag(&test_layout, test_layout.writable, &v));
	v.bits ^= 1 << 7;
	KUNIT_EXPECT_NE(test, etag,
			bpf_ctrl_etag(&test_layout, test_layout.writable, &v));
	v = base;
	v.text[7] = 1;
	KUNIT_EXPECT_NE(test, etag,
			bpf_ctrl_etag(&test_layout, test_layout.writable, &v));
	/* members that are not in the prefix do not count */
	KUNIT_EXPECT_EQ(test, bpf_ctrl_etag(&test_layout, BIT(SIZE), &base),
			bpf_ctrl_etag(&test_layout, BIT(SIZE), &v));
}

static void tail_test(struct kunit *test)
{
	struct bpf_ctrl_reason reason = {};
	u8 value[64] = {};

	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_tail(value, 52, 64, &reason));
	value[51] = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_tail(value, 52, 64, &reason));
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_tail(value, 52, 52, &reason));
	KUNIT_EXPECT_STREQ(test, reason.text, "");
	value[63] = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_tail(value, 52, 63, &reason));
	KUNIT_EXPECT_EQ(test, -E2BIG,
			bpf_ctrl_check_tail(value, 52, 64, &reason));
	KUNIT_EXPECT_NOT_NULL(test, strstr(reason.text, "byte 63"));
	KUNIT_EXPECT_EQ(test, -E2BIG,
			bpf_ctrl_check_tail(value, 63, 64, &reason));
}

static void merge_test(struct kunit *test)
{
	static const struct {
		u64 mask, prefix, supported;
		struct test_value user;
		int err;
		u64 changed;
		const char *reason;
	} cases[] = {
		{ BIT(SIZE), ALL, ALL, { .size = 128 }, 0, BIT(SIZE), "" },
		{ BIT(SIZE), ALL, ALL, { .size = 256 }, 0, 0, "" },
		{ BIT(SIZE) | BIT(ON), ALL, ALL, { .size = 1 }, 0,
		  BIT(SIZE) | BIT(ON), "" },
		{ BIT(BITS), ALL, ALL, { .bits = 9 << 3 | 7 }, 0, 0, "" },
		{ BIT(BITS), ALL, ALL, { .bits = 8 << 3 }, 0, BIT(BITS), "" },
		{ BIT(ETAG), ALL, ALL, {}, -EINVAL, 0, "bit 0" },
		{ BIT(MASK), ALL, ALL, {}, -EINVAL, 0, "bit 1" },
		{ BIT(NR), ALL, ALL, {}, -EINVAL, 0, "bit 10" },
		{ BIT_ULL(63), ALL, ALL, {}, -EINVAL, 0, "bit 63" },
		{ BIT(SIZE), BIT(STATE), ALL, {}, -EINVAL, 0, "bit 3" },
		{ BIT(STATE), ALL, ALL, { .state = 7 }, -EACCES, 0, "state" },
		{ BIT(ON), ALL, ALL & ~BIT(ON), {}, -EOPNOTSUPP, 0, "on" },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct test_value user = cases[i].user, wanted = base;
		struct bpf_ctrl_change c = {
			.current_value = &base, .wanted = &wanted,
			.layout = &test_layout,
		};
		struct bpf_ctrl_reason reason = {};

		user.mask = cases[i].mask;
		KUNIT_EXPECT_EQ_MSG(test, cases[i].err,
				    bpf_ctrl_merge(&test_layout, cases[i].prefix,
						   &user, cases[i].supported, &c,
						   &wanted, &reason), "case %u", i);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].changed, c.changed, "case %u", i);
		KUNIT_EXPECT_NOT_NULL_MSG(test, strstr(reason.text, cases[i].reason),
					  "case %u: %s", i, reason.text);
		KUNIT_EXPECT_EQ(test, wanted.state, 7U);
	}
}

/* A member in repeats is set to its current value if the mask names it, only then. */
static void merge_repeated_test(struct kunit *test)
{
	static const struct {
		u64 mask;
		s16 delta;
		u64 changed, repeated;
	} cases[] = {
		{ BIT(DELTA), -5, BIT(DELTA), BIT(DELTA) },
		{ BIT(DELTA), 1, BIT(DELTA), 0 },
		{ BIT(DELTA) | BIT(LIST), 1, BIT(DELTA) | BIT(LIST), BIT(LIST) },
		{ BIT(SIZE) | BIT(LIST), 0, BIT(LIST), BIT(LIST) },
		{ BIT(SIZE) | BIT(ON), -5, 0, 0 },
		{ 0, -5, 0, 0 },
		{ 0, 1, BIT(DELTA), 0 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct test_value user = base, wanted = base;
		struct bpf_ctrl_change c = {
			.current_value = &base, .wanted = &wanted,
			.layout = &test_layout,
		};

		user.mask = cases[i].mask;
		user.etag = !user.mask;
		user.delta = cases[i].delta;
		KUNIT_EXPECT_EQ_MSG(test, 0,
				    bpf_ctrl_merge(&test_layout, ALL, &user, ALL,
						   &c, &wanted, NULL),
				    "case %u", i);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].changed, c.changed, "case %u", i);
		KUNIT_EXPECT_EQ_MSG(test, cases[i].repeated, c.repeated, "case %u",
				    i);
	}
}

/* A mask of 0 is for a value that was read, edited and written back. */
static void merge_all_test(struct kunit *test)
{
	struct test_value user = base, wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.layout = &test_layout,
	};

	user.etag = 1;
	user.state = 1;		/* read-only, has changed since it was read */
	user.size = 64;
	user.text[0] = 'E';
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(&test_layout, ALL, &user, ALL, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, (u64)(BIT(SIZE) | BIT(TEXT)));
	KUNIT_EXPECT_EQ(test, wanted.size, 64U);
	KUNIT_EXPECT_EQ(test, wanted.state, 7U);

	/* an unsupported member has to be zero */
	user.text[0] = 'e';
	KUNIT_EXPECT_EQ(test, -EOPNOTSUPP,
			bpf_ctrl_merge(&test_layout, ALL, &user,
				       ALL & ~BIT(DELTA), &c, &wanted, NULL));
	user.delta = 0;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(&test_layout, ALL, &user,
						ALL & ~BIT(DELTA), &c, &wanted,
						NULL));
}

/* A volatile member that differs is not set by a mask of 0. */
static void merge_moving_test(struct kunit *test)
{
	struct test_value user = base, wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
	};
	struct bpf_ctrl_layout *layout;

	layout = kunit_kmalloc(test, sizeof(*layout), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, layout);
	*layout = test_layout;
	layout->moving = BIT(SIZE);
	c.layout = layout;
	user.etag = 1;
	user.size = 64;
	user.delta = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(layout, ALL, &user, ALL, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, (u64)BIT(DELTA));
	KUNIT_EXPECT_EQ(test, wanted.size, base.size);

	user.mask = BIT(SIZE);
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(layout, ALL, &user, ALL, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, (u64)BIT(SIZE));
}

/* A zeroed value with one member set: mask and etag are 0, so it is refused. */
static void merge_nothing_named_test(struct kunit *test)
{
	struct test_value user = { .size = 64 }, wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.layout = &test_layout,
	};
	struct bpf_ctrl_reason reason = {};

	KUNIT_EXPECT_EQ(test, -EINVAL, bpf_ctrl_merge(&test_layout, ALL, &user,
						      ALL, &c, &wanted, &reason));
	KUNIT_EXPECT_EQ(test, 0, strncmp(reason.text, "mask: ", 6));
	KUNIT_EXPECT_EQ(test, wanted.size, base.size);
}

/* The user's value is not read after the end of the prefix. */
static void merge_short_test(struct kunit *test)
{
	struct test_value wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.layout = &test_layout,
	};
	void *user = kunit_kzalloc(test, BPF_CTRL_HEADER_SIZE, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, user);
	((struct bpf_ctrl_header *)user)->etag = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(&test_layout, 0, user, 0, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, 0ULL);
}

static void defaults_test(struct kunit *test)
{
	const struct test_value defaults = { .size = 1024, .delta = -5 };
	struct test_value wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.layout = &test_layout, .repeated = U64_MAX,
	};

	bpf_ctrl_merge_defaults(&test_layout, BIT(SIZE) | BIT(DELTA), &defaults,
				&c, &wanted);
	KUNIT_EXPECT_EQ(test, c.changed, (u64)BIT(SIZE));
	KUNIT_EXPECT_EQ(test, c.repeated, 0ULL);
	KUNIT_EXPECT_EQ(test, wanted.size, 1024U);
	KUNIT_EXPECT_EQ(test, wanted.on, base.on);
}

static void limits_test(struct kunit *test)
{
	static const struct test_value low = {
		.size = 64, .delta = -10, .list = { 0, 5, 0 }, .bits = 2 << 3,
	}, high = {
		.size = 4096, .delta = 3, .list = { 99, 99, 9 }, .bits = 20 << 3,
	};
	static const struct {
		u32 i;
		struct test_value v;
		int err;
		const char *reason;
	} cases[] = {
		{ SIZE, { .size = 64 }, 0, "" },
		{ SIZE, { .size = 63 }, -ERANGE, "size: 63 is outside 64..4096" },
		{ SIZE, { .size = 4096 }, 0, "" },
		{ SIZE, { .size = 4097 }, -ERANGE, "4097" },
		{ SIZE, { .size = U32_MAX }, -ERANGE, "4294967295" },
		{ DELTA, { .delta = -10 }, 0, "" },
		{ DELTA, { .delta = -11 }, -ERANGE, "delta: -11 is outside -10..3" },
		{ DELTA, { .delta = 4 }, -ERANGE, "delta: 4" },
		{ LIST, { .list = { 0, 5, 9 } }, 0, "" },
		{ LIST, { .list = { 0, 4, 9 } }, -ERANGE, "list[1]: 4 is outside 5..99" },
		{ LIST, { .list = { 0, 5, 30 } }, 0, "" },	/* current value */
		{ LIST, { .list = { 0, 5, 31 } }, -ERANGE, "list[2]" },
		{ BITS, { .bits = 21 << 3 }, -ERANGE, "bits: 21 is outside 2..20" },
		{ BITS, { .bits = 1 << 3 }, -ERANGE, "bits: 1" },
		{ ON, { .on = 77 }, 0, "" },	/* no limits */
	};
	const struct bpf_ctrl_limits min = { &low, ~BIT_ULL(ON) };
	const struct bpf_ctrl_limits max = { &high, ~BIT_ULL(ON) };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct bpf_ctrl_change c = {
			.current_value = &base, .wanted = &cases[i].v,
			.changed = BIT_ULL(cases[i].i), .layout = &test_layout,
		};
		struct bpf_ctrl_reason reason = {};

		KUNIT_EXPECT_EQ_MSG(test, cases[i].err,
				    bpf_ctrl_check_limits(&c, &min, &max, &reason),
				    "case %u", i);
		KUNIT_EXPECT_NOT_NULL_MSG(test, strstr(reason.text, cases[i].reason),
					  "case %u: %s", i, reason.text);
	}
}

/* A current value that is outside of the limits can be kept, but not set again. */
static void repeated_limits_test(struct kunit *test)
{
	static const struct test_value low = { .delta = -3 };
	const struct bpf_ctrl_limits min = { &low, BIT_ULL(DELTA) };
	const struct bpf_ctrl_limits max = {};
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &base,
		.changed = BIT_ULL(DELTA), .layout = &test_layout,
	};
	struct bpf_ctrl_reason reason = {};

	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_limits(&c, &min, &max, &reason));
	c.repeated = BIT_ULL(DELTA);
	KUNIT_EXPECT_EQ(test, -ERANGE,
			bpf_ctrl_check_limits(&c, &min, &max, &reason));
	KUNIT_EXPECT_STREQ(test, reason.text, "delta: -5 is outside -3..");
}

static void kinds_test(struct kunit *test)
{
	static const struct {
		u32 i;
		struct test_value v;
		int err;
		const char *reason;
	} cases[] = {
		{ ON, { .on = 0 }, 0, "" },
		{ ON, { .on = 2 }, -ERANGE, "on: 2 is outside 0..1" },
		{ MODE, { .mode = 1 }, 0, "" },
		{ MODE, { .mode = (u8)-3 }, 0, "" },
		{ MODE, { .mode = 3 }, -ERANGE, "mode: 3 is none" },
		{ TEXT, { .text = "1234567" }, 0, "" },
		{ TEXT, { .text = { '1', '2', '3', '4', '5', '6', '7', '8' } },
		  -EINVAL, "text" },
		{ TEXT, { .text = { 'a', 0, 'b' } }, -EINVAL, "text" },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct bpf_ctrl_change c = {
			.current_value = &base, .wanted = &cases[i].v,
			.changed = BIT_ULL(cases[i].i), .layout = &test_layout,
		};
		struct bpf_ctrl_reason reason = {};

		KUNIT_EXPECT_EQ_MSG(test, cases[i].err,
				    bpf_ctrl_check_kinds(&c, &reason), "case %u", i);
		KUNIT_EXPECT_NOT_NULL_MSG(test, strstr(reason.text, cases[i].reason),
					  "case %u: %s", i, reason.text);
	}
}

/* Leaves that test_leaves does not have: flags, and const in a writable member. */
static void leaf_test(struct kunit *test)
{
	static const struct {
		struct btf_type type;
		struct btf_enum values[2];
	} flags = {
		.type = { .info = BTF_KIND_ENUM << 24 | 2, .size = 1 },
		.values = { { .val = 1 }, { .val = 4 } },
	};
	struct bpf_ctrl_layout *layout;
	struct bpf_ctrl_leaf leaves[ARRAY_SIZE(test_leaves)];
	struct bpf_ctrl_reason reason = {};
	struct test_value wanted = base, high = { .mode = 5 };
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.changed = BIT_ULL(MODE),
	};
	const struct bpf_ctrl_limits min = { &base, 0 };
	const struct bpf_ctrl_limits max = { &high, BIT_ULL(MODE) };

	layout = kunit_kmalloc(test, sizeof(*layout), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, layout);
	*layout = test_layout;
	memcpy(leaves, test_leaves, sizeof(leaves));
	leaves[3].enums = &flags.type;
	leaves[3].flags = true;
	leaves[4].readonly = true;
	layout->leaves = leaves;
	c.layout = layout;

	wanted.mode = 5;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_limits(&c, &min, &max, &reason));
	wanted.mode = 3;	/* less than 5, but bit 1 is not set in 5 */
	KUNIT_EXPECT_EQ(test, -ERANGE,
			bpf_ctrl_check_limits(&c, &min, &max, NULL));
	KUNIT_EXPECT_EQ(test, -ERANGE, bpf_ctrl_check_kinds(&c, NULL));
	c.changed = BIT_ULL(LIST);
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_kinds(&c, &reason));
	wanted.list[1]++;
	KUNIT_EXPECT_EQ(test, -EACCES, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_NOT_NULL(test, strstr(reason.text, "read-only"));
}

static void format_test(struct kunit *test)
{
	char buf[64];

	bpf_ctrl_format_member(&test_layout, DELTA, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "-5");
	bpf_ctrl_format_member(&test_layout, BITS, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "9");
	bpf_ctrl_format_member(&test_layout, TEXT, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "eth");
	bpf_ctrl_format_member(&test_layout, LIST, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "0a0014001e00");
}

/* A reason that is set already is not overwritten. */
static void say_test(struct kunit *test)
{
	struct bpf_ctrl_reason reason = {};

	bpf_ctrl_say(&reason, "%s: %d", "first", 1);
	bpf_ctrl_say(&reason, "second");
	KUNIT_EXPECT_STREQ(test, reason.text, "first: 1");
}

static void hide_limits_test(struct kunit *test)
{
	struct bpf_ctrl_reason reason = {};

	bpf_ctrl_say_range(&reason, "size: 5", "1", "4");
	KUNIT_EXPECT_STREQ(test, reason.text, "size: 5 is outside 1..4");
	bpf_ctrl_say_range(&reason, "delta: 5", "", "");
	bpf_ctrl_hide_limits(&reason);
	KUNIT_EXPECT_STREQ(test, reason.text, "size: 5 is outside its limits");

	bpf_ctrl_reason_init(&reason);
	bpf_ctrl_say(&reason, "size: no such luck");
	bpf_ctrl_hide_limits(&reason);
	KUNIT_EXPECT_STREQ(test, reason.text, "size: no such luck");
	bpf_ctrl_hide_limits(NULL);
}

static struct kunit_case ctrl_value_cases[] = {
	KUNIT_CASE(load_bits_test),
	KUNIT_CASE(copy_member_test),
	KUNIT_CASE(prefix_test),
	KUNIT_CASE(etag_test),
	KUNIT_CASE(tail_test),
	KUNIT_CASE(merge_test),
	KUNIT_CASE(merge_repeated_test),
	KUNIT_CASE(merge_all_test),
	KUNIT_CASE(merge_moving_test),
	KUNIT_CASE(merge_nothing_named_test),
	KUNIT_CASE(merge_short_test),
	KUNIT_CASE(defaults_test),
	KUNIT_CASE(limits_test),
	KUNIT_CASE(repeated_limits_test),
	KUNIT_CASE(kinds_test),
	KUNIT_CASE(leaf_test),
	KUNIT_CASE(format_test),
	KUNIT_CASE(say_test),
	KUNIT_CASE(hide_limits_test),
	{}
};

static struct kunit_suite ctrl_value_suite = {
	.name = "bpf_ctrl_value",
	.test_cases = ctrl_value_cases,
};

kunit_test_suite(ctrl_value_suite);
