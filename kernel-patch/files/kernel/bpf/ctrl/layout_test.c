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
#include "layout.h"

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
		kfree(ctx->layout);
}

static void members_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const struct bpf_ctrl_layout *l = ctx->layout;
	const struct bpf_ctrl_member *m = l->members;
	u32 at = offsetof(struct ctrl_test_value, on);

	KUNIT_EXPECT_EQ(test, l->size, (u32)sizeof(struct ctrl_test_value));
	KUNIT_EXPECT_EQ(test, l->key_size, 4U);
	KUNIT_EXPECT_EQ(test, l->nr_members, (u32)NR);
	KUNIT_EXPECT_STREQ(test, m[TIMEOUT].name, "timeout");
	KUNIT_EXPECT_EQ(test, m[TIMEOUT].bit_off,
			(u32)offsetof(struct ctrl_test_value, timeout) * 8);
	KUNIT_EXPECT_EQ(test, m[LOW].bits, 3U);
	KUNIT_EXPECT_EQ(test, m[HIGH].bit_off, m[LOW].bit_off + 3);
	KUNIT_EXPECT_EQ(test, (u32)ON, bpf_ctrl_member_at(l, at));
	KUNIT_EXPECT_EQ(test, 0U, bpf_ctrl_member_at(l, at + 2));
	KUNIT_EXPECT_EQ(test, 0U, bpf_ctrl_member_at(l, l->size));
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

	KUNIT_EXPECT_EQ(test, ctx->layout->moving,
			(u64)(BIT(BUSY) | BIT(HITS)));
}

#define LEAVES	4	/* of a member, at most */

struct leaves {
	struct bpf_ctrl_leaf leaf[LEAVES];
	u32 nr;
};

static int collect_leaf(const struct bpf_ctrl_leaf *leaf, void *data)
{
	struct leaves *to = data;

	if (to->nr == LEAVES)
		return -E2BIG;
	to->leaf[to->nr++] = *leaf;
	return 0;
}

static struct leaves leaves_of(struct kunit *test, u32 i)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct leaves to = {};

	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_walk(ctx->layout, i, collect_leaf, &to));
	return to;
}

static void leaves_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct leaves to;

	KUNIT_EXPECT_EQ(test, leaves_of(test, ON).leaf[0].kind, BPF_CTRL_LEAF_BOOL);
	to = leaves_of(test, NAME);
	KUNIT_EXPECT_EQ(test, to.leaf[0].kind, BPF_CTRL_LEAF_TEXT);
	KUNIT_EXPECT_EQ(test, to.leaf[0].bits, 48U);
	KUNIT_EXPECT_NOT_NULL(test, leaves_of(test, MODE).leaf[0].enums);
	KUNIT_EXPECT_NULL(test, leaves_of(test, ON).leaf[0].enums);
	KUNIT_EXPECT_EQ(test, leaves_of(test, WIDE).leaf[0].bits, 64U);
	to = leaves_of(test, HIGH);
	KUNIT_EXPECT_EQ(test, to.leaf[0].kind, BPF_CTRL_LEAF_SIGNED);
	KUNIT_EXPECT_EQ(test, to.leaf[0].bits, 5U);
	to = leaves_of(test, LIST);
	KUNIT_EXPECT_EQ(test, to.nr, 1U);
	KUNIT_EXPECT_EQ(test, to.leaf[0].nr, 4U);
	to = leaves_of(test, QUEUE);
	KUNIT_EXPECT_EQ(test, to.nr, 4U);
	KUNIT_EXPECT_STREQ(test, to.leaf[1].name, "weight");
	KUNIT_EXPECT_TRUE(test, to.leaf[1].quals & BIT(BTF_KIND_CONST));
	KUNIT_EXPECT_FALSE(test, to.leaf[2].quals & BIT(BTF_KIND_CONST));
	KUNIT_EXPECT_EQ(test, to.leaf[2].bit_off,
			ctx->layout->members[QUEUE].bit_off +
			(u32)sizeof(struct ctrl_test_inner) * 8);
	KUNIT_EXPECT_EQ(test, leaves_of(test, ANON).nr, 0U);
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
	bpf_ctrl_put(&v, struct ctrl_test_value, small, 1);	/* out of order */
	KUNIT_EXPECT_EQ(test, v.mask, (u64)(BIT(ID) | BIT(ON) | BIT(SMALL)));
	v.wanted = BIT(HITS);
	KUNIT_EXPECT_TRUE(test, bpf_ctrl_wanted(&v, struct ctrl_test_value, hits));
	KUNIT_EXPECT_FALSE(test, bpf_ctrl_wanted(&v, struct ctrl_test_value, id));
}

/* The result has only BTF kinds of Linux 4.18, and its layout is the same. */
static void distill_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	struct bpf_ctrl_layout *l;
	struct btf *made;
	u32 i;

	made = bpf_ctrl_btf_distill(ctx->layout, sizeof(struct ctrl_test_value));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, made);
	for (i = 1; i < btf_nr_types(made); i++)
		KUNIT_EXPECT_LE(test, BTF_INFO_KIND(btf_type_by_id(made, i)->info),
				BTF_KIND_RESTRICT);

	l = bpf_ctrl_layout_create(made, BPF_CTRL_BTF_KEY, BPF_CTRL_BTF_VALUE);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, l);
	KUNIT_EXPECT_EQ(test, l->writable, ctx->layout->writable);
	for (i = 0; i < NR; i++) {
		KUNIT_EXPECT_STREQ(test, l->members[i].name,
				   ctx->layout->members[i].name);
		KUNIT_EXPECT_EQ(test, l->members[i].bit_off,
				ctx->layout->members[i].bit_off);
		KUNIT_EXPECT_EQ(test, l->members[i].bits,
				ctx->layout->members[i].bits);
	}
	kfree(l);
	btf_put(made);
}

