// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "make_btf.h"
#include "tap.h"

static struct sample sample;

/* "name=number name=number ..." */
static void list(const struct ctrl_member *m, char *buf, size_t len)
{
	char name[64];
	__u64 number;
	size_t at = 0;
	__u32 i;

	buf[0] = '\0';
	for (i = 0; !ctrl_member__enumerator(m, i, name, sizeof(name), &number); i++)
		at += snprintf(buf + at, len - at, "%s%s=%lld", i ? " " : "", name,
			       (long long)number);
}

static void check_list(const char *path, const char *wanted)
{
	struct ctrl_member m = sample_at(&sample, path);
	char got[256];

	tap_about("%s", path);
	list(&m, got, sizeof(got));
	CHECK_TEXT(got, wanted);
}

static void short_names(void)
{
	check_list("mode", "off=0 slow-start=1 fast=7");
	check_list("big", "one=1 huge=1099511627777");
}

static void negative_numbers(void)
{
	check_list("level", "low=-2 mid=0 high=5");
}

/* An enum of these, as BTF of 2018 has it: 32 bits, and nothing of their sign. */
static struct ctrl_member old_enum_of(struct btf *btf, const __u32 *numbers,
				      int n)
{
	static const char *const names[] = { "X_A", "X_B", "X_C" };
	int id = btf__add_enum(btf, "e", 4), value, i;
	struct ctrl_member m;
	struct ctrl_type type;
	struct maker maker;

	for (i = 0; i < n; i++)
		btf__add_enum_value(btf, names[i], numbers[i]);
	value = maker_begin(&maker, btf, "v", 4);
	maker_field(&maker, "m", id);
	CHECK_INT(ctrl_type__init(&type, btf, value), 0);
	m = type.members[0];
	ctrl_type__deinit(&type);
	return m;
}

static void check_number(const struct ctrl_member *m, const char *word,
			 __u32 wanted, const char *shown)
{
	char got[64];
	__u32 x = 77;

	tap_about("%s", word);
	CHECK_INT(ctrl_member__parse(m, word, &x, NULL), 0);
	CHECK(x == wanted);
	ctrl_member__format(m, &x, got, sizeof(got));
	CHECK_TEXT(got, shown);
}

static void above_int_max(void)
{
	static const __u32 large[] = { 1, 2, 4294967294U };
	static const __u32 negative[] = { -3, 0, 7 };
	struct btf *btf = btf__new_empty();
	struct ctrl_member m = old_enum_of(btf, large, 3);
	char got[256];
	__u32 x;

	list(&m, got, sizeof(got));
	CHECK_TEXT(got, "a=1 b=2 c=4294967294");
	check_number(&m, "c", 4294967294U, "c");
	check_number(&m, "4294967294", 4294967294U, "c");
	check_number(&m, "0xfffffffe", 4294967294U, "c");
	CHECK_INT(ctrl_member__parse(&m, "4294967293", &x, NULL), -EINVAL);
	btf__free(btf);

	btf = btf__new_empty();
	m = old_enum_of(btf, negative, 3);
	list(&m, got, sizeof(got));
	CHECK_TEXT(got, "a=-3 b=0 c=7");
	check_number(&m, "-3", -3, "a");
	check_number(&m, "4294967293", -3, "a");
	CHECK_INT(ctrl_member__parse(&m, "-2", &x, NULL), -EINVAL);
	btf__free(btf);
}

static void flags_without_mask(void)
{
	check_list("caps", "rx=1 tx=2 zero-copy=4 top=2147483648");
}

static void only_enums(void)
{
	struct ctrl_member m = sample_at(&sample, "u8");
	char name[8];
	__u64 number;

	CHECK_INT(ctrl_member__enumerator(&m, 0, name, sizeof(name), &number),
		  -ENOENT);
}

/* An enum of these names, numbered from @first on, or the kind of its flags. */
static struct ctrl_member enum_of(struct btf *btf, const char *const *names,
				  const int *numbers, size_t n)
{
	struct ctrl_type type;
	struct ctrl_member m;
	struct maker maker;
	int id = btf__add_enum(btf, "e", 4), value;
	size_t i;

	for (i = 0; i < n; i++)
		btf__add_enum_value(btf, names[i], numbers[i]);
	value = maker_begin(&maker, btf, "v", 4);
	maker_field(&maker, "m", id);
	CHECK_INT(ctrl_type__init(&type, btf, value), 0);
	m = type.members[0];
	ctrl_type__deinit(&type);
	return m;
}

