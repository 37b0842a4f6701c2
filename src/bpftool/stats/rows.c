// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Objects and their counts, as one reading or two of them give them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stats/rows.h"

void stats_row__read(struct stats_row *row, const struct stats_fields *fields)
{
	__u32 i;

	for (i = 0; i < fields->nr; i++)
		row->counts[i] = stats_member__number(&fields->at[i].member, row->value);
}

int stats_rows__init(struct stats_rows *rows, const struct stats_reading *reading,
		     const struct stats_fields *fields)
{
	struct stats_row *row;

	*rows = (struct stats_rows) {
		.fields = fields, .key_step = reading->key_step,
	};
	rows->at = calloc(reading->nr + 1, sizeof(*rows->at));
	rows->counts = calloc((size_t)reading->nr * fields->nr + 1, sizeof(*rows->counts));
	if (!rows->at || !rows->counts)
		return -ENOMEM;

	for (; rows->nr < reading->nr; rows->nr++) {
		row = &rows->at[rows->nr];
		row->key = stats_reading__key(reading, rows->nr);
		row->value = stats_reading__value(reading, rows->nr);
		row->counts = rows->counts + (size_t)rows->nr * fields->nr;
		stats_row__read(row, fields);
	}

	return 0;
}

void stats_rows__deinit(struct stats_rows *rows)
{
	free(rows->at);
	free(rows->counts);
	*rows = (struct stats_rows) {};
}

bool stats_rows__has(const struct stats_rows *rows, const struct stats_row *row,
		     int field)
{
	const struct ctrl_member *member;
	__u32 i;

	if (field < 0)
		return false;
	member = &rows->fields->at[field].member;
	if (row->value)
		return stats_member__has(member, row->value);
	if (!rows->fields->at[field].is_counter)
		return false;
	for (i = 0; i < rows->nr; i++)
		if (stats_member__has(member, rows->at[i].value))
			return true;

	return !rows->nr;
}

void stats_rows__total(const struct stats_rows *rows, struct stats_row *total)
{
	__u32 i, f;

	memset(total->counts, 0, rows->fields->nr * sizeof(*total->counts));
	for (i = 0; i < rows->nr; i++)
		for (f = 0; f < rows->fields->nr; f++)
			if (rows->fields->at[f].is_counter)
				total->counts[f] += rows->at[i].counts[f];
}
