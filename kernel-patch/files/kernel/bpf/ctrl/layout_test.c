// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of layout.c and btf.c: the table of members and the BTF of a control map are
 * made from the BTF of a struct that has a member of every kind.
 */
#include <kunit/test.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#include "btf.h"
#include "check.h"
#include "layout.h"
#include "reason.h"
#include "value.h"

enum ctrl_test_mode {
	CTRL_TEST_OFF = -1,
	CTRL_TEST_SLOW,
	CTRL_TEST_FAST,
};

enum ctrl_test_flags {
	CTRL_TEST_NONE = 0,
	CTRL_TEST_A = 1,
	CTRL_TEST_B = 2,
	CTRL_TEST_C = 8,
	CTRL_TEST_MASK = 11,
};

enum ctrl_test_wide { CTRL_TEST_WIDE = 1ULL << 40 };

struct ctrl_test_inner {
	u16 budget;
	const s8 weight;
};

struct ctrl_test_key {
	bpf_ctrl_ifindex_t ifindex;
};

struct ctrl_test_value {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
	const u32 id;
	u8 small;
	bool on;
	char name[6];
	const char label[4];
	enum ctrl_test_mode mode;
	enum ctrl_test_flags flags;
	enum ctrl_test_wide wide;
	u32 low : 3;
	s32 high : 5;
	u16 list[4];
	struct ctrl_test_inner queue[2];
	union {
		u32 raw;
		u8 bytes[4];
	};
	bpf_ctrl_nsec_t timeout;

	BPF_CTRL_VOLATILE bpf_ctrl_nsec_t busy;

	BPF_CTRL_RO BPF_CTRL_VOLATILE u32 hits;
};

struct ctrl_test_no_header {
	u64 mask;
	u64 etag;
};

BTF_ID_LIST(ctrl_test_ids)
BTF_ID(struct, ctrl_test_key)
BTF_ID(struct, ctrl_test_value)
BTF_ID(struct, ctrl_test_no_header)

enum {
	ID = 2, SMALL, ON, NAME, LABEL, MODE, FLAGS, WIDE, LOW, HIGH, LIST, QUEUE,
	ANON, TIMEOUT, BUSY, HITS, NR
};

struct ctrl_layout_context {
	struct btf *btf;
	struct bpf_ctrl_layout *layout;
};

static int ctrl_layout_init(struct kunit *test)
{
	struct ctrl_layout_context *ctx;

	BTF_TYPE_EMIT(struct ctrl_test_key);
	BTF_TYPE_EMIT(struct ctrl_test_value);
	BTF_TYPE_EMIT(struct ctrl_test_no_header);
	ctx = kunit_kzalloc(test, sizeof(*ctx), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, ctx);
	test->priv = ctx;
	ctx->btf = bpf_get_btf_vmlinux();
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ctx->btf);
	ctx->layout = bpf_ctrl_layout_create(ctx->btf, ctrl_test_ids[0],
					     ctrl_test_ids[1]);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ctx->layout);
	return 0;
}

static void ctrl_layout_exit(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;

	if (ctx && !IS_ERR(ctx->layout))
		bpf_ctrl_layout_destroy(ctx->layout);
}

static void members_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const struct bpf_ctrl_layout *l = ctx->layout;
	const struct bpf_ctrl_member *m = l->members;

	KUNIT_EXPECT_EQ(test, l->size, (u32)sizeof(struct ctrl_test_value));
	KUNIT_EXPECT_EQ(test, l->key_size, 4U);
	KUNIT_EXPECT_EQ(test, l->nr_members, (u32)NR);
	KUNIT_EXPECT_STREQ(test, m[TIMEOUT].name, "timeout");
	KUNIT_EXPECT_EQ(test, m[TIMEOUT].bit_off,
			(u32)offsetof(struct ctrl_test_value, timeout) * 8);
	KUNIT_EXPECT_EQ(test, m[LOW].bits, 3U);
	KUNIT_EXPECT_EQ(test, m[HIGH].bit_off, m[LOW].bit_off + 3);
	KUNIT_EXPECT_EQ(test, l->slots[offsetof(struct ctrl_test_value, on)].member,
			(u8)ON);
	KUNIT_EXPECT_EQ(test, l->slots[offsetof(struct ctrl_test_value, on) + 2].member,
			(u8)U8_MAX);
}

static void writable_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	u64 readonly = BIT(0) | BIT(1) | BIT(ID) | BIT(LABEL) | BIT(HITS);

	KUNIT_EXPECT_EQ(test, ctx->layout->writable,
			(BIT_ULL(NR) - 1) & ~readonly);
}

static void moving_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct ctrl_test_value v = { .timeout = 1, .busy = 2 };
	u64 members = ctx->layout->writable;
	u64 etag = bpf_ctrl_etag(ctx->layout, members, &v);

	KUNIT_EXPECT_EQ(test, ctx->layout->moving,
			(u64)(BIT(BUSY) | BIT(HITS)));
	v.busy = 3;
	KUNIT_EXPECT_EQ(test, etag, bpf_ctrl_etag(ctx->layout, members, &v));
	v.timeout = 2;
	KUNIT_EXPECT_NE(test, etag, bpf_ctrl_etag(ctx->layout, members, &v));
}

