// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The columns of a table: those that a front describes, or one for each attribute. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/member.h"
#include "request/request.h"
#include "stats/columns.h"
#include "stats/unit.h"

#define NONE	"-"

static void place(struct stats_place *at, const struct stats_column *column,
		  const struct stats_report *report)
{
	*at = (struct stats_place) {
		.column = *column,
		.field = stats_fields__find(report->fields, column->member),
		.by = stats_fields__find(report->fields, column->by),
		.sparing = column->sparing,
	};
	snprintf(at->title, sizeof(at->title), "%s", column->title);
	if (column->form == STATS_KEY)
		at->member = stats_member__by_name(report->key, column->member);
	else if (column->form == STATS_WORD)
		at->member = stats_member__by_name(report->type, column->member);
}

static __u32 described(struct stats_place *at, const struct stats_report *report)
{
	const struct stats_column *c = report->front->columns;
	__u32 nr = 0;

	for (; c[nr].title; nr++)
		place(&at[nr], &c[nr], report);

	return nr;
}

/* As the tables of show have it: the attribute's name in capitals. */
static void make_title(struct stats_place *at, const char *path, const char *behind)
{
	char *c;

	ctrl_name__plain(path, at->title, CTRL_PATH_MAX);
	for (c = at->title; *c; c++)
		*c = toupper((unsigned char)*c);
	strcpy(c, behind);
}

static void place_field(struct stats_place *at, const struct stats_report *report, int i,
			enum stats_form form, const char *behind)
{
	const struct stats_field *f = &report->fields->at[i];

	*at = (struct stats_place) {
		.column = {
			.form = form,
			.where = *behind ? STATS_IN_PERIOD : STATS_ANYWHERE,
			.left = form == STATS_WORD && f->member.kind > CTRL_KIND_INT,
		},
		.member = &f->member,
		.field = i,
		.by = -1,
		.sparing = true,
	};
	make_title(at, f->path, behind);
}

/* What counts has a number and, in a period, a rate; what does not has its value. */
static __u32 derived(struct stats_place *at, const struct stats_report *report,
		     const char *object)
{
	const struct stats_column name = {
		.title = object, .form = STATS_NAME, .where = STATS_ANYWHERE, .left = true,
	};
	__u32 nr = 0, i;

	place(&at[nr++], &name, report);
	for (i = 0; i < report->fields->nr; i++) {
		bool nsec = stats_member__is_nsec(&report->fields->at[i].member);

		if (!report->fields->at[i].is_counter) {
			place_field(&at[nr++], report, i, STATS_WORD, "");
			continue;
		}
		place_field(&at[nr++], report, i, nsec ? STATS_TIME : STATS_COUNT, "");
		place_field(&at[nr++], report, i, nsec ? STATS_SHARE : STATS_RATE, "/S");
	}

	return nr;
}

static __u32 nr_described(const struct stats_front *front)
{
	__u32 nr = 0;

	while (front->columns && front->columns[nr].title)
		nr++;

	return nr;
}

int stats_columns__init(struct stats_columns *columns,
			const struct stats_report *report, const char *object)
{
	columns->at = calloc(nr_described(report->front) + 2 * report->fields->nr + 1,
			     sizeof(*columns->at));
	columns->nr = 0;
	if (!columns->at)
		return -ENOMEM;
	columns->nr = report->front->columns ? described(columns->at, report) :
					       derived(columns->at, report, object);

	return 0;
}

void stats_columns__deinit(struct stats_columns *columns)
{
	free(columns->at);
	*columns = (struct stats_columns) {};
}

__u64 stats_place__number(const struct stats_place *place, const __u64 *counts)
{
	if (place->field < 0)
		return 0;
	if (place->column.form != STATS_AVERAGE)
		return counts[place->field];
	if (place->by < 0 || !counts[place->by])
		return 0;

	return counts[place->field] / counts[place->by];
}

static void counted_word(const struct stats_place *place,
			 const struct stats_report *report, const __u64 *counts,
			 char *word)
{
	__u64 number = stats_place__number(place, counts);

	switch (place->column.form) {
	case STATS_AVERAGE:
		if (place->by < 0 || !counts[place->by])
			strcpy(word, NONE);
		else
			stats_unit__time(number, word);
		break;
	case STATS_TIME:
		stats_unit__time(number, word);
		break;
	case STATS_RATE:
		stats_unit__rate(number, report->seconds, word);
		break;
	case STATS_SHARE:
		stats_unit__share(number, report->seconds, word);
		break;
	default:
		snprintf(word, STATS_UNIT_ROOM, "%llu", (unsigned long long)number);
		break;
	}
}

static void count_word(const struct stats_place *place,
		       const struct stats_report *report, const struct stats_row *row,
		       const struct stats_row *part, char *word)
{
	const struct stats_rows *rows = part ? &report->parts->rows : report->rows;
	const struct stats_row *counted = part ?: row;

	if (!stats_rows__has(rows, counted, place->field) ||
	    (place->column.collected && !part && !report->seconds &&
	     !stats_report__is_counted(report, row)))
		strcpy(word, NONE);
	else
		counted_word(place, report, counted->counts, word);
}

/* An empty text is nothing that could be seen in a column. */
static void member_word(const struct stats_place *place,
			const struct stats_report *report, const struct stats_row *row,
			char *word)
{
	if (place->column.form == STATS_KEY)
		key_member__write(place->member, row->key, report->foreign, true, word,
				  STATS_WORD_ROOM);
	else
		stats_member__word(place->member, row->value, report->front, word);
	if (!word[0])
		strcpy(word, NONE);
}

static void name_word(const struct stats_report *report, const struct stats_row *row,
		      char *word)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	struct key_label label;

	memcpy(key, row->key, report->rows->key_step);
	request__label(report->r, key, &label);
	snprintf(word, STATS_CELL_ROOM, "%s", label.name);
}

static void part_word(const struct stats_report *report, const struct stats_row *part,
		      char *word)
{
	if (part)
		snprintf(word, STATS_WORD_ROOM, "%llu",
			 (unsigned long long)stats_parts__number(report->parts, part));
	else
		strcpy(word, "all");
}

static void total_word(const struct stats_place *place,
		       const struct stats_report *report, char *word)
{
	__u32 nr = report->rows->nr;

	if (place == report->columns->at)
		strcpy(word, "total");
	else if (place->column.number)
		snprintf(word, STATS_WORD_ROOM, "%u %s%s", nr, report->front->object,
			 nr == 1 ? "" : "s");
}

void stats_place__word(const struct stats_place *place,
		       const struct stats_report *report, const struct stats_row *row,
		       const struct stats_row *part, char *word)
{
	const struct stats_column *c = &place->column;

	word[0] = '\0';
	if (c->form >= STATS_COUNT && c->form <= STATS_SHARE)
		count_word(place, report, row, part, word);
	else if (!row->value)
		total_word(place, report, word);
	else if (c->form == STATS_PART)
		part_word(report, part, word);
	else if (c->form == STATS_NAME)
		name_word(report, row, word);
	else if (c->form == STATS_OWN)
		c->word(report, row, word);
	else
		member_word(place, report, row, word);
}
