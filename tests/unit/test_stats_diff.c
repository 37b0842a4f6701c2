// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>

#include "make_stats.h"
#include "stats/diff.h"
#include "tap.h"

static struct stats_sample sample;

static const struct sample_stats early = {
	.mask = ~0ULL,
	.run_cnt = 100,
	.run_time_ns = 5000,
	.recursion_misses = 10,
	.tag = { 1 },
	.load_time = 77,
};

enum { RUNS, TIME, MISSES, COUNTS };

/* What is left of a program; as struct stats_row has it, but to be copied. */
struct left {
	__u64 counts[COUNTS];
	bool is_new;
};

/* What is left of a program that was program 7 before. */
static struct left subtract(const struct sample_stats *late, __u32 id)
{
	__u32 ids[] = { 9, 7, 3 };
	struct sample_stats values[] = { early, early, early };
	struct stats_reading before = {
		.keys = ids,
		.values = values,
		.key_size = sizeof(ids[0]),
		.key_step = sizeof(ids[0]),
		.value_size = sizeof(values[0]),
		.nr = 3,
	};
	struct left left;
	struct stats_row row = { .key = &id, .value = late, .counts = left.counts };
	struct stats_rows rows = { .at = &row, .nr = 1, .fields = &sample.fields };
	const struct stats_diff diff = {
		.front = sample.front,
		.type = &sample.type,
		.fields = &sample.fields,
		.period = 10000,
	};

	CHECK_INT(sample.fields.nr, COUNTS);
	values[0].run_cnt = 1;
	values[2].run_cnt = 2;
	stats_row__read(&row, &sample.fields);
	CHECK_INT(stats_diff__subtract(&diff, &rows, &before), 0);
	left.is_new = row.is_new;

	return left;
}

static void same(void)
{
	struct sample_stats late = early;
	struct left row;

	late.run_cnt += 5;
	late.run_time_ns += 600;
	late.recursion_misses += 7;
	row = subtract(&late, 7);
	CHECK_INT(row.counts[RUNS], 5);
	CHECK_INT(row.counts[TIME], 600);
	CHECK_INT(row.counts[MISSES], 7);
	CHECK(!row.is_new);
}

static void idle(void)
{
	struct left row = subtract(&early, 7);

	CHECK_INT(row.counts[RUNS], 0);
	CHECK_INT(row.counts[TIME], 0);
	CHECK_INT(row.counts[MISSES], 0);
	CHECK(!row.is_new);
}

static void check_new(const struct sample_stats *late, __u32 id)
{
	struct left row = subtract(late, id);

	CHECK_INT(row.counts[RUNS], late->run_cnt);
	CHECK_INT(row.counts[TIME], late->run_time_ns);
	CHECK_INT(row.counts[MISSES], late->recursion_misses);
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
	struct left row;

	late.run_cnt = 4;
	late.run_time_ns = 40;
	late.recursion_misses = 0;
	row = subtract(&late, 7);
	CHECK_INT(row.counts[RUNS], 4);
	CHECK_INT(row.counts[TIME], 40);
	CHECK_INT(row.counts[MISSES], 0);
	CHECK(!row.is_new);
}

/* It did more since than ever before. */
static void reset_and_busy(void)
{
	struct sample_stats late = early;
	struct left row;

	late.run_cnt = 150;
	late.run_time_ns = 9000;
	late.recursion_misses = 11;
	late.reset_time = 99;
	row = subtract(&late, 7);
	CHECK_INT(row.counts[RUNS], 150);
	CHECK_INT(row.counts[TIME], 9000);
	CHECK_INT(row.counts[MISSES], 11);
}

/* The time since it was loaded does not fit in a period of 10 us. */
static void reset_in_part(void)
{
	struct sample_stats late = early;
	struct left row;

	late.run_cnt = 4;
	late.run_time_ns = 1ULL << 40;
	late.reset_time = 99;
	row = subtract(&late, 7);
	CHECK_INT(row.counts[RUNS], 4);
	CHECK_INT(row.counts[TIME], (1LL << 40) - early.run_time_ns);
	CHECK_INT(row.counts[MISSES], 0);
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

	stats_sample_init(&sample);
	status = TAP_RUN(tests);
	stats_sample_deinit(&sample);

	return status;
}
