/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Numbers with a unit, for people. */
#ifndef BPFTOOL_STATS_UNIT_H
#define BPFTOOL_STATS_UNIT_H

#include <linux/types.h>

#define STATS_UNIT_ROOM	32

/**
 * stats_unit__time() - a time with three or four digits and the unit that fits
 * @ns: nanoseconds
 * @word: filled in: "812 ns", "81.2 us", "1.000 s"
 */
void stats_unit__time(__u64 ns, char word[STATS_UNIT_ROOM]);

/**
 * stats_unit__rate() - how often a second
 * @number: of times
 * @seconds: in which they were; more than 0
 * @word: filled in: "0.25", "1234"
 */
void stats_unit__rate(__u64 number, double seconds, char word[STATS_UNIT_ROOM]);

/**
 * stats_unit__share() - share of one CPU
 * @ns: nanoseconds that it was busy
 * @seconds: in which it was; more than 0
 * @word: filled in: "12.34%"; more than 100% with several CPUs
 */
void stats_unit__share(__u64 ns, double seconds, char word[STATS_UNIT_ROOM]);

#endif
