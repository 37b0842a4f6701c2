// SPDX-License-Identifier: GPL-2.0-only
/* Words that are numbers, and many that are none. */
#include <errno.h>
#include <stdint.h>

#include "text/number.h"
#include "tap.h"

static void numbers(void)
{
	__u64 number = 7;
	__u32 small = 7;

	CHECK_INT(number__parse("0", 0, &number), 0);
	CHECK_INT(number, 0);
	CHECK_INT(number__parse("18446744073709551615", UINT64_MAX, &number), 0);
	CHECK(number == UINT64_MAX);
	CHECK_INT(number__parse("2147483647", 2147483647, &number), 0);
	CHECK_INT(number, 2147483647);
	CHECK_INT(number__parse_u32("4294967295", &small), 0);
	CHECK(small == UINT32_MAX);
}

static void no_numbers(void)
{
	static const char *const words[] = {
		"", " 1", "+1", "-1", "1 ", "1x", "x", "0x1", "1.0", "1,2",
		"18446744073709551616", "99999999999999999999999",
	};
	__u64 number = 7;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		tap_about("'%s'", words[i]);
		CHECK_INT(number__parse(words[i], UINT64_MAX, &number), -EINVAL);
	}
	CHECK_INT(number, 7);
}

static void too_large(void)
{
	__u64 number = 7;
	__u32 small = 7;

	CHECK_INT(number__parse("1", 0, &number), -EINVAL);
	CHECK_INT(number__parse("2147483648", 2147483647, &number), -EINVAL);
	CHECK_INT(number__parse_u32("4294967296", &small), -EINVAL);
	CHECK_INT(number, 7);
	CHECK_INT(small, 7);
}

static void seconds(void)
{
	static const struct {
		const char *word;
		__u64 ns;
	} words[] = {
		{ "1", 1000000000 }, { "0.5", 500000000 }, { "0.000000001", 1 },
		{ "1.", 1000000000 }, { "2.25", 2250000000 },
		{ "1000000000", 1000000000000000000 },
	};
	__u64 ns = 7;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		tap_about("'%s'", words[i].word);
		CHECK_INT(number__parse_seconds(words[i].word, &ns), 0);
		CHECK(ns == words[i].ns);
	}
}

static void no_seconds(void)
{
	static const char *const words[] = {
		"", "0", "0.0", ".5", "-1", "1s", "1,5", "1.0000000001", "1e3",
		"1000000001", "99999999999999999999",
	};
	__u64 ns = 7;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		tap_about("'%s'", words[i]);
		CHECK_INT(number__parse_seconds(words[i], &ns), -EINVAL);
	}
	CHECK_INT(ns, 7);
}

static const struct tap_test tests[] = {
	{ "a number is digits, up to the largest one", numbers },
	{ "what has anything beside digits is no number", no_numbers },
	{ "a number beyond the largest is refused, and changes nothing",
	  too_large },
	{ "a period is seconds with up to nine digits behind a point", seconds },
	{ "a period of nothing, or of what is no number, is refused", no_seconds },
};

int main(void)
{
	return TAP_RUN(tests);
}
