// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Programs and their counts, as one reading or two of them give them. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "prog/rows.h"

static __u64 now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);

	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static int read_one(struct prog_reading *reading, const struct ctrl_map *map,
		    __u32 id, struct ctrl_error *err)
{
	struct ctrl_error why = {};
	int ret;

	reading->ids = malloc(sizeof(*reading->ids));
	reading->values = calloc(1, map->value_size);
	if (!reading->ids || !reading->values)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);

	reading->ids[0] = id;
	ret = ctrl_map__lookup(map, &id, reading->values, &why);
	reading->nr = !ret;
	if (!ret || why.fault == CTRL_FAULT_NO_OBJECT)
		return 0;
	*err = why;
	snprintf(err->object, sizeof(err->object), "id %u", id);

	return ret;
}

static int read_all(struct prog_reading *reading, const struct ctrl_map *map,
		    struct ctrl_error *err)
{
	void *keys;
	int ret;

	ret = ctrl_map__lookup_all(map, &keys, &reading->values, &reading->nr,
				   err);
	if (!ret)
		reading->ids = keys;

	return ret;
}

int prog_reading__init(struct prog_reading *reading, const struct ctrl_map *map,
		       const struct prog_filter *filter, struct ctrl_error *err)
{
	struct prog_reading r = { .value_size = map->value_size, .when = now() };
	int ret;

	if (filter->given && filter->prog.by == PROG_BY_ID)
		ret = read_one(&r, map, filter->prog.id, err);
	else
		ret = read_all(&r, map, err);
	if (ret)
		prog_reading__deinit(&r);
	else
		*reading = r;

	return ret;
}

void prog_reading__deinit(struct prog_reading *reading)
{
	free(reading->ids);
	free(reading->values);
}

int prog_rows__init(struct prog_rows *rows, const struct prog_reading *reading,
		    const struct prog_fields *fields,
		    struct prog_filter *filter)
{
	struct prog_row *row;
	__u32 i;

	rows->nr = 0;
	rows->at = calloc(reading->nr + 1, sizeof(*rows->at));
	if (!rows->at)
		return -ENOMEM;

	for (i = 0; i < reading->nr; i++) {
		const void *value = prog_reading__value(reading, i);

		if (!prog_filter__matches(filter, fields, reading->ids[i],
					  value))
			continue;
		row = &rows->at[rows->nr++];
		row->id = reading->ids[i];
		row->value = value;
		prog_counts__init(&row->counts, fields, value);
	}

	return 0;
}

void prog_rows__deinit(struct prog_rows *rows)
{
	free(rows->at);
}

void prog_rows__keep_active(struct prog_rows *rows)
{
	__u32 i, kept = 0;

	for (i = 0; i < rows->nr; i++)
		if (rows->at[i].counts.run_cnt ||
		    rows->at[i].counts.recursion_misses)
			rows->at[kept++] = rows->at[i];
	rows->nr = kept;
}

void prog_rows__total(const struct prog_rows *rows, struct prog_counts *total)
{
	__u32 i;

	*total = (struct prog_counts) {};
	for (i = 0; i < rows->nr; i++)
		prog_counts__add(total, &rows->at[i].counts);
}