static void check_names(const char *const *names, size_t n, const char *wanted)
{
	static const int numbers[] = { 0, 1, 2 };
	struct btf *btf = btf__new_empty();
	struct ctrl_member m = enum_of(btf, names, numbers, n);
	char got[256];

	tap_about("%s", names[0]);
	list(&m, got, sizeof(got));
	CHECK_TEXT(got, wanted);
	btf__free(btf);
}

static void prefixes(void)
{
	static const char *const digits[] = { "SPEED_10", "SPEED_100" };
	static const char *const inner[] = { "X_SPEED_10", "X_SPEED_FULL" };
	static const char *const whole[] = { "A_B", "A_B_C" };
	static const char *const empty[] = { "A_", "A_C" };
	static const char *const none[] = { "RED", "REDDER" };
	static const char *const alone[] = { "JUST_ONE" };
	static const char *const inside[] = { "A__B_C", "A_D" };

	check_names(digits, 2, "speed-10=0 speed-100=1");
	check_names(inner, 2, "speed-10=0 speed-full=1");
	check_names(whole, 2, "b=0 b-c=1");
	check_names(empty, 2, "a-=0 a-c=1");
	check_names(none, 2, "red=0 redder=1");
	check_names(alone, 1, "just-one=0");
	check_names(inside, 2, "_b-c=0 d=1");
}

static void counters(void)
{
	static const char *const counted[] = { "M_A", "M_B", "__M_MAX" };
	static const char *const internal[] = { "__A", "__B" };
	struct btf *btf = btf__new_empty();
	static const int numbers[] = { 0, 1, 2 };
	struct ctrl_member m = enum_of(btf, counted, numbers, 3);
	char word[64], value[4] = { 2 };

	check_names(counted, 3, "a=0 b=1");
	check_names(internal, 2, "");
	ctrl_member__format(&m, value, word, sizeof(word));
	CHECK_TEXT(word, "2");
	CHECK_INT(ctrl_member__parse(&m, "2", value, NULL), -EINVAL);
	CHECK_INT(ctrl_member__parse(&m, "__m_max", value, NULL), -EINVAL);
	CHECK_INT(ctrl_member__parse(&m, "b", value, NULL), 0);
	CHECK_INT(value[0], 1);
	btf__free(btf);
}

/* Of an enum behind the typedef that declares flags, and others around it. */
static struct ctrl_member declared_of(struct btf *btf, const char *const *names,
				      const int *numbers, size_t n)
{
	int id = btf__add_enum(btf, "e", 4), value;
	struct ctrl_type type;
	struct ctrl_member m;
	struct maker maker;
	size_t i;

	for (i = 0; i < n; i++)
		btf__add_enum_value(btf, names[i], numbers[i]);
	id = btf__add_const(btf, btf__add_typedef(btf, "bpf_ctrl_flags_t", id));
	value = maker_begin(&maker, btf, "v", 4);
	maker_field(&maker, "m", id);
	CHECK_INT(ctrl_type__init(&type, btf, value), 0);
	m = type.members[0];
	ctrl_type__deinit(&type);
	return m;
}

static void check_shown(const struct ctrl_member *m, __u32 x, const char *wanted)
{
	char got[64];
	__u32 back = 77;

	tap_about("%s", wanted);
	ctrl_member__format(m, &x, got, sizeof(got));
	CHECK_TEXT(got, wanted);
	CHECK_INT(ctrl_member__parse(m, wanted, &back, NULL), 0);
	CHECK_INT(back, x);
}

