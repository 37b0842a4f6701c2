// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What programs did between two readings. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "prog/diff.h"

/* Where each program is in a reading. */
struct place {
	__u32 id;
	__u32 i;
};

static int compare_places(const void *a, const void *b)
{
	__u32 x = ((const struct place *)a)->id;
	__u32 y = ((const struct place *)b)->id;

	return (x > y) - (x < y);
}

static struct place *find_places(const struct prog_reading *reading)
{
	struct place *places = calloc(reading->nr + 1, sizeof(*places));
	__u32 i;

	for (i = 0; places && i < reading->nr; i++)
		places[i] = (struct place) { reading->ids[i], i };
	if (places)
		qsort(places, reading->nr, sizeof(*places), compare_places);

	return places;
}

static bool is_equal(const struct ctrl_member *m, const void *a, const void *b)
{
	return !m || ctrl_bits__equal(a, b, m->bit_off, m->bits);
}

/*
 * A reset of some counts only leaves the others as they were. The kernel says when
 * the last reset was, not of which; a time that is too long for the period has not
 * begun in it.
 */
static bool was_reset(const struct prog_row *row, const void *before,
		      const struct prog_fields *fields, __u64 period)
{
	__u64 longest = period * sysconf(_SC_NPROCESSORS_CONF);

	return !is_equal(fields->reset_time, row->value, before) &&
	       row->counts.run_time_ns <= longest;
}

/* What is lower than before has been reset, whatever the kernel says of it. */
static void subtract_count(__u64 *count, __u64 was)
{
	if (*count >= was)
		*count -= was;
}

static void subtract(struct prog_row *row, const void *before,
		     const struct prog_fields *fields, __u64 period)
{
	struct prog_counts *c = &row->counts, was;

	if (!before || !is_equal(fields->tag, row->value, before) ||
	    !is_equal(fields->load_time, row->value, before)) {
		row->is_new = true;
		return;
	}

	if (was_reset(row, before, fields, period))
		return;
	prog_counts__init(&was, fields, before);
	subtract_count(&c->run_cnt, was.run_cnt);
	subtract_count(&c->run_time_ns, was.run_time_ns);
	subtract_count(&c->recursion_misses, was.recursion_misses);
}

int prog_rows__subtract(struct prog_rows *rows,
			const struct prog_reading *before,
			const struct prog_fields *fields, __u64 period)
{
	struct place *places = find_places(before), *place;
	__u32 i;

	if (!places)
		return -ENOMEM;
	for (i = 0; i < rows->nr; i++) {
		struct place wanted = { .id = rows->at[i].id };

		place = bsearch(&wanted, places, before->nr, sizeof(*places),
				compare_places);
		subtract(&rows->at[i], place ?
			 prog_reading__value(before, place->i) : NULL, fields,
			 period);
	}
	free(places);

	return 0;
}
