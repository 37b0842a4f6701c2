/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Times of things that are done in turn, and a line of JSON for each. What they
 * say (medians, quartiles, ratios within each round) is tests/bench/report's part.
 */
#ifndef SAMPLES_H
#define SAMPLES_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SAMPLES_MAX	256

/* What is compared: a group, and the number of devices, programs or members. */
struct bench {
	const char *group;
	int size;
	int rounds;
};

static inline double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

/* A number of rounds, or the end: the tables have room for SAMPLES_MAX. */
static inline int rounds_from(const char *word)
{
	int rounds = atoi(word);

	if (rounds < 1 || rounds > SAMPLES_MAX) {
		fprintf(stderr, "rounds: 1..%d\n", SAMPLES_MAX);
		exit(2);
	}
	return rounds;
}

/**
 * print_samples() - one line of JSON: how long a thing took in each round
 * @bench: what it is compared in
 * @name: which of the things
 * @more: more members of the object, each with a comma in front, or ""
 * @samples: seconds
 */
static inline void print_samples(const struct bench *bench, const char *name,
				 const char *more, const double *samples)
{
	int i;

	printf("{\"group\":\"%s\",\"size\":%d,\"name\":\"%s\"%s,\"seconds\":[",
	       bench->group, bench->size, name, more);
	for (i = 0; i < bench->rounds; i++)
		printf("%s%.9g", i ? "," : "", samples[i]);
	puts("]}");
	fflush(stdout);
}

#endif