static const struct bpf_ctrl_leaf *leaf(const struct bpf_ctrl_layout *l, u32 i,
					u32 n)
{
	return &l->leaves[l->members[i].first_leaf + n];
}

static void leaves_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const struct bpf_ctrl_layout *l = ctx->layout;

	KUNIT_EXPECT_EQ(test, leaf(l, ON, 0)->kind, BPF_CTRL_LEAF_BOOL);
	KUNIT_EXPECT_EQ(test, leaf(l, NAME, 0)->kind, BPF_CTRL_LEAF_TEXT);
	KUNIT_EXPECT_EQ(test, leaf(l, NAME, 0)->bits, 48U);
	KUNIT_EXPECT_NOT_NULL(test, leaf(l, MODE, 0)->enums);
	KUNIT_EXPECT_FALSE(test, leaf(l, MODE, 0)->flags);
	KUNIT_EXPECT_FALSE(test, leaf(l, FLAGS, 0)->flags);
	KUNIT_EXPECT_EQ(test, leaf(l, WIDE, 0)->bits, 64U);
	KUNIT_EXPECT_EQ(test, leaf(l, HIGH, 0)->kind, BPF_CTRL_LEAF_SIGNED);
	KUNIT_EXPECT_EQ(test, leaf(l, HIGH, 0)->bits, 5U);
	KUNIT_EXPECT_EQ(test, leaf(l, LIST, 0)->nr, 4U);
	KUNIT_EXPECT_EQ(test, l->members[QUEUE].nr_leaves, (u16)4);
	KUNIT_EXPECT_STREQ(test, leaf(l, QUEUE, 1)->name, "weight");
	KUNIT_EXPECT_TRUE(test, leaf(l, QUEUE, 1)->readonly);
	KUNIT_EXPECT_FALSE(test, leaf(l, QUEUE, 2)->readonly);
	KUNIT_EXPECT_EQ(test, leaf(l, QUEUE, 2)->bit_off,
			l->members[QUEUE].bit_off +
			(u32)sizeof(struct ctrl_test_inner) * 8);
	KUNIT_EXPECT_EQ(test, l->members[ANON].nr_leaves, (u16)0);
}

static void refuse_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct bpf_ctrl_layout *l;

	l = bpf_ctrl_layout_create(ctx->btf, ctrl_test_ids[0], ctrl_test_ids[2]);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(l), -EINVAL);
	l = bpf_ctrl_layout_create(ctx->btf, 0, ctrl_test_ids[1]);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(l), -EINVAL);
	l = bpf_ctrl_layout_create(ctx->btf, ctrl_test_ids[1], 0x7fffffff);
	KUNIT_EXPECT_EQ(test, PTR_ERR_OR_ZERO(l), -EINVAL);
}

static void put_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct ctrl_test_value *data;
	struct bpf_ctrl_value v = { .layout = ctx->layout };

	data = kunit_kzalloc(test, sizeof(*data), GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, data);
	v.data = data;
	bpf_ctrl_put(&v, struct ctrl_test_value, id, 5);
	bpf_ctrl_put(&v, struct ctrl_test_value, on, 8);
	KUNIT_EXPECT_EQ(test, data->id, 5U);
	KUNIT_EXPECT_EQ(test, data->on, true);
	KUNIT_EXPECT_EQ(test, v.mask, (u64)(BIT(ID) | BIT(ON)));
	bpf_ctrl_put_all(&v);
	KUNIT_EXPECT_EQ(test, v.mask, (BIT_ULL(NR) - 1) & ~3ULL);
}

/* The result has only BTF kinds of Linux 4.18, and its layout is the same. */
static void distill_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct bpf_ctrl_btf made;
	struct bpf_ctrl_layout *l;
	u32 i;

	KUNIT_ASSERT_EQ(test, 0,
			bpf_ctrl_btf_distill(ctx->btf, ctrl_test_ids[0],
					     ctrl_test_ids[1], BIT(FLAGS),
					     sizeof(struct ctrl_test_value), &made));
	for (i = 1; i < btf_nr_types(made.btf); i++)
		KUNIT_EXPECT_LE(test, BTF_INFO_KIND(btf_type_by_id(made.btf, i)->info),
				BTF_KIND_RESTRICT);

	l = bpf_ctrl_layout_create(made.btf, made.key_id, made.value_id);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, l);
	KUNIT_EXPECT_EQ(test, l->writable, ctx->layout->writable);
	KUNIT_EXPECT_EQ(test, l->nr_leaves, ctx->layout->nr_leaves);
	for (i = 0; i < NR; i++) {
		KUNIT_EXPECT_STREQ(test, l->members[i].name,
				   ctx->layout->members[i].name);
		KUNIT_EXPECT_EQ(test, l->members[i].bit_off,
				ctx->layout->members[i].bit_off);
		KUNIT_EXPECT_EQ(test, l->members[i].bits,
				ctx->layout->members[i].bits);
	}
	bpf_ctrl_layout_destroy(l);
	btf_put(made.btf);
}

