// SPDX-License-Identifier: GPL-2.0-only
/* Tests of value.c and check.c, with a value of one struct as base. */
#include <kunit/test.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#include "layout.h"
#include "reason.h"
#include "value.h"

enum test_mode { TEST_ONE = 1, TEST_TWO = 2, TEST_LESS = -3 } __packed;
enum test_bits { TEST_A = 1, TEST_C = 4 } __packed;
enum test_wide { TEST_WIDE = 1ULL << 40 };

enum { ETAG, MASK, STATE, SIZE, DELTA, ON, MODE, LIST, BITS, TEXT, NR };
enum { FLAGS = 2, PAIR, WIDE };	/* of struct test_more */

struct test_key { u32 id; };

struct test_value {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
	const u32 state;
	u32 size;
	s16 delta;
	bool on;
	enum test_mode mode;
	u16 list[3];
	u16:3;
	u16 bits : 5;
	char text[8];
};

/* What struct test_value does not have: flags, const in a writable member, 64 bits. */
struct test_more {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
	enum test_bits flags;
	struct { u16 free; const u16 fixed; } pair;
	enum test_wide wide;
};

BTF_ID_LIST(test_ids)
BTF_ID(struct, test_key)
BTF_ID(struct, test_value)
BTF_ID(struct, test_more)

#define BITS_AT		offsetofend(struct test_value, list)
#define WRITABLE	(BIT(SIZE) | BIT(DELTA) | BIT(ON) | BIT(MODE) | BIT(LIST) | \
			 BIT(BITS) | BIT(TEXT))

static struct bpf_ctrl_layout *test_layout;

static struct bpf_ctrl_layout *make_layout(u32 id)
{
	return bpf_ctrl_layout_create(bpf_get_btf_vmlinux(), test_ids[0], id);
}

static int test_begin(struct kunit *test)
{
	BTF_TYPE_EMIT(struct test_key);
	BTF_TYPE_EMIT(struct test_value);
	BTF_TYPE_EMIT(struct test_more);
	test_layout = make_layout(test_ids[1]);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, test_layout);
	KUNIT_ASSERT_EQ(test, test_layout->nr_members, (u32)NR);
	test_layout->repeats = BIT(DELTA) | BIT(LIST);
	return 0;
}

static void test_end(struct kunit *test)
{
	if (!IS_ERR_OR_NULL(test_layout))
		kfree(test_layout);
}

#define ALL	(BIT(STATE) | WRITABLE)

static const struct test_value base = {
	.state = 7, .size = 256, .delta = -5, .on = 1, .mode = 2,
	.list = { 10, 20, 30 }, .bits = 9, .text = "eth",
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
	u8 *bits = (u8 *)&to + BITS_AT;

	memset(&to, 0xff, sizeof(to));
	bpf_ctrl_copy_member(test_layout, BITS, &to, &from);
	KUNIT_EXPECT_EQ(test, *bits, (u8)(0x07 | 9 << 3));
	KUNIT_EXPECT_EQ(test, bits[1], (u8)0xff);
	bpf_ctrl_copy_member(test_layout, DELTA, &to, &from);
	KUNIT_EXPECT_EQ(test, to.delta, (s16)-5);
	KUNIT_EXPECT_EQ(test, *(u8 *)&to.on, (u8)0xff);
	KUNIT_EXPECT_EQ(test, to.size, U32_MAX);
}

