// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* One command of statistics: its words, and the map that it is about. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/stats.h"
#include "stats/types.h"

static int find_fields(struct stats *s)
{
	struct request *r = s->r;

	s->report = (struct stats_report) {
		.front = s->front,
		.r = r,
		.type = &r->map->value,
		.key = &r->map->key,
		.type_name = s->type_name,
		.foreign = r->foreign,
		.fields = &s->fields,
		.columns = &s->columns,
		.order = &s->order,
		.named = s->named,
	};
	if (stats_fields__init(&s->fields, &r->map->value, s->front))
		return request__no_memory(r);
	if (!s->fields.nr)
		return stats_types__nothing_moves(r);
	s->counts = calloc(s->fields.nr, sizeof(*s->counts));
	if (!s->counts || stats_columns__init(&s->columns, &s->report, r->kind->key_help))
		return request__no_memory(r);

	return stats_order__init(&s->order, s->sort, &s->report, &r->err);
}

int stats__open(struct stats *s)
{
	int err = request__open(s->r);

	if (err && s->front->not_opened)
		s->front->not_opened(s);
	if (err)
		return err;
	if (!s->front->metrics.prefix)
		stats_types__name(s->r, s->type_name);

	return find_fields(s);
}

void stats__deinit(struct stats *s)
{
	stats_columns__deinit(&s->columns);
	stats_fields__deinit(&s->fields);
	free(s->counts);
}

void stats__name_object(struct stats *s, const void *key, size_t room)
{
	__u8 whole[KEY_ROOM] __attribute__((aligned(8))) = {};
	struct ctrl_error *err = &s->r->err;
	struct key_label label;
	__u32 number;

	memcpy(whole, key, room);
	memcpy(&number, whole, sizeof(number));
	request__label(s->r, whole, &label);
	if (s->front->named_by)
		snprintf(err->object, sizeof(err->object), "%s %u", s->front->named_by,
			 number);
	else
		ctrl_text__show(label.name, err->object, sizeof(err->object));
}

static const void *missing_key(const struct stats *s)
{
	return (const char *)s->keys.at + (size_t)s->keys.missing * KEY_ROOM;
}

int stats__read(struct stats *s, struct stats_reading *reading)
{
	int err = stats_reading__init(reading, s->r->map, &s->keys, &s->r->err);

	if (err && s->keys.missing < s->keys.nr)
		stats__name_object(s, missing_key(s), KEY_ROOM);

	return err;
}

/* A device may be gone since its values were read. */
static bool is_there(struct stats *s, const struct stats_rows *rows,
		     const struct stats_row *row)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	struct key_label label;

	if (s->front->named_by)
		return true;
	memcpy(key, row->key, rows->key_step);
	request__label(s->r, key, &label);

	return !request__is_gone(s->r, key, &label);
}

static bool is_meant(struct stats *s, const struct stats_rows *rows,
		     const struct stats_row *row)
{
	if (s->front->matches && !s->front->matches(s, row->key, row->value))
		return false;

	return is_there(s, rows, row);
}

int stats__rows(struct stats *s, const struct stats_reading *reading,
		struct stats_rows *rows)
{
	__u32 i, kept = 0;

	if (stats_rows__init(rows, reading, &s->fields)) {
		stats_rows__deinit(rows);
		return request__no_memory(s->r);
	}
	for (i = 0; i < rows->nr; i++)
		if (is_meant(s, rows, &rows->at[i]))
			rows->at[kept++] = rows->at[i];
	rows->nr = kept;

	return 0;
}

int stats__check_named(struct stats *s, const struct stats_rows *rows)
{
	if (!s->named)
		return 0;
	if (s->front->none)
		return rows->nr ? 0 : s->front->none(s);
	if (s->keys.missing == s->keys.nr)
		return 0;
	s->r->err = s->keys.why;
	stats__name_object(s, missing_key(s), KEY_ROOM);

	return -(s->r->err.code ?: EINVAL);
}

void stats__complete(struct stats *s, struct stats_report *report,
		     struct stats_rows *rows)
{
	report->rows = rows;
	report->total.counts = s->counts;
	stats_order__apply(&s->order, rows);
	stats_rows__total(rows, &report->total);
}

int stats__collect(struct stats *s, int *fd)
{
	*fd = -1;

	return s->front->collect ? s->front->collect(s->r, fd) : 0;
}
