// SPDX-License-Identifier: GPL-2.0-only
/*
 * A change up to the point where the kernel is asked; what the kernel does with
 * it is seen by tests/bats.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "make_btf.h"
#include "plan.h"
#include "source.h"
#include "tap.h"

#define ETAG	0x1122334455667788ULL

static struct sample sample;
static struct ctrl_map map;
static const __u32 key = 1;

/* As from a lookup of an object that supports all members but one. */
static void make_value(unsigned char *value, const char *but)
{
	__u64 etag = ETAG, mask = ~3ULL;

	if (but)
		mask &= ~(1ULL << sample_at(&sample, but).bit);
	memset(value, 0, SAMPLE_SIZE);
	memcpy(value, &etag, sizeof(etag));
	memcpy(value + 8, &mask, sizeof(mask));
}

static __u64 etag_of(const void *value)
{
	__u64 etag;

	memcpy(&etag, value, sizeof(etag));
	return etag;
}

static __u64 bit_of(const char *path)
{
	return 1ULL << sample_at(&sample, path).bit;
}

static void check_word(const void *value, const char *path, const char *wanted)
{
	struct ctrl_member m = sample_at(&sample, path);
	char got[256];

	ctrl_member__format(&m, value, got, sizeof(got));
	tap_about("%s", path);
	CHECK_TEXT(got, wanted);
}

static int plan_and_apply(const struct ctrl_pair *pairs, size_t n, void *value,
			  struct ctrl_error *err)
{
	struct ctrl_plan plan;
	int ret = ctrl_plan_init(&plan, &map, &key, pairs, n, err);

	if (ret)
		return ret;
	ret = ctrl_plan_apply(&plan, value, err);
	ctrl_plan_deinit(&plan);
	return ret;
}

static void whole_members(void)
{
	static const struct ctrl_pair pairs[] = {
		{ "u8", "200" }, { "mode", "fast" }, { "list", "1,2,3,4" },
	};
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	CHECK_INT(plan_and_apply(pairs, 3, value, NULL), 0);
	CHECK(ctrl_value__mask(value) ==
	      (bit_of("u8") | bit_of("mode") | bit_of("list")));
	CHECK_INT(etag_of(value), 0);
	check_word(value, "u8", "200");
	check_word(value, "mode", "fast");
	check_word(value, "list", "1,2,3,4");
	check_word(value, "u16", "0");
}

static void whole_members_as_read(void)
{
	struct ctrl_pair pair = { "u8", "200" };
	unsigned char value[SAMPLE_SIZE];
	struct ctrl_plan plan;

	make_value(value, NULL);
	CHECK_INT(ctrl_plan_init(&plan, &map, &key, &pair, 1, NULL), 0);
	plan.with_etag = true;
	CHECK_INT(ctrl_plan_apply(&plan, value, NULL), 0);
	ctrl_plan_deinit(&plan);
	CHECK(ctrl_value__mask(value) == bit_of("u8"));
	CHECK(etag_of(value) == ETAG);
}

static void check_part(const char *path, const char *word)
{
	struct ctrl_pair pair = { path, word };
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	tap_about("%s", path);
	CHECK_INT(plan_and_apply(&pair, 1, value, NULL), 0);
	CHECK(ctrl_value__mask(value) == bit_of(path));
	CHECK(etag_of(value) == ETAG);
	check_word(value, path, word);
}

static void parts_of_members(void)
{
	check_part("list[2]", "7");
	check_part("grid[1]", "1,2,3");
	check_part("stats.hits", "5");
	check_part("queue[1].busy", "on");
	check_part("left", "9");
	check_part("bytes[0]", "255");
}

static void alone_in_an_anonymous_struct(void)
{
	struct ctrl_pair pair = { "deep", "3" };
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	CHECK_INT(plan_and_apply(&pair, 1, value, NULL), 0);
	CHECK_INT(etag_of(value), 0);
}

/* In the order of the struct and against it. */
static void neighbours(void)
{
	static const struct ctrl_pair up[] = { { "left", "1" }, { "right", "2" } };
	static const struct ctrl_pair down[] = { { "s8", "1" }, { "u8", "2" } };
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	CHECK_INT(plan_and_apply(up, 2, value, NULL), 0);
	check_word(value, "right", "2");
	make_value(value, NULL);
	CHECK_INT(plan_and_apply(down, 2, value, NULL), 0);
	check_word(value, "s8", "1");
	check_word(value, "u8", "2");
}