static void etag_test(struct kunit *test)
{
	u64 etag = bpf_ctrl_etag(test_layout, test_layout->writable, &base);
	struct test_value v = { .state = 99 };
	u32 i;

	KUNIT_EXPECT_NE(test, etag, 0ULL);
	bpf_ctrl_for_each(i, WRITABLE)
		bpf_ctrl_copy_member(test_layout, i, &v, &base);
	v.etag = 1;
	v.mask = 2;
	((u8 *)&v)[BITS_AT] |= 1;	/* not part of the bit-field */
	KUNIT_EXPECT_EQ(test, etag,
			bpf_ctrl_etag(test_layout, test_layout->writable, &v));
	v.bits ^= 1 << 4;
	KUNIT_EXPECT_NE(test, etag,
			bpf_ctrl_etag(test_layout, test_layout->writable, &v));
	v.bits = base.bits;
	v.text[7] = 1;
	KUNIT_EXPECT_NE(test, etag,
			bpf_ctrl_etag(test_layout, test_layout->writable, &v));
	v.text[7] = 0;
	v.size++;
	test_layout->moving = BIT(SIZE);	/* nor do volatile ones */
	KUNIT_EXPECT_EQ(test, bpf_ctrl_etag(test_layout, WRITABLE, &base),
			bpf_ctrl_etag(test_layout, WRITABLE, &v));
	test_layout->moving = 0;
	v.size--;
	/* members that are not in the prefix do not count */
	KUNIT_EXPECT_EQ(test, bpf_ctrl_etag(test_layout, BIT(SIZE), &base),
			bpf_ctrl_etag(test_layout, BIT(SIZE), &v));
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
		{ BIT(BITS), ALL, ALL, { .bits = 9 }, 0, 0, "" },
		{ BIT(BITS), ALL, ALL, { .bits = 8 }, 0, BIT(BITS), "" },
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
			.layout = test_layout,
		};
		struct bpf_ctrl_reason reason = {};

		user.mask = cases[i].mask;
		KUNIT_EXPECT_EQ_MSG(test, cases[i].err,
				    bpf_ctrl_merge(cases[i].prefix,
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
			.layout = test_layout,
		};

		user.mask = cases[i].mask;
		user.etag = !user.mask;
		user.delta = cases[i].delta;
		KUNIT_EXPECT_EQ_MSG(test, 0,
				    bpf_ctrl_merge(ALL, &user, ALL,
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
	struct test_value current_value = base, user = { .state = 1 }, wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &current_value, .wanted = &wanted,
		.layout = test_layout,
	};
	u32 i;

	/* read-only, has changed since it was read */
	bpf_ctrl_for_each(i, WRITABLE)
		bpf_ctrl_copy_member(test_layout, i, &user, &base);
	user.etag = 1;
	user.size = 64;
	user.text[0] = 'E';
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(ALL, &user, ALL, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, (u64)(BIT(SIZE) | BIT(TEXT)));
	KUNIT_EXPECT_EQ(test, wanted.size, 64U);
	KUNIT_EXPECT_EQ(test, wanted.state, 7U);

	/* an unsupported member has to be zero */
	current_value.delta = 0;
	KUNIT_EXPECT_EQ(test, -EOPNOTSUPP,
			bpf_ctrl_merge(ALL, &user,
				       ALL & ~BIT(DELTA), &c, &wanted, NULL));
	user.delta = 0;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(ALL, &user,
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
	*layout = *test_layout;
	layout->moving = BIT(SIZE);
	c.layout = layout;
	user.etag = 1;
	user.size = 64;
	user.delta = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(ALL, &user, ALL, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, (u64)BIT(DELTA));
	KUNIT_EXPECT_EQ(test, wanted.size, base.size);

	user.mask = BIT(SIZE);
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(ALL, &user, ALL, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, (u64)BIT(SIZE));
}

/* A zeroed value with one member set: mask and etag are 0, so it is refused. */
static void merge_nothing_named_test(struct kunit *test)
{
	struct test_value user = { .size = 64 }, wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.layout = test_layout,
	};
	struct bpf_ctrl_reason reason = {};

	KUNIT_EXPECT_EQ(test, -EINVAL, bpf_ctrl_merge(ALL, &user,
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
		.layout = test_layout,
	};
	void *user = kunit_kzalloc(test, BPF_CTRL_HEADER_SIZE, GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, user);
	((struct bpf_ctrl_header *)user)->etag = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_merge(0, user, 0, &c,
						&wanted, NULL));
	KUNIT_EXPECT_EQ(test, c.changed, 0ULL);
}

static void defaults_test(struct kunit *test)
{
	const struct test_value defaults = { .size = 1024, .delta = -5 };
	struct test_value wanted = base;
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.layout = test_layout, .repeated = U64_MAX,
	};

	bpf_ctrl_take(BIT(SIZE) | BIT(DELTA), &defaults, &c, &wanted);
	KUNIT_EXPECT_EQ(test, c.changed, (u64)BIT(SIZE));
	KUNIT_EXPECT_EQ(test, c.repeated, 0ULL);
	KUNIT_EXPECT_EQ(test, wanted.size, 1024U);
	KUNIT_EXPECT_EQ(test, wanted.on, base.on);
}

static void limits_test(struct kunit *test)
{
	static const struct test_value low = {
		.size = 64, .delta = -10, .list = { 0, 5, 0 }, .bits = 2,
	}, high = {
		.size = 4096, .delta = 3, .list = { 99, 99, 9 }, .bits = 20,
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
		{ BITS, { .bits = 21 }, -ERANGE, "bits: 21 is outside 2..20" },
		{ BITS, { .bits = 1 }, -ERANGE, "bits: 1" },
		{ ON, { .on = 0 }, 0, "" },	/* no limits */
	};
	const struct bpf_ctrl_limits min = { &low, ~BIT_ULL(ON) };
	const struct bpf_ctrl_limits max = { &high, ~BIT_ULL(ON) };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct bpf_ctrl_change c = {
			.current_value = &base, .wanted = &cases[i].v,
			.changed = BIT_ULL(cases[i].i), .layout = test_layout,
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
		.changed = BIT_ULL(DELTA), .layout = test_layout,
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
		{ MODE, { .mode = 1 }, 0, "" },
		{ MODE, { .mode = TEST_LESS }, 0, "" },
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
			.changed = BIT_ULL(cases[i].i), .layout = test_layout,
		};
		struct bpf_ctrl_reason reason = {};

		KUNIT_EXPECT_EQ_MSG(test, cases[i].err,
				    bpf_ctrl_check_kinds(&c, &reason), "case %u", i);
		KUNIT_EXPECT_NOT_NULL_MSG(test, strstr(reason.text, cases[i].reason),
					  "case %u: %s", i, reason.text);
	}
}

