// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>

#include "make_prog.h"
#include "prog/diff.h"
#include "tap.h"

static struct prog_sample sample;

static const struct sample_stats early = {
	.mask = ~0ULL,
	.run_cnt = 100,
	.run_time_ns = 5000,
	.recursion_misses = 10,
	.tag = { 1 },
	.load_time = 77,
};

/* What is left of a program that was program 7 before. */
static struct prog_row subtract(const struct sample_stats *late, __u32 id)
{
	__u32 ids[] = { 9, 7, 3 };
	struct sample_stats values[] = { early, early, early };
	struct prog_reading before = {
		.ids = ids,
		.values = values,
		.value_size = sizeof(values[0]),
		.nr = 3,
	};
	struct prog_row row = { .id = id, .value = late };
	struct prog_rows rows = { .at = &row, .nr = 1 };

	values[0].run_cnt = 1;
	values[2].run_cnt = 2;
	prog_counts__init(&row.counts, &sample.fields, late);
	CHECK_INT(prog_rows__subtract(&rows, &before, &sample.fields, 10000), 0);

	return row;
}

static void same(void)
{
	struct sample_stats late = early;
	struct prog_row row;

	late.run_cnt += 5;
	late.run_time_ns += 600;
	late.recursion_misses += 7;
	row = subtract(&late, 7);
	CHECK_INT(row.counts.run_cnt, 5);
	CHECK_INT(row.counts.run_time_ns, 600);
	CHECK_INT(row.counts.recursion_misses, 7);
	CHECK(!row.is_new);
}

static void idle(void)
{
	struct prog_row row = subtract(&early, 7);

	CHECK_INT(row.counts.run_cnt, 0);
	CHECK_INT(row.counts.run_time_ns, 0);
	CHECK_INT(row.counts.recursion_misses, 0);
	CHECK(!row.is_new);
}

static void check_new(const struct sample_stats *late, __u32 id)
{
	struct prog_row row = subtract(late, id);

	CHECK_INT(row.counts.run_cnt, late->run_cnt);
	CHECK_INT(row.counts.run_time_ns, late->run_time_ns);
	CHECK_INT(row.counts.recursion_misses, late->recursion_misses);
	CHECK(row.is_new);
}

static void came(void)
{
	check_new(&early, 8);
	check_new(&early, 1);
	check_new(&early, 4000000000);
}

static void reused(void)
{
	struct sample_stats late = early;

	late.run_cnt += 5;
	late.tag[7] = 1;
	check_new(&late, 7);
	late.tag[7] = 0;
	late.load_time++;
	check_new(&late, 7);
}

static void reset(void)
{
	struct sample_stats late = early;
	struct prog_row row;

	late.run_cnt = 4;
	late.run_time_ns = 40;
	late.recursion_misses = 0;
	row = subtract(&late, 7);
	CHECK_INT(row.counts.run_cnt, 4);
	CHECK_INT(row.counts.run_time_ns, 40);
	CHECK_INT(row.counts.recursion_misses, 0);
	CHECK(!row.is_new);
}

/* It did more since than ever before. */
static void reset_and_busy(void)
{
	struct sample_stats late = early;
	struct prog_row row;

	late.run_cnt = 150;
	late.run_time_ns = 9000;
	late.recursion_misses = 11;
	late.reset_time = 99;
	row = subtract(&late, 7);
	CHECK_INT(row.counts.run_cnt, 150);
	CHECK_INT(row.counts.run_time_ns, 9000);
	CHECK_INT(row.counts.recursion_misses, 11);
}

/* The time since it was loaded does not fit in a period of 10 us. */
static void reset_in_part(void)
{
	struct sample_stats late = early;
	struct prog_row row;

	late.run_cnt = 4;
	late.run_time_ns = 1ULL << 40;
	late.reset_time = 99;
	row = subtract(&late, 7);
	CHECK_INT(row.counts.run_cnt, 4);
	CHECK_INT(row.counts.run_time_ns, (1LL << 40) - early.run_time_ns);
	CHECK_INT(row.counts.recursion_misses, 0);
}

static const struct tap_test tests[] = {
	{ "a period has what a program did within it", same },
	{ "a program that did nothing has zeros", idle },
	{ "a program that came has all that it did", came },
	{ "an id with another tag or load time is a new program", reused },
	{ "a program that was reset has what it did since", reset },
	{ "a program that was reset and did more than before has what it did since",
	  reset_and_busy },
	{ "a reset of one count leaves the others what they did within the period",
	  reset_in_part },
};

int main(void)
{
	int status;

	prog_sample_init(&sample);
	status = TAP_RUN(tests);
	prog_sample_deinit(&sample);

	return status;
}
