// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What objects did between two readings. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stats/diff.h"

/* Where each object is in a reading, in the order of the bytes of their keys. */
static int compare_keys(const void *a, const void *b, void *size)
{
	return memcmp(*(const void *const *)a, *(const void *const *)b,
		      *(const __u32 *)size);
}

static const void **sort_keys(const struct stats_reading *reading)
{
	const void **keys = calloc(reading->nr + 1, sizeof(*keys));
	__u32 size = reading->key_size, i;

	if (!keys)
		return NULL;
	for (i = 0; i < reading->nr; i++)
		keys[i] = stats_reading__key(reading, i);
	qsort_r(keys, reading->nr, sizeof(*keys), compare_keys, &size);

	return keys;
}

/* NULL: it was not there. */
static const void *find_value(const struct stats_reading *reading,
			      const void *const *keys, const void *key)
{
	__u32 low = 0, high = reading->nr, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = memcmp(keys[middle], key, reading->key_size);
		if (!order)
			return stats_reading__value(reading,
						    ((const char *)keys[middle] -
						     (const char *)reading->keys) /
						    reading->key_step);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}

	return NULL;
}

static bool is_equal(const struct ctrl_member *m, const void *a, const void *b)
{
	return !m || ctrl_bits__equal(a, b, m->bit_off, m->bits);
}

static bool is_another(const struct stats_diff *diff, const void *value,
		       const void *before)
{
	const char *const *name;

	for (name = diff->front->identity; name && *name; name++)
		if (!is_equal(stats_member__by_name(diff->type, *name), value, before))
			return true;
	return false;
}

/* A time that is too long for the period has not begun in it. */
static bool fits_period(const struct stats_diff *diff, const struct stats_row *row)
{
	__u64 longest = diff->period * sysconf(_SC_NPROCESSORS_CONF);
	__u32 i;

	for (i = 0; i < diff->fields->nr; i++)
		if (diff->fields->at[i].is_counter &&
		    stats_member__is_nsec(&diff->fields->at[i].member) &&
		    row->counts[i] > longest)
			return false;
	return true;
}

/*
 * A reset of some counts only leaves the others as they were. The kernel says when
 * the last reset was, not of which.
 */
static bool was_reset(const struct stats_diff *diff, const struct stats_row *row,
		      const void *before)
{
	const struct ctrl_member *m = stats_member__by_name(diff->type,
							    diff->front->reset_time);

	return !is_equal(m, row->value, before) && fits_period(diff, row);
}

/* What is lower than before has been reset, whatever the kernel says of it. */
static void subtract_count(__u64 *count, __u64 was)
{
	if (*count >= was)
		*count -= was;
}

static void subtract(const struct stats_diff *diff, struct stats_row *row,
		     const void *before)
{
	__u32 i;

	if (!before || is_another(diff, row->value, before)) {
		row->is_new = true;
		return;
	}

	if (was_reset(diff, row, before))
		return;
	for (i = 0; i < diff->fields->nr; i++)
		if (diff->fields->at[i].is_counter)
			subtract_count(&row->counts[i],
				       stats_member__number(&diff->fields->at[i].member,
							    before));
}

int stats_diff__subtract(const struct stats_diff *diff, struct stats_rows *rows,
			 const struct stats_reading *before)
{
	const void **keys = sort_keys(before);
	__u32 i;

	if (!keys)
		return -ENOMEM;
	for (i = 0; i < rows->nr; i++)
		subtract(diff, &rows->at[i],
			 find_value(before, keys, rows->at[i].key));
	free(keys);

	return 0;
}