static void parts_keep_the_rest(void)
{
	static const struct ctrl_pair pairs[] = {
		{ "list[1]", "20" }, { "list[3]", "40" },
	};
	struct ctrl_member list = sample_at(&sample, "list");
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	CHECK_INT(ctrl_member__parse(&list, "1,2,3,4", value, NULL), 0);
	CHECK_INT(plan_and_apply(pairs, 2, value, NULL), 0);
	check_word(value, "list", "1,20,3,40");
}

static void check_refused(const char *a, const char *b, const char *word,
			  enum ctrl_fault fault, const char *blamed)
{
	struct ctrl_pair pairs[] = { { a, word }, { b, "1" } };
	struct ctrl_error err = { 0 };
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	tap_about("%s %s", a, b ?: "");
	CHECK(plan_and_apply(pairs, b ? 2 : 1, value, &err) < 0);
	CHECK_INT(err.fault, fault);
	CHECK_TEXT(err.attribute, blamed);
	CHECK(etag_of(value) == ETAG);
}

static void named_twice(void)
{
	check_refused("u8", "u8", "1", CTRL_FAULT_TWICE, "u8");
	check_refused("list[1]", "list[1]", "1", CTRL_FAULT_TWICE, "list[1]");
	check_refused("bit3", "bit3", "1", CTRL_FAULT_TWICE, "bit3");
	check_refused("ro_deep", "ro-deep", "1", CTRL_FAULT_READ_ONLY, "ro-deep");
}

static void check_overlap(const char *a, const char *b, const char *word,
			  const char *wanted)
{
	struct ctrl_pair pairs[] = { { a, word }, { b, "1" } };
	struct ctrl_error err = { 0 };
	unsigned char value[SAMPLE_SIZE];
	char sentence[CTRL_SENTENCE_MAX];

	make_value(value, NULL);
	CHECK_INT(plan_and_apply(pairs, 2, value, &err), -EINVAL);
	CHECK(ctrl_error__is_users(&err));
	ctrl_error__sentence(&err, sentence, sizeof(sentence));
	CHECK_TEXT(sentence, wanted);
}

static void one_place(void)
{
	check_overlap("word", "bytes[3]", "1",
		      "bytes[3] cannot be set in the same change: it and word are one place, as members of a union");
	check_overlap("bytes", "word", "1,2,3,4",
		      "word cannot be set in the same change: it and bytes are one place, as members of a union");
	check_overlap("list", "list[1]", "1,2,3,4",
		      "list[1] cannot be set in the same change: it is a part of list");
	check_overlap("list[1]", "list", "1",
		      "list cannot be set in the same change: list[1] is a part of it");
	check_overlap("grid[1]", "grid[1][2]", "1,2,3",
		      "grid[1][2] cannot be set in the same change: it is a part of grid[1]");
}

static void neighbours_are_not_twice(void)
{
	static const struct ctrl_pair pairs[] = {
		{ "bit3", "1" }, { "sbit5", "-1" }, { "bit1", "on" },
		{ "left", "1" }, { "right", "2" }, { "list[0]", "1" },
		{ "list[1]", "2" },
	};
	unsigned char value[SAMPLE_SIZE];

	make_value(value, NULL);
	CHECK_INT(plan_and_apply(pairs, 7, value, NULL), 0);
	check_word(value, "bit3", "1");
	check_word(value, "sbit5", "-1");
	check_word(value, "left", "1");
	check_word(value, "right", "2");
}

