// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>

#include "make_btf.h"
#include "stats/fields.h"
#include "tap.h"

static const struct stats_front plain;

/* A value with: */
struct value {
	__u64 etag;
	__u64 mask;
	__u32 setting;
	__u32 hits;		/* volatile */
	__u32 list[2];		/* volatile */
	struct {
		__u32 size;
		__u32 drops;	/* volatile */
	} ring;
	__s32 level;		/* volatile */
};

struct moving {
	struct btf *btf;
	struct ctrl_type type;
	struct stats_fields fields;
};

/* @whole: with the last member */
static void begin(struct moving *s, const struct stats_front *front, bool whole)
{
	struct btf *b = s->btf = btf__new_empty();
	int u32 = make_int(b, "unsigned int", 4, 0);
	int u64 = make_int(b, "unsigned long long", 8, 0);
	int s32 = make_int(b, "int", 4, BTF_INT_SIGNED);
	int hits = btf__add_volatile(b, u32), level = btf__add_volatile(b, s32);
	int list = btf__add_array(b, u32, hits, 2), ring, value;
	struct maker m;

	ring = maker_begin(&m, b, "ring", 8);
	maker_field(&m, "size", u32);
	maker_field(&m, "drops", hits);
	value = maker_begin(&m, b, "value", sizeof(struct value));
	maker_field(&m, "etag", u64);
	maker_field(&m, "mask", u64);
	maker_field(&m, "setting", u32);
	maker_field(&m, "hits", hits);
	maker_field(&m, "list", list);
	maker_field(&m, "ring", ring);
	if (whole)
		maker_field(&m, "level", level);
	if (ctrl_type__init(&s->type, b, value) ||
	    stats_fields__init(&s->fields, &s->type, front))
		abort();
}

static void end(struct moving *s)
{
	stats_fields__deinit(&s->fields);
	ctrl_type__deinit(&s->type);
	btf__free(s->btf);
}

static void check_field(const struct moving *s, __u32 i, const char *path, bool counter)
{
	tap_about("field %u", i);
	CHECK(i < s->fields.nr);
	CHECK_TEXT(s->fields.at[i].path, path);
	CHECK_INT(s->fields.at[i].is_counter, counter);
	CHECK_INT(stats_fields__find(&s->fields, path), (int)i);
}

static void what_moves(void)
{
	struct moving s;

	begin(&s, &plain, true);
	CHECK_INT(s.fields.nr, 5);
	check_field(&s, 0, "hits", true);
	check_field(&s, 1, "list[0]", true);
	check_field(&s, 2, "list[1]", true);
	check_field(&s, 3, "ring.drops", true);
	check_field(&s, 4, "level", false);
	CHECK_INT(stats_fields__find(&s.fields, "setting"), -1);
	CHECK_INT(stats_fields__find(&s.fields, NULL), -1);
	CHECK_INT(stats_fields__mask(&s.fields), 0x78);
	end(&s);
}

static void what_a_front_names(void)
{
	static const struct stats_column columns[] = {
		{ .title = "SETTING", .form = STATS_COUNT, .member = "setting" }, {}
	};
	static const struct stats_front front = { .columns = columns };
	struct moving s;

	begin(&s, &front, true);
	CHECK_INT(s.fields.nr, 6);
	check_field(&s, 0, "setting", true);
	end(&s);
}

static void the_same_of_another(void)
{
	const struct value value = { .mask = ~0ULL, .hits = 3 };
	struct stats_fields fields;
	struct moving s, parts;

	begin(&s, &plain, true);
	begin(&parts, &plain, false);
	CHECK_INT(stats_fields__init_as(&fields, &parts.type, &s.fields), 0);
	CHECK_INT(fields.nr, s.fields.nr);
	CHECK(stats_member__has(&fields.at[0].member, &value));
	CHECK_INT(stats_member__number(&fields.at[0].member, &value), 3);
	CHECK(!stats_member__has(&fields.at[4].member, &value));
	CHECK_INT(stats_member__number(&fields.at[4].member, &value), 0);
	stats_fields__deinit(&fields);
	end(&parts);
	end(&s);
}

static const struct tap_test tests[] = {
	{ "what moves by itself is found, also in structs and arrays", what_moves },
	{ "what a front names counts, whatever BTF says", what_a_front_names },
	{ "the same attributes of another type are those that it has",
	  the_same_of_another },
};

int main(void)
{
	return TAP_RUN(tests);
}
