// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "make_btf.h"
#include "tap.h"

static struct sample sample;

static void good_paths(void)
{
	static const struct {
		const char *path;
		const char *name;
		__u32 bits;
	} good[] = {
		{ "u8", "u8", 8 },
		{ "ro-label", "ro_label", 32 },
		{ "ro_label", "ro_label", 32 },
		{ "stats", "stats", 128 },
		{ "stats.drops", "drops", 64 },
		{ "stats.hits", "hits", 32 },
		{ "queue[0]", "queue", 64 },
		{ "queue[3].budget", "budget", 32 },
		{ "grid[1]", "grid", 48 },
		{ "grid[1][2]", "grid", 16 },
		{ "left", "left", 32 },
		{ "bytes[3]", "bytes", 8 },
		{ "deep", "deep", 16 },
	};
	struct ctrl_member m;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		tap_about("%s", good[i].path);
		CHECK_INT(ctrl_type__find(&sample.type, good[i].path, &m, NULL), 0);
		CHECK_TEXT(m.name, good[i].name);
		CHECK_INT(m.bits, good[i].bits);
	}
}

static void bad_paths(void)
{
	static const char *const bad[] = {
		"", ".", "[0]", "-", "u", "u8 ", " u8", "U8", "u8.", "u8.x",
		"u8[0]", "etag", "mask", "stats.", "stats..drops", "stats.drops.",
		"stats[0]", "stats.nothing", "statsdrops", "queue.budget",
		"queue[4]", "queue[-1]", "queue[+1]", "queue[ 1]", "queue[]",
		"queue[", "queue[0", "queue[0}", "queue[01]", "queue[0x1]", "queue[1]budget",
		"queue[1]xbudget", "queue[99999999999999999999]", "grid[0,1]",
		"label[0]", "left.right", "queue[0][0]",
	};
	struct ctrl_member m = { .nr = 77 };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct ctrl_error err = { 0 };

		tap_about("'%s'", bad[i]);
		CHECK_INT(ctrl_type__find(&sample.type, bad[i], &m, &err), -ENOENT);
		CHECK_INT(err.fault, CTRL_FAULT_UNKNOWN_ATTRIBUTE);
		CHECK_TEXT(err.attribute, bad[i]);
		CHECK(ctrl_error__is_users(&err));
	}
	CHECK_INT(m.nr, 77);
}

static void long_paths(void)
{
	char path[1000];
	struct ctrl_member m;

	memset(path, 'u', sizeof(path));
	path[sizeof(path) - 1] = '\0';
	CHECK_INT(ctrl_type__find(&sample.type, path, &m, NULL), -ENOENT);
	memcpy(path, "stats.", 6);
	CHECK_INT(ctrl_type__find(&sample.type, path, &m, NULL), -ENOENT);
}

/* Of two members with one name, which only BTF that lies has, the first counts. */
static void many_members(void)
{
	struct btf *btf = btf__new_empty();
	int u32 = btf__add_int(btf, "u32", 4, 0);
	int id = btf__add_struct(btf, "many", 4 * 1001);
	struct ctrl_member m;
	struct ctrl_type type;
	char name[32];
	int i;

	for (i = 0; i <= 1000; i++) {
		snprintf(name, sizeof(name), "the_member_%d", i % 1000);
		btf__add_field(btf, name, u32, 32 * i, 0);
	}
	CHECK_INT(ctrl_type__init(&type, btf, id), 0);
	CHECK_INT(type.nr, 1001);
	for (i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "the-member_%d", i);
		CHECK_INT(ctrl_type__find(&type, name, &m, NULL), 0);
		CHECK_INT(m.bit_off, 32 * i);
	}
	CHECK_INT(ctrl_type__find(&type, "the-member-1000", &m, NULL), -ENOENT);
	ctrl_type__deinit(&type);
	btf__free(btf);
}

static void find_near(const char *path, struct ctrl_error *err)
{
	struct ctrl_member m;

	memset(err, 0, sizeof(*err));
	tap_about("%s", path);
	ctrl_type__find(&sample.type, path, &m, err);
}

static void near_names(void)
{
	struct ctrl_error err;

	find_near("timeot", &err);
	CHECK(err.nr_near >= 1);
	CHECK_TEXT(err.near[0], "timeout");
	find_near("rolabel", &err);
	CHECK_TEXT(err.near[0], "ro-label");
	find_near("stats.drosp", &err);
	CHECK_TEXT(err.near[0], "stats.drops");
	find_near("queue[2].bugdet", &err);
	CHECK_TEXT(err.near[0], "queue[2].budget");
	find_near("xyzzyxyzzy", &err);
	CHECK_INT(err.nr_near, 0);
}

static void wrong_index(void)
{
	struct ctrl_error err;

	find_near("queue[4].budget", &err);
	CHECK_TEXT(err.reason, "its elements are [0] to [3]");
	CHECK_INT(err.nr_near, 0);
}

static void first_error_stays(void)
{
	struct ctrl_error err = { .fault = CTRL_FAULT_TWICE };
	struct ctrl_member m;

	CHECK_INT(ctrl_type__find(&sample.type, "nothing", &m, &err), -ENOENT);
	CHECK_INT(err.fault, CTRL_FAULT_TWICE);
}

static void names_are_compared(void)
{
	CHECK(ctrl_name__equal("a-b_c", "a_b-c"));
	CHECK(!ctrl_name__equal("a-b", "a-bc"));
	CHECK(!ctrl_name__equal("a-bc", "a-b"));
	CHECK(!ctrl_name__equal("a", "A"));
	CHECK(ctrl_name__equal("", ""));
}

static void names_are_shown(void)
{
	char buf[8];

	ctrl_name__plain("a_b_c", buf, sizeof(buf));
	CHECK_TEXT(buf, "a-b-c");
	ctrl_name__plain("longer_than_that", buf, sizeof(buf));
	CHECK_TEXT(buf, "longer-");
	ctrl_name__plain("a", buf, 0);
	CHECK_TEXT(buf, "longer-");
	ctrl_name__plain("__a_b", buf, sizeof(buf));
	CHECK_TEXT(buf, "__a-b");
	ctrl_name__plain("a._b_c", buf, sizeof(buf));
	CHECK_TEXT(buf, "a._b-c");
}

static const struct tap_test tests[] = {
	{ "a path leads to members, parts and elements", good_paths },
	{ "any other path leads nowhere, and nothing is stored", bad_paths },
	{ "a path of any length is understood or refused", long_paths },
	{ "a member is found among a thousand", many_members },
	{ "near names are those of the place where the path goes wrong",
	  near_names },
	{ "an index that is too large is told the right ones", wrong_index },
	{ "the first error stays", first_error_stays },
	{ "names are the same with '-' and '_'", names_are_compared },
	{ "names are shown with '-', but do not begin with it", names_are_shown },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
