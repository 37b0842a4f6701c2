// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The table of a report. On a terminal that is too narrow for it columns are left out, and
 * what room is left has bars of the last periods.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/bars.h"
#include "stats/order.h"
#include "stats/table.h"
#include "text/table.h"

/* titles, total, idle ones, and the line in front */
#define LINES_AROUND	5
#define BARS_MIN	5	/* fewer periods are no picture */

/** enum width - which columns may be left out */
enum width {
	WIDE,
	NARROW,		/* of what has a rate, the number that it is made of */
	NARROWEST,	/* and all but the object and what has the bars */
	WIDTHS,
};

/**
 * struct sheet - a table while it is made
 * @report: what is told
 * @shown: for each column whether it is there; owned
 * @bars: periods in bars; 0: none
 * @lines: objects that there is room for
 * @table: of words
 */
struct sheet {
	const struct stats_report *report;
	bool *shown;
	int bars;
	__u32 lines;
	struct table table;
};

static unsigned int where(const struct stats_report *report)
{
	if (report->seconds)
		return STATS_IN_PERIOD;

	return report->parts ? STATS_IN_PARTS : STATS_IN_TOTALS;
}

static bool is_sorted_by(const struct stats_report *report,
			 const struct stats_place *place)
{
	return place->field >= 0 && (place->field == report->order->field ||
				     place == report->order->place);
}

static bool has_any(const struct stats_report *report, const struct stats_place *place)
{
	const struct stats_rows *rows = report->rows;
	__u32 i;

	for (i = 0; i < rows->nr; i++)
		if (stats_rows__has(rows, &rows->at[i], place->field) &&
		    (!report->seconds || rows->at[i].counts[place->field]))
			return true;
	return false;
}

static bool is_rate(enum stats_form form)
{
	return form == STATS_RATE || form == STATS_SHARE;
}

static bool fits(const struct stats_report *report, const struct stats_place *place,
		 enum width width)
{
	const struct stats_place *bars = stats_order__bars(report->order);
	enum stats_form form = place->column.form;

	if (width == WIDE || !place->sparing)
		return true;
	if (width == NARROWEST)
		return bars && place->field == bars->field &&
		       (is_rate(form) || !report->seconds);

	return form != STATS_COUNT && form != STATS_TIME;
}

static bool is_in(const struct stats_report *report, const struct stats_place *place)
{
	return place->column.where & where(report);
}

/* Where nothing has a number, columns that are empty are all that there is to see. */
static bool says_nothing(const struct stats_report *report)
{
	__u32 i;

	for (i = 0; i < report->columns->nr; i++)
		if (report->columns->at[i].field >= 0 &&
		    has_any(report, &report->columns->at[i]))
			return false;
	return true;
}

static int choose(struct sheet *sheet, enum width width)
{
	const struct stats_columns *columns = sheet->report->columns;
	bool all = says_nothing(sheet->report);
	int nr = 0;
	__u32 i;

	for (i = 0; i < columns->nr; i++) {
		const struct stats_place *place = &columns->at[i];

		sheet->shown[i] = is_in(sheet->report, place) &&
				  fits(sheet->report, place, width) &&
				  (all || !place->sparing ||
				   is_sorted_by(sheet->report, place) ||
				   has_any(sheet->report, place));
		nr += sheet->shown[i];
	}

	return nr;
}

static void add_titles(struct sheet *sheet)
{
	const struct stats_columns *columns = sheet->report->columns;
	struct table *table = &sheet->table;
	char last[16];
	__u32 i;

	table->right = 0;
	for (i = 0; i < columns->nr; i++) {
		if (!sheet->shown[i])
			continue;
		if (!columns->at[i].column.left && table->nr < 64)
			table->right |= 1ULL << table->nr;
		table__add(table, columns->at[i].title);
	}
	if (!sheet->bars)
		return;
	snprintf(last, sizeof(last), "LAST %d", sheet->bars);
	table__add(table, (int)strlen(last) <= sheet->bars ? last : "");
}

static void add_bars(struct sheet *sheet, const struct stats_row *row)
{
	char bars[STATS_BARS_ROOM];

	stats_history__bars(sheet->report->periods->history,
			    row->value ? row->key : NULL, sheet->bars, bars);
	table__add(&sheet->table, bars);
}

static void add_line(struct sheet *sheet, const struct stats_row *row,
		     const struct stats_row *part)
{
	const struct stats_columns *columns = sheet->report->columns;
	char word[STATS_CELL_ROOM];
	__u32 i;

	for (i = 0; i < columns->nr; i++) {
		if (!sheet->shown[i])
			continue;
		stats_place__word(&columns->at[i], sheet->report, row, part, word);
		table__add(&sheet->table, word);
	}
	if (sheet->bars)
		add_bars(sheet, row);
}

static void add_parts(struct sheet *sheet, const struct stats_row *row)
{
	const struct stats_parts *parts = sheet->report->parts;
	const struct stats_row *part;
	__u32 nr;

	part = stats_parts__of(parts, row->key, &nr);
	for (; nr--; part++)
		if (stats_report__is_active(sheet->report->front, part, &parts->fields))
			add_line(sheet, row, part);
}

/* Return: how wide it is. */
static int fill(struct sheet *sheet, enum width width)
{
	const struct stats_rows *rows = sheet->report->rows;
	__u32 i;

	table__clear(&sheet->table);
	sheet->table.columns = choose(sheet, width) + !!sheet->bars;
	add_titles(sheet);
	for (i = 0; i < rows->nr && i < sheet->lines; i++) {
		add_line(sheet, &rows->at[i], NULL);
		add_parts(sheet, &rows->at[i]);
	}
	add_line(sheet, &sheet->report->total, NULL);

	return table__width(&sheet->table);
}

static bool has_history(const struct stats_report *report)
{
	return report->periods && report->periods->history;
}

static void fill_terminal(struct sheet *sheet, __u32 columns)
{
	enum width width = WIDE;
	int used = fill(sheet, width), room;

	while (used > (int)columns && width + 1 < WIDTHS)
		used = fill(sheet, ++width);
	room = (int)columns - used - 2;
	if (!has_history(sheet->report) || room < BARS_MIN)
		return;
	sheet->bars = room < STATS_BARS_MAX ? room : STATS_BARS_MAX;
	fill(sheet, width);
}

static __u32 lines_for_objects(__u32 lines)
{
	if (!lines)
		return ~0U;

	return lines > LINES_AROUND ? lines - LINES_AROUND : 1;
}

void stats_table__print(const struct stats_report *report,
			struct stats_terminal terminal)
{
	struct sheet sheet = {
		.report = report,
		.lines = lines_for_objects(terminal.lines),
	};

	sheet.shown = calloc(report->columns->nr + 1, sizeof(*sheet.shown));
	if (!sheet.shown)
		return;
	if (terminal.columns)
		fill_terminal(&sheet, terminal.columns);
	else
		fill(&sheet, WIDE);
	table__print(&sheet.table, "");
	free(sheet.shown);
}