static void declared_flags(void)
{
	static const char *const names[] = { "F_NONE", "F_A", "F_B", "F_BOTH" };
	static const int numbers[] = { 0, 1, 2, 3 };
	struct btf *btf = btf__new_empty();
	struct ctrl_member m = declared_of(btf, names, numbers, 4);
	char got[256];

	CHECK_INT(m.kind, CTRL_KIND_FLAGS);
	CHECK(m.read_only);
	list(&m, got, sizeof(got));
	CHECK_TEXT(got, "none=0 a=1 b=2");
	check_shown(&m, 0, "none");
	check_shown(&m, 2, "b");
	check_shown(&m, 3, "a,b");
	check_shown(&m, 5, "a,0x4");
	ctrl_member__type_name(&m, got, sizeof(got));
	CHECK_TEXT(got, "enum e");
	btf__free(btf);
}

static void named_nothing(void)
{
	static const char *const names[] = { "F_IDLE", "F_A", "F_B" };
	static const char *const unnamed[] = { "F_A", "F_B" };
	static const int numbers[] = { 0, 1, 2 };
	struct btf *btf = btf__new_empty();
	struct ctrl_member m = declared_of(btf, names, numbers, 3);

	check_shown(&m, 0, "idle");
	m = declared_of(btf, unnamed, numbers + 1, 2);
	check_shown(&m, 0, "none");
	btf__free(btf);
}

static void choices(void)
{
	static const char *const names[] = { "X_ON", "X_AUTO", "X_MASK" };
	static const int numbers[] = { 1, 2, 3 };
	struct btf *btf = btf__new_empty();
	struct ctrl_member m = enum_of(btf, names, numbers, 2);
	__u32 x = 77;

	CHECK_INT(m.kind, CTRL_KIND_ENUM);
	CHECK_INT(ctrl_member__parse(&m, "3", &x, NULL), -EINVAL);
	CHECK_INT(ctrl_member__parse(&m, "on,auto", &x, NULL), -EINVAL);
	check_shown(&m, 2, "auto");
	m = enum_of(btf, names, numbers, 3);
	CHECK_INT(m.kind, CTRL_KIND_ENUM);
	check_shown(&m, 3, "mask");
	btf__free(btf);
}

static void no_room(void)
{
	struct ctrl_member m = sample_at(&sample, "mode");
	char name[] = "x";
	__u64 number;

	CHECK_INT(ctrl_member__enumerator(&m, 2, name, 0, &number), 0);
	CHECK_TEXT(name, "x");
	CHECK_INT(number, 7);
}

/* More of them than a sentence has room for. */
static void many_names(void)
{
	struct btf *btf = btf__new_empty();
	const char *names[26];
	struct ctrl_error err = { 0 };
	struct ctrl_member m;
	int numbers[26], i;
	__u32 x;

	for (i = 0; i < 26; i++) {
		static char room[26][32];

		snprintf(room[i], sizeof(room[i]), "%c_enumerator_of_many", 'A' + i);
		names[i] = room[i];
		numbers[i] = 3 * i;
	}
	m = enum_of(btf, names, numbers, 26);
	CHECK_INT(ctrl_member__parse(&m, "b-enumerator-of-many", &x, NULL), 0);
	CHECK_INT(x, 3);
	CHECK_INT(ctrl_member__parse(&m, "zz", &x, &err), -EINVAL);
	CHECK(strstr(err.reason, "the names are a-enumerator-of-many, b-"));
	CHECK_TEXT(err.reason + strlen(err.reason) - 5, ", ...");
	btf__free(btf);
}

static const struct tap_test tests[] = {
	{ "enumerators are shown without their common beginning", short_names },
	{ "negative enumerators keep their sign", negative_numbers },
	{ "an enumerator above INT_MAX goes by its name and its number",
	  above_int_max },
	{ "flags are unsigned, and their mask is not one of them",
	  flags_without_mask },
	{ "a number has no enumerators", only_enums },
	{ "what is left of a name is never empty nor begins with a digit",
	  prefixes },
	{ "an enumerator that counts the others is none of them", counters },
	{ "flags are what the kernel declares as flags, whatever their numbers",
	  declared_flags },
	{ "no flag at all is shown by the name that it has", named_nothing },
	{ "an enum of single bits that is not declared so is a choice",
	  choices },
	{ "the number of an enumerator needs no room for its name", no_room },
	{ "of more names than there is room for the first are said", many_names },
};

int main(void)
{
	int status;

	sample_init(&sample);
	status = TAP_RUN(tests);
	sample_deinit(&sample);
	return status;
}
