// SPDX-License-Identifier: GPL-2.0-only
#include "stats/unit.h"
#include "tap.h"

static void times(void)
{
	static const struct {
		__u64 ns;
		const char *word;
	} cases[] = {
		{ 0, "0 ns" }, { 999, "999 ns" }, { 1000, "1.000 us" },
		{ 81234, "81.23 us" }, { 999940, "999.9 us" },
		{ 999960, "1.000 ms" }, { 1500000000, "1.500 s" },
		{ 7200000000000, "7200 s" },
	};
	char word[STATS_UNIT_ROOM];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		stats_unit__time(cases[i].ns, word);
		CHECK_TEXT(word, cases[i].word);
	}
}

static void rates(void)
{
	char word[STATS_UNIT_ROOM];

	stats_unit__rate(1000, 0.5, word);
	CHECK_TEXT(word, "2000");
	stats_unit__rate(1, 4, word);
	CHECK_TEXT(word, "0.25");
	stats_unit__rate(0, 4, word);
	CHECK_TEXT(word, "0");
}

static void shares(void)
{
	char word[STATS_UNIT_ROOM];

	stats_unit__share(500000000, 2, word);
	CHECK_TEXT(word, "25.00%");
	stats_unit__share(3000000000, 2, word);
	CHECK_TEXT(word, "150.00%");
	stats_unit__share(0, 2, word);
	CHECK_TEXT(word, "0.00%");
}

static const struct tap_test tests[] = {
	{ "a time has the unit that fits", times },
	{ "a rate is a number by the second", rates },
	{ "a share is that of one CPU", shares },
};

int main(void)
{
	return TAP_RUN(tests);
}
