// SPDX-License-Identifier: GPL-2.0-only
/* Tests of registry.c: control types that come and go, as those of modules. */
#include <kunit/test.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <linux/btf_ids.h>

#include "registry.h"

struct test_type_key { u32 id; };

struct test_type_value {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
	const u32 state;
};

BTF_ID_LIST(test_type_ids)
BTF_ID(struct, test_type_key)
BTF_ID(struct, test_type_value)

static int test_acquire(struct net *net, const void *key, void *object)
{
	return 0;
}

static int test_get(void *object, enum bpf_ctrl_view view, struct bpf_ctrl_value *value)
{
	return 0;
}

static int test_set(void *object, const struct bpf_ctrl_change *change,
		    struct netlink_ext_ack *extack)
{
	return 0;
}

static const struct bpf_ctrl_ops test_ops = {
	.name		= "kunit_type",
	.type		= BPF_CTRL_TYPE_ANY,
	.btf_ids	= test_type_ids,
	.acquire	= test_acquire,
	.get		= test_get,
};

/* Return the number of a type that is registered, or 0. */
static u32 number_of(const struct bpf_ctrl_ops *ops)
{
	struct bpf_ctrl_entry *entry;
	unsigned long number;

	xa_for_each(&bpf_ctrl_types, number, entry)
		if (entry->ops == ops)
			return number;
	return 0;
}

static int register_type(struct kunit *test, const struct bpf_ctrl_ops *ops)
{
	BTF_TYPE_EMIT(struct test_type_key);
	BTF_TYPE_EMIT(struct test_type_value);
	return bpf_ctrl_register(ops);
}

static void number_test(struct kunit *test)
{
	struct bpf_ctrl_entry *entry;
	u32 first, second;

	KUNIT_ASSERT_EQ(test, register_type(test, &test_ops), 0);
	first = number_of(&test_ops);
	KUNIT_EXPECT_GE(test, first, (u32)BPF_CTRL_DYNAMIC_FIRST);
	entry = bpf_ctrl_entry_get(first);
	KUNIT_EXPECT_NOT_NULL(test, entry);
	if (entry) {
		KUNIT_EXPECT_PTR_EQ(test, entry->ops, &test_ops);
		KUNIT_EXPECT_EQ(test, entry->number, first);
		bpf_ctrl_entry_put(entry);
	}
	bpf_ctrl_unregister(&test_ops);
	KUNIT_EXPECT_NULL(test, bpf_ctrl_entry_get(first));

	/* user space may still have the number */
	KUNIT_ASSERT_EQ(test, register_type(test, &test_ops), 0);
	second = number_of(&test_ops);
	KUNIT_EXPECT_NE(test, second, first);
	bpf_ctrl_unregister(&test_ops);
}

static void taken_test(struct kunit *test)
{
	struct bpf_ctrl_ops other = test_ops;

	KUNIT_ASSERT_EQ(test, register_type(test, &test_ops), 0);
	KUNIT_EXPECT_EQ(test, register_type(test, &other), -EEXIST);
	other.name = "kunit_other";
	other.type = BPF_CTRL_DIRECTORY;
	KUNIT_EXPECT_EQ(test, register_type(test, &other), -EEXIST);
	KUNIT_EXPECT_EQ(test, number_of(&other), 0U);
	bpf_ctrl_unregister(&test_ops);
}

static void incomplete_test(struct kunit *test)
{
	struct bpf_ctrl_ops bad;

#define EXPECT_REFUSED(member, x)					\
do {									\
	bad = test_ops;							\
	bad.member = x;							\
	KUNIT_EXPECT_EQ(test, register_type(test, &bad), -EINVAL);	\
} while (0)

	EXPECT_REFUSED(name, NULL);
	EXPECT_REFUSED(name, "");
	EXPECT_REFUSED(name, "Kunit");
	EXPECT_REFUSED(name, "a_name_of_thirty_two_characters_");
	EXPECT_REFUSED(btf_ids, NULL);
	EXPECT_REFUSED(acquire, NULL);
	EXPECT_REFUSED(get, NULL);
	EXPECT_REFUSED(flags, BPF_CTRL_TYPE_WRITABLE);
	EXPECT_REFUSED(nr_members, 1);
	/* no member can be set */
	EXPECT_REFUSED(set, test_set);
#undef EXPECT_REFUSED
}

static struct kunit_case ctrl_registry_cases[] = {
	KUNIT_CASE(number_test),
	KUNIT_CASE(taken_test),
	KUNIT_CASE(incomplete_test),
	{}
};

static struct kunit_suite ctrl_registry_suite = {
	.name = "bpf_ctrl_registry",
	.test_cases = ctrl_registry_cases,
};

kunit_test_suite(ctrl_registry_suite);
