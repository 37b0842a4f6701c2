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

/**
 * struct sheet - a table while it is made
 * @report: what is told
 * @shown: for each column whether it is there; owned
 * @rates: of what has a rate, the number that it is made of is left out
 * @dropped: so many columns are left out besides, the last ones first
 * @bars: periods in bars; 0: none
 * @lines: objects that there is room for
 * @table: of words
 */
struct sheet {
	const struct stats_report *report;
	bool *shown;
	bool rates;
	int dropped;
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

static bool is_counter(const struct stats_report *report, const struct stats_place *place)
{
	return place->field >= 0 && report->fields->at[place->field].is_counter;
}

/* @something: more than 0 */
static bool has_any(const struct stats_report *report, const struct stats_place *place,
		    bool something)
{
	const struct stats_rows *rows = report->rows;
	__u32 i;

	for (i = 0; i < rows->nr; i++)
		if (stats_rows__has(rows, &rows->at[i], place->field) &&
		    (!something || rows->at[i].counts[place->field]))
			return true;
	return false;
}

/* Of a period, whether anything was counted. */
static bool has_counted(const struct stats_report *report)
{
	const struct stats_columns *columns = report->columns;
	__u32 i;

	for (i = 0; report->seconds && i < columns->nr; i++)
		if (is_counter(report, &columns->at[i]) &&
		    has_any(report, &columns->at[i], true))
			return true;
	return false;
}

static bool says_something(const struct stats_report *report,
			   const struct stats_place *place, bool counted)
{
	if (!report->rows->nr)
		return !place->column.sparing;

	return !place->sparing || is_sorted_by(report, place) ||
	       has_any(report, place, place->column.sparing ||
		       (counted && is_counter(report, place)));
}

static bool has_rate(const struct stats_report *report, const struct stats_place *place)
{
	return place->sparing && report->seconds && is_counter(report, place) &&
	       (place->column.form == STATS_COUNT || place->column.form == STATS_TIME);
}

/* What has the bars is the last to go. */
static bool can_drop(const struct sheet *sheet, __u32 i)
{
	const struct stats_place *place = &sheet->report->columns->at[i];
	const struct stats_place *bars = stats_order__bars(sheet->report->order);

	return sheet->shown[i] && place->sparing &&
	       !(bars && bars->field == place->field);
}

static bool is_in(const struct sheet *sheet, const struct stats_place *place, bool counted)
{
	const struct stats_report *report = sheet->report;

	return place->column.where & where(report) &&
	       says_something(report, place, counted) &&
	       !(sheet->rates && has_rate(report, place));
}

/* Return: how many columns there are. */
static int choose(struct sheet *sheet)
{
	const struct stats_columns *columns = sheet->report->columns;
	bool counted = has_counted(sheet->report);
	int nr = 0, dropped = 0;
	__u32 i;

	for (i = 0; i < columns->nr; i++)
		sheet->shown[i] = is_in(sheet, &columns->at[i], counted);
	for (i = columns->nr; i-- && dropped < sheet->dropped;)
		if (can_drop(sheet, i)) {
			sheet->shown[i] = false;
			dropped++;
		}
	sheet->dropped = dropped;
	for (i = 0; i < columns->nr; i++)
		nr += sheet->shown[i];

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
static int fill(struct sheet *sheet)
{
	const struct stats_rows *rows = sheet->report->rows;
	__u32 i;

	table__clear(&sheet->table);
	sheet->table.columns = choose(sheet) + !!sheet->bars;
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

/* What is too wide for the terminal even then, that cuts. */
static int narrow(struct sheet *sheet, int columns)
{
	int used = fill(sheet), dropped;

	if (used <= columns)
		return used;
	sheet->rates = true;
	used = fill(sheet);
	while (used > columns) {
		dropped = ++sheet->dropped;
		used = fill(sheet);
		if (sheet->dropped < dropped)
			break;
	}

	return used;
}

static void fill_terminal(struct sheet *sheet, int columns)
{
	int room = columns - narrow(sheet, columns) - 2;

	if (!has_history(sheet->report) || room < BARS_MIN)
		return;
	sheet->bars = room < STATS_BARS_MAX ? room : STATS_BARS_MAX;
	fill(sheet);
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
		fill(&sheet);
	table__print(&sheet.table, "");
	free(sheet.shown);
}