static void refusals(void)
{
	check_refused("nothing", NULL, "1", CTRL_FAULT_UNKNOWN_ATTRIBUTE, "nothing");
	check_refused("etag", NULL, "1", CTRL_FAULT_UNKNOWN_ATTRIBUTE, "etag");
	check_refused("u8", NULL, NULL, CTRL_FAULT_NO_VALUE, "u8");
	check_refused("u8", NULL, "256", CTRL_FAULT_BAD_VALUE, "u8");
	check_refused("ro", NULL, "1", CTRL_FAULT_READ_ONLY, "ro");
	check_refused("ro", NULL, "max", CTRL_FAULT_READ_ONLY, "ro");
	check_refused("ro_deep", NULL, "1", CTRL_FAULT_READ_ONLY, "ro-deep");
	check_refused("ro_label", NULL, "a", CTRL_FAULT_READ_ONLY, "ro-label");
	check_refused("pointer", NULL, "0", CTRL_FAULT_NOT_SETTABLE, "pointer");
	check_refused("pointer", NULL, "default", CTRL_FAULT_NOT_SETTABLE, "pointer");
	check_refused("f", NULL, "1.5", CTRL_FAULT_NOT_SETTABLE, "f");
	check_refused("stats", NULL, "1", CTRL_FAULT_NOT_SETTABLE, "stats");
	check_refused("u16", "u8", "x", CTRL_FAULT_BAD_VALUE, "u16");
}

static void unsupported(void)
{
	struct ctrl_pair pair = { "u8", "0" };
	unsigned char value[SAMPLE_SIZE];
	struct ctrl_error err = { 0 };

	make_value(value, "u8");
	CHECK_INT(plan_and_apply(&pair, 1, value, &err), -EOPNOTSUPP);
	CHECK_INT(err.fault, CTRL_FAULT_UNSUPPORTED);
	CHECK_TEXT(err.attribute, "u8");
	CHECK(!ctrl_error__is_users(&err));
}

/* With a view that is read already. */
static int apply_view(const char *path, const char *word, const char *in_view,
		      bool has, void *value, struct ctrl_error *err)
{
	struct ctrl_pair pair = { path, word };
	struct ctrl_member m = sample_at(&sample, path);
	unsigned char *view = malloc(SAMPLE_SIZE);
	struct ctrl_plan plan;
	int ret;

	make_value(view, has ? NULL : path);
	CHECK_INT(ctrl_member__parse(&m, in_view, view, NULL), 0);
	make_value(value, NULL);
	CHECK_INT(ctrl_plan_init(&plan, &map, &key, &pair, 1, err), 0);
	plan.views.values[ctrl_view__of_word(word)] = view;
	ret = ctrl_plan_apply(&plan, value, err);
	ctrl_plan_deinit(&plan);
	return ret;
}

static void words_of_views(void)
{
	unsigned char value[SAMPLE_SIZE];

	CHECK_INT(apply_view("u32", "min", "16", true, value, NULL), 0);
	check_word(value, "u32", "16");
	CHECK_INT(apply_view("u32", "max", "4096", true, value, NULL), 0);
	check_word(value, "u32", "4096");
	CHECK_INT(apply_view("list[1]", "default", "5", true, value, NULL), 0);
	check_word(value, "list", "0,5,0,0");
}

static void views_without_an_answer(void)
{
	unsigned char value[SAMPLE_SIZE];
	struct ctrl_error err = { 0 };

	CHECK_INT(apply_view("u32", "default", "16", false, value, &err),
		  -EOPNOTSUPP);
	CHECK_INT(err.fault, CTRL_FAULT_UNSUPPORTED);
	CHECK_TEXT(err.reason, "no default is known for it");
}

/* A view without queue, and with these two. */
static void *make_limits(const char *u16, const char *s16)
{
	struct ctrl_member a = sample_at(&sample, "u16");
	struct ctrl_member b = sample_at(&sample, "s16");
	unsigned char *view = malloc(SAMPLE_SIZE);

	make_value(view, "queue");
	CHECK_INT(ctrl_member__parse(&a, u16, view, NULL), 0);
	CHECK_INT(ctrl_member__parse(&b, s16, view, NULL), 0);
	return view;
}

/*
 * What the kernel said to a change of the first @n of these, and what becomes of it.
 * u16 is 1 to 8, s16 -3 to 3, and how much a queue may have is not known.
 */
static void explain_pairs(const struct ctrl_pair *pairs, size_t n,
			  enum ctrl_fault fault, const char *reason,
			  struct ctrl_error *err)
{
	unsigned char value[SAMPLE_SIZE];
	struct ctrl_plan plan;

