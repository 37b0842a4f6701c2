// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Numbers with a unit, for people. */
#include <stdio.h>

#include "stats/unit.h"

void stats_unit__time(__u64 ns, char word[STATS_UNIT_ROOM])
{
	static const char *const units[] = { "ns", "us", "ms", "s" };
	double x = ns;
	size_t unit = 0;

	while (x >= 999.95 && unit < sizeof(units) / sizeof(units[0]) - 1) {
		x /= 1000;
		unit++;
	}
	snprintf(word, STATS_UNIT_ROOM, "%.*f %s",
		 !unit || x >= 999.95 ? 0 : x < 10 ? 3 : x < 100 ? 2 : 1, x,
		 units[unit]);
}

void stats_unit__rate(__u64 number, double seconds, char word[STATS_UNIT_ROOM])
{
	double rate = number / seconds;

	snprintf(word, STATS_UNIT_ROOM, "%.*f", rate < 100 && number ? 2 : 0,
		 rate);
}

void stats_unit__share(__u64 ns, double seconds, char word[STATS_UNIT_ROOM])
{
	snprintf(word, STATS_UNIT_ROOM, "%.2f%%", ns / seconds / 1e7);
}
