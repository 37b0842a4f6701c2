// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>

#include "stats/bars.h"
#include "tap.h"

static const __u32 seven = 7, nine = 9;

static void check_bars(const struct stats_history *history, const __u32 *key,
		       int periods, const char *wanted)
{
	char bars[STATS_BARS_ROOM];

	stats_history__bars(history, key, periods, bars);
	CHECK_TEXT(bars, wanted);
}

static void note(struct stats_history *history, const __u32 *key, __u64 number)
{
	stats_history__begin(history);
	stats_history__note(history, key, number, false);
}

static void scale(void)
{
	struct stats_history *history = stats_history__create(sizeof(seven));
	int i;

	for (i = 0; i <= 7; i++)
		note(history, &seven, 100 * i);
	check_bars(history, &seven, 8, "▁▂▃▄▅▆▇█");
	note(history, &seven, 1);
	check_bars(history, &seven, 3, "▇█▂");
	note(history, &seven, ~0ULL);
	check_bars(history, &seven, 3, "▂▂█");
	stats_history__free(history);
}

static void newest_last(void)
{
	struct stats_history *history = stats_history__create(sizeof(seven));
	int i;

	note(history, &seven, 5);
	check_bars(history, &seven, 4, "   █");
	check_bars(history, &nine, 4, "    ");
	for (i = 0; i < STATS_BARS_MAX; i++)
		note(history, &seven, 0);
	check_bars(history, &seven, 5, "▁▁▁▁▁");
	note(history, &seven, 3);
	check_bars(history, &seven, STATS_BARS_MAX, "▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█");
	stats_history__free(history);
}

static void gone_and_new(void)
{
	struct stats_history *history = stats_history__create(sizeof(seven));

	note(history, &seven, 5);
	note(history, &nine, 5);
	check_bars(history, &seven, 5, "    █");
	note(history, &nine, 5);
	check_bars(history, &seven, 5, "     ");
	check_bars(history, &nine, 5, "   ██");
	stats_history__begin(history);
	stats_history__note(history, &nine, 2, true);
	check_bars(history, &nine, 5, "    █");
	stats_history__free(history);
}

static void total(void)
{
	struct stats_history *history = stats_history__create(sizeof(seven));

	note(history, &seven, 5);
	stats_history__note(history, NULL, 7, false);
	note(history, NULL, 14);
	check_bars(history, NULL, 5, "   ▅█");
	stats_history__free(history);
}

static const struct tap_test tests[] = {
	{ "bars are sevenths of the largest, nothing is the lowest", scale },
	{ "the newest period is at the right end, what was not watched is blank",
	  newest_last },
	{ "an object that is gone is forgotten, and another one begins anew",
	  gone_and_new },
	{ "all objects together have bars of their own", total },
};

int main(void)
{
	return TAP_RUN(tests);
}