	memset(err, 0, sizeof(*err));
	err->fault = fault;
	strcpy(err->reason, reason);
	make_value(value, NULL);
	CHECK_INT(ctrl_plan_init(&plan, &map, &key, pairs, n, NULL), 0);
	plan.views.values[CTRL_VIEW_MIN] = make_limits("1", "-3");
	plan.views.values[CTRL_VIEW_MAX] = make_limits("8", "3");
	CHECK_INT(ctrl_plan_apply(&plan, value, NULL), 0);
	ctrl_plan_explain(&plan, value, err);
	ctrl_plan_deinit(&plan);
}

/* Of several, where there is no kernel to ask for what holds in their change. */
static void explain(enum ctrl_fault fault, const char *reason,
		    struct ctrl_error *err)
{
	static const struct ctrl_pair pairs[] = {
		{ "u16", "9" }, { "s16", "-2" }, { "queue[1].budget", "9" },
	};

	explain_pairs(pairs, 3, fault, reason, err);
}

static void explain_one(const char *path, const char *word, const char *reason,
			struct ctrl_error *err)
{
	struct ctrl_pair pair = { path, word };

	explain_pairs(&pair, 1, CTRL_FAULT_RANGE, reason, err);
}

static void kernel_names_the_attribute(void)
{
	struct ctrl_error err;

	explain(CTRL_FAULT_RANGE, "queue[1].budget: nine is a holy number", &err);
	CHECK_TEXT(err.attribute, "queue[1].budget");
	CHECK_TEXT(err.value, "9");
	CHECK_TEXT(err.reason, "nine is a holy number");
	explain(CTRL_FAULT_KERNEL, "s16: the driver has no room", &err);
	CHECK_TEXT(err.attribute, "s16");
	CHECK_TEXT(err.reason, "s16: the driver has no room");
}

static void kernel_names_none(void)
{
	struct ctrl_error err;

	explain(CTRL_FAULT_KERNEL, "the driver is busy", &err);
	CHECK_TEXT(err.attribute, "");
	CHECK_TEXT(err.reason, "the driver is busy");
	explain(CTRL_FAULT_PERMISSION, "this map is read-only", &err);
	CHECK_TEXT(err.attribute, "");
	CHECK_TEXT(err.reason, "this map is read-only");
	explain(CTRL_FAULT_RANGE, "u16 is not what it was", &err);
	CHECK_TEXT(err.attribute, "");
	explain(CTRL_FAULT_RANGE, "u16 and others: too much", &err);
	CHECK_TEXT(err.attribute, "");
	explain(CTRL_FAULT_RANGE, "u16", &err);
	CHECK_TEXT(err.attribute, "");
}

/* Whatever else its words may be. */
static void only_the_name_is_read(void)
{
	static const char *const reasons[] = {
		"u16: is read-only", "u16: 9 is outside 2..5", "u16: neuf, c'est trop",
		"nine is outside 2..5", "",
	};
	struct ctrl_error err;
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		tap_about("%s", reasons[i]);
		explain_one("u16", "9", reasons[i], &err);
		CHECK_INT(err.fault, CTRL_FAULT_RANGE);
		CHECK_TEXT(err.attribute, "u16");
		CHECK_TEXT(err.min, "1");
		CHECK_TEXT(err.max, "8");
		CHECK_TEXT(err.reason, "");
	}
}

static void range_instead_of_reason(void)
{
	struct ctrl_error err;

	explain_one("s16", "-4", "s16: -4 is outside -3..3", &err);
	CHECK_TEXT(err.attribute, "s16");
	CHECK_TEXT(err.min, "-3");
	CHECK_TEXT(err.max, "3");
	CHECK_TEXT(err.reason, "");
}

/* The views are about the object before the change, which may have other limits. */
static void range_of_a_change(void)
{
	struct ctrl_error err;

	explain(CTRL_FAULT_RANGE, "u16: 9 is outside 2..5", &err);
	CHECK_TEXT(err.attribute, "u16");
	CHECK_TEXT(err.reason, "9 is outside 2..5");
	CHECK_TEXT(err.min, "");
	CHECK_TEXT(err.max, "");
}