static void prefix_test(struct kunit *test)
{
	static const struct { u32 size; u64 members; u32 end; } cases[] = {
		{ 16, 0, 16 },
		{ 19, 0, 16 },
		{ 20, BIT(ID), 20 },
		{ 21, BIT(ID) | BIT(SMALL), 21 },
		{ 27, BIT(ID) | BIT(SMALL) | BIT(ON), 22 },
		{ sizeof(struct ctrl_test_value), (BIT_ULL(NR) - 1) & ~3ULL,
		  offsetofend(struct ctrl_test_value, hits) },
		{ 4096, (BIT_ULL(NR) - 1) & ~3ULL,
		  offsetofend(struct ctrl_test_value, hits) },
	};
	struct ctrl_layout_context *ctx = test->priv;
	u32 i, end;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		KUNIT_EXPECT_EQ(test, cases[i].members,
				bpf_ctrl_prefix(ctx->layout, cases[i].size, &end));
		KUNIT_EXPECT_EQ(test, cases[i].end, end);
	}
}

/* An enum is flags only if the control type declares it. */
static void flags_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const u32 small = offsetof(struct ctrl_test_value, small);
	const u32 queue = offsetof(struct ctrl_test_value, queue);
	const u32 flags = offsetof(struct ctrl_test_value, flags);
	const struct btf_member *members;
	const struct btf_type *t, *to;
	struct btf *made;

	KUNIT_EXPECT_EQ(test, -EINVAL, bpf_ctrl_layout_mark(ctx->layout, small,
							    BPF_CTRL_MEMBER_FLAGS));
	KUNIT_EXPECT_EQ(test, -EINVAL, bpf_ctrl_layout_mark(ctx->layout, queue,
							    BPF_CTRL_MEMBER_FLAGS));
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_layout_mark(ctx->layout, flags,
						      BPF_CTRL_MEMBER_FLAGS));
	KUNIT_EXPECT_EQ(test, ctx->layout->flags, (u64)BIT(FLAGS));

	made = bpf_ctrl_btf_distill(ctx->layout, sizeof(struct ctrl_test_value));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, made);
	members = btf_type_member(btf_type_by_id(made, BPF_CTRL_BTF_VALUE));
	t = btf_type_by_id(made, members[FLAGS].type);
	to = btf_type_by_id(made, t->type);
	KUNIT_EXPECT_EQ(test, BTF_INFO_KIND(t->info), BTF_KIND_TYPEDEF);
	KUNIT_EXPECT_STREQ(test, btf_name_by_offset(made, t->name_off),
			   "bpf_ctrl_flags_t");
	KUNIT_EXPECT_EQ(test, BTF_INFO_KIND(to->info), BTF_KIND_ENUM);
	t = btf_type_by_id(made, members[MODE].type);
	KUNIT_EXPECT_EQ(test, BTF_INFO_KIND(t->info), BTF_KIND_ENUM);
	btf_put(made);
}

/* What can only be said of a member that can be set. */
static void mark_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const u32 both = BPF_CTRL_MEMBER_INIT_NS | BPF_CTRL_MEMBER_REPEAT;
	const u32 id = offsetof(struct ctrl_test_value, id);
	const u32 small = offsetof(struct ctrl_test_value, small);

	KUNIT_EXPECT_EQ(test, -EINVAL, bpf_ctrl_layout_mark(ctx->layout, id, both));
	KUNIT_EXPECT_EQ(test, -EINVAL,
			bpf_ctrl_layout_mark(ctx->layout, small + 100, both));
	KUNIT_EXPECT_EQ(test, 0, bpf_ctrl_layout_mark(ctx->layout, small, both));
	KUNIT_EXPECT_EQ(test, ctx->layout->init_ns, (u64)BIT(SMALL));
	KUNIT_EXPECT_EQ(test, ctx->layout->repeats, (u64)BIT(SMALL));
}

static void distill_prefix_test(struct kunit *test)
{
	struct ctrl_layout_context *ctx = test->priv;
	const struct btf_type *t;
	struct btf *made;
	u32 size;

	for (size = 16; size <= sizeof(struct ctrl_test_value); size++) {
		u64 members;
		u32 end;

		made = bpf_ctrl_btf_distill(ctx->layout, size);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, made);
		t = btf_type_by_id(made, BPF_CTRL_BTF_VALUE);
		members = bpf_ctrl_prefix(ctx->layout, size, &end);
		KUNIT_EXPECT_EQ(test, t->size, size);
		KUNIT_EXPECT_EQ(test, (u32)btf_type_vlen(t),
				(u32)hweight64(members) + 2);
		btf_put(made);
	}
}

static struct kunit_case ctrl_layout_cases[] = {
	KUNIT_CASE(members_test),
	KUNIT_CASE(writable_test),
	KUNIT_CASE(moving_test),
	KUNIT_CASE(leaves_test),
	KUNIT_CASE(refuse_test),
	KUNIT_CASE(put_test),
	KUNIT_CASE(distill_test),
	KUNIT_CASE(prefix_test),
	KUNIT_CASE(flags_test),
	KUNIT_CASE(mark_test),
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
