/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Counting instructions, in a machine whose clock is their number (tests/vm/run
 * --count-instructions).
 */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

#include <stdlib.h>
#include <linux/types.h>

static inline __u64 ticks(void)
{
	__u32 low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high));
	return (__u64)high << 32 | low;
}

/* A loop has two instructions a turn. */
static inline double instructions_since(__u64 begin)
{
	static double ticks_of_instruction;
	__u64 end = ticks();

	if (!ticks_of_instruction) {
		__u64 n = 1000000, loop = ticks();

		__asm__ volatile("1: dec %0; jnz 1b" : "+r"(n));
		ticks_of_instruction = (ticks() - loop) / 2e6;
	}
	return (end - begin) / ticks_of_instruction;
}

static inline int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static inline double median(double *all, size_t nr)
{
	qsort(all, nr, sizeof(*all), compare_doubles);
	return all[nr / 2];
}

#endif /* INSTRUCTIONS_H */