/* An enum is flags only if the control type declares it. */
static void flags_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const struct btf_member *members;
	const struct btf_type *t, *to;
	struct bpf_ctrl_btf made;

	KUNIT_EXPECT_FALSE(test, bpf_ctrl_layout_set_flags(ctx->layout, BIT(SMALL)));
	KUNIT_EXPECT_FALSE(test, bpf_ctrl_layout_set_flags(ctx->layout, BIT(QUEUE)));
	KUNIT_EXPECT_TRUE(test, bpf_ctrl_layout_set_flags(ctx->layout, BIT(FLAGS)));
	KUNIT_EXPECT_TRUE(test, leaf(ctx->layout, FLAGS, 0)->flags);
	KUNIT_EXPECT_FALSE(test, leaf(ctx->layout, MODE, 0)->flags);

	KUNIT_ASSERT_EQ(test, 0,
			bpf_ctrl_btf_distill(ctx->btf, ctrl_test_ids[0],
					     ctrl_test_ids[1], BIT(FLAGS),
					     sizeof(struct ctrl_test_value), &made));
	members = btf_type_member(btf_type_by_id(made.btf, made.value_id));
	t = btf_type_by_id(made.btf, members[FLAGS].type);
	to = btf_type_by_id(made.btf, t->type);
	KUNIT_EXPECT_EQ(test, BTF_INFO_KIND(t->info), BTF_KIND_TYPEDEF);
	KUNIT_EXPECT_STREQ(test, btf_name_by_offset(made.btf, t->name_off),
			   "bpf_ctrl_flags_t");
	KUNIT_EXPECT_EQ(test, BTF_INFO_KIND(to->info), BTF_KIND_ENUM);
	t = btf_type_by_id(made.btf, members[MODE].type);
	KUNIT_EXPECT_EQ(test, BTF_INFO_KIND(t->info), BTF_KIND_ENUM);
	btf_put(made.btf);
}

static void distill_prefix_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const struct btf_type *t;
	struct bpf_ctrl_btf made;
	u32 size;

	for (size = 16; size <= sizeof(struct ctrl_test_value); size++) {
		u64 members;
		u32 end;

		KUNIT_ASSERT_EQ(test, 0,
				bpf_ctrl_btf_distill(ctx->btf, ctrl_test_ids[0],
						     ctrl_test_ids[1], 0, size,
						     &made));
		t = btf_type_by_id(made.btf, made.value_id);
		members = bpf_ctrl_prefix(ctx->layout, size, &end);
		KUNIT_EXPECT_EQ(test, t->size, size);
		KUNIT_EXPECT_EQ(test, (u32)btf_type_vlen(t),
				(u32)hweight64(members) + 2);
		btf_put(made.btf);
	}
}

/* The reason lists 64-bit enumerators, too, which the BTF of the map does not have. */
static void enumerators_test(struct kunit *test)
{
	static const struct ctrl_test_value before;
	static const struct {
		u32 i;
		struct ctrl_test_value v;
		const char *names;
	} cases[] = {
		{ MODE, { .mode = 5 },
		  ": CTRL_TEST_OFF -1, CTRL_TEST_SLOW 0, CTRL_TEST_FAST 1" },
		{ WIDE, { .wide = 2 },
		  ": CTRL_TEST_WIDE 1099511627776" },
	};
	struct ctrl_layout_context *ctx = test->priv;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const struct bpf_ctrl_change c = {
			.current_value = &before, .wanted = &cases[i].v,
			.changed = BIT_ULL(cases[i].i), .layout = ctx->layout,
		};
		struct bpf_ctrl_reason reason = {};

		KUNIT_EXPECT_EQ(test, -ERANGE, bpf_ctrl_check_kinds(&c, &reason));
		KUNIT_EXPECT_NOT_NULL_MSG(test, strstr(reason.text, cases[i].names),
					  "%s", reason.text);
	}
}

static struct kunit_case ctrl_layout_cases[] = {
	KUNIT_CASE(members_test),
	KUNIT_CASE(writable_test),
	KUNIT_CASE(moving_test),
	KUNIT_CASE(leaves_test),
	KUNIT_CASE(enumerators_test),
	KUNIT_CASE(refuse_test),
	KUNIT_CASE(put_test),
	KUNIT_CASE(distill_test),
	KUNIT_CASE(flags_test),
	KUNIT_CASE(distill_prefix_test),
	{}
};

static struct kunit_suite ctrl_layout_suite = {
	.name = "bpf_ctrl_layout",
	.init = ctrl_layout_init,
	.exit = ctrl_layout_exit,
	.test_cases = ctrl_layout_cases,
};

kunit_test_suite(ctrl_layout_suite);