static void bool_test(struct kunit *test)
{
	struct test_value wanted = base;
	const struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &wanted,
		.changed = BIT_ULL(ON), .layout = test_layout,
	};
	struct bpf_ctrl_reason reason = {};

	*(u8 *)&wanted.on = 2;
	KUNIT_EXPECT_EQ(test, -ERANGE, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_STREQ(test, reason.text, "on: 2 is outside 0..1");
}

/* The reason lists 64-bit enumerators, too, which the BTF of the map does not have. */
static void enumerators_test(struct kunit *test)
{
	struct bpf_ctrl_layout *layout = make_layout(test_ids[2]);
	const struct test_more now = {}, wanted = { .wide = 2 };
	const struct test_value mode = { .mode = 5 };
	struct bpf_ctrl_reason reason = {};
	struct bpf_ctrl_change c = {
		.current_value = &base, .wanted = &mode,
		.changed = BIT_ULL(MODE), .layout = test_layout,
	};

	KUNIT_EXPECT_EQ(test, -ERANGE, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_NOT_NULL(test, strstr(reason.text,
					   ": TEST_ONE 1, TEST_TWO 2, TEST_LESS -3"));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, layout);
	c = (struct bpf_ctrl_change) {
		.current_value = &now, .wanted = &wanted,
		.changed = BIT_ULL(WIDE), .layout = layout,
	};
	bpf_ctrl_reason_init(&reason);
	KUNIT_EXPECT_EQ(test, -ERANGE, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_NOT_NULL(test, strstr(reason.text, ": TEST_WIDE 1099511627776"));
	kfree(layout);
}

static void flags_and_const_test(struct kunit *test)
{
	struct bpf_ctrl_layout *layout = make_layout(test_ids[2]);
	struct test_more now = {}, wanted = {}, high = { .flags = 5 };
	struct bpf_ctrl_reason reason = {};
	struct bpf_ctrl_change c = {
		.current_value = &now, .wanted = &wanted,
		.changed = BIT_ULL(FLAGS), .layout = layout,
	};
	const struct bpf_ctrl_limits min = { &now, 0 };
	const struct bpf_ctrl_limits max = { &high, BIT_ULL(FLAGS) };

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, layout);
	layout->flags = BIT(FLAGS);
	wanted.flags = 5;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_limits(&c, &min, &max, &reason));
	wanted.flags = 3;	/* less than 5, but bit 1 is not set in 5 */
	KUNIT_EXPECT_EQ(test, -ERANGE,
			bpf_ctrl_check_limits(&c, &min, &max, NULL));
	KUNIT_EXPECT_EQ(test, -ERANGE, bpf_ctrl_check_kinds(&c, NULL));
	c.changed = BIT_ULL(PAIR);
	wanted.pair.free = 1;
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_check_kinds(&c, &reason));
	memset(&wanted.pair, 1, sizeof(wanted.pair));
	KUNIT_EXPECT_EQ(test, -EACCES, bpf_ctrl_check_kinds(&c, &reason));
	KUNIT_EXPECT_STREQ(test, reason.text, "pair.fixed: read-only");
	kfree(layout);
}

static void format_test(struct kunit *test)
{
	char buf[64];

	bpf_ctrl_format_member(test_layout, DELTA, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "-5");
	bpf_ctrl_format_member(test_layout, BITS, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "9");
	bpf_ctrl_format_member(test_layout, TEXT, &base, buf, sizeof(buf));
	KUNIT_EXPECT_STREQ(test, buf, "eth");
	bpf_ctrl_format_member(test_layout, LIST, &base, buf, sizeof(buf));
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

	bpf_ctrl_say(&reason, "size: 5 is outside 1..4");
	reason.limits = true;
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
	KUNIT_CASE(bool_test),
	KUNIT_CASE(enumerators_test),
	KUNIT_CASE(flags_and_const_test),
	KUNIT_CASE(format_test),
	KUNIT_CASE(say_test),
	KUNIT_CASE(hide_limits_test),
	{}
};

static struct kunit_suite ctrl_value_suite = {
	.name = "bpf_ctrl_value",
	.init = test_begin,
	.exit = test_end,
	.test_cases = ctrl_value_cases,
};

kunit_test_suite(ctrl_value_suite);