static void reason_within_the_range(void)
{
	struct ctrl_error err;

	explain_one("u16", "7", "u16: the driver wants an even number", &err);
	CHECK_TEXT(err.attribute, "u16");
	CHECK_TEXT(err.reason, "the driver wants an even number");
	CHECK_TEXT(err.min, "");
	CHECK_TEXT(err.max, "");
	explain_one("queue[1].budget", "7", "queue[1].budget: seven: never", &err);
	CHECK_TEXT(err.reason, "seven: never");
}

/* Whether the object has an attribute was known before the kernel was asked. */
static void supported_all_the_same(void)
{
	struct ctrl_error err;

	explain(CTRL_FAULT_UNSUPPORTED, "u16: not while the device is up", &err);
	CHECK_INT(err.fault, CTRL_FAULT_KERNEL);
	CHECK_TEXT(err.attribute, "u16");
}

static void outdated_etag(void)
{
	CHECK(ctrl_reason_names("etag: whatever it says", "etag"));
	CHECK(ctrl_reason_names("u16.part[3]: whatever", "u16"));
	CHECK(ctrl_reason_names("rx_ring: whatever", "rx-ring"));
	CHECK(!ctrl_reason_names("etag is outdated", "etag"));
	CHECK(!ctrl_reason_names("the etag: outdated", "etag"));
	CHECK(!ctrl_reason_names("etags: outdated", "etag"));
	CHECK(!ctrl_reason_names("", "etag"));
}

/* The map has no file descriptor: words are judged before one is needed. */
static void words_come_first(void)
{
	struct ctrl_pair good = { "u8", "1" }, bad = { "u8", "x" };
	struct ctrl_change change = { .changed = 77 };
	struct ctrl_error err = { 0 };

	CHECK_INT(ctrl_map__set(&map, &key, &bad, 1, 0, &change, &err), -EINVAL);
	CHECK_INT(err.fault, CTRL_FAULT_BAD_VALUE);
	memset(&err, 0, sizeof(err));
	CHECK(ctrl_map__set(&map, &key, &good, 1, 0, &change, &err) < 0);
	CHECK(!ctrl_error__is_users(&err));
	CHECK(err.fault != CTRL_FAULT_NONE);
	CHECK_INT(change.changed, 77);
}

static const struct tap_test tests[] = {
	{ "whole members are set with their mask and without an etag",
	  whole_members },
	{ "whole members are set with the etag that was read where that is asked for",
	  whole_members_as_read },
	{ "parts of members are set with the etag", parts_of_members },
	{ "members that are next to each other do not overlap", neighbours },
	{ "what is alone in an anonymous struct is a whole member",
	  alone_in_an_anonymous_struct },
	{ "a part leaves the rest of its member as it was", parts_keep_the_rest },
	{ "no attribute is set twice", named_twice },
	{ "two attributes in one place are not set together, and why is said",
	  one_place },
	{ "neighbours may be set together", neighbours_are_not_twice },
	{ "what cannot be set is refused, with its name", refusals },
	{ "what an object does not support is not set", unsupported },
	{ "min, max and default are what the views say", words_of_views },
	{ "a view without an answer is no zero", views_without_an_answer },
	{ "the kernel's sentence tells the attribute",
	  kernel_names_the_attribute },
	{ "a sentence about no attribute blames none", kernel_names_none },
	{ "of a sentence nothing but the attribute's name is read",
	  only_the_name_is_read },
	{ "a range says more than the kernel's sentence",
	  range_instead_of_reason },
	{ "a range that may not be that of a change of several is not said",
	  range_of_a_change },
	{ "that the kernel cannot do it is not that the object lacks it",
	  supported_all_the_same },
	{ "an outdated etag is told by the name that its reason begins with",
	  outdated_etag },
	{ "a number within the range was refused for the reason that the kernel says",
	  reason_within_the_range },
	{ "words are judged before the kernel is asked", words_come_first },
};

int main(void)
{
	int status;

	sample_init(&sample);
	map = (struct ctrl_map){
		.source = &ctrl_source_kernel,
		.fd = -1, .key_size = sizeof(key), .value_size = SAMPLE_SIZE,
		.btf = sample.btf, .value = sample.type,
	};
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
