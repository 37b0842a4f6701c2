// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics as JSON. What is in a document of a type without a front is named by the
 * paths of its attributes, in objects of their own, so that no name is that of another.
 */
#include <stdio.h>
#include <string.h>

#include "request/request.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "show/show.h"
#include "stats/report.h"
#include "upstream/upstream.h"

static void put_count(const struct stats_report *report, const struct stats_row *row,
		      __u32 i)
{
	jsonw_uint(json_wtr, row->counts[i]);
}

static void put_rate(const struct stats_report *report, const struct stats_row *row,
		     __u32 i)
{
	jsonw_float_fmt(json_wtr, "%.3f", row->counts[i] / report->seconds);
}

static void put_gauge(const struct stats_report *report, const struct stats_row *row,
		      __u32 i)
{
	json_value__put(&report->fields->at[i].member, row->value);
}

static void numbers_field(const char *name, const struct stats_report *report,
			  const struct stats_row *row, bool counters,
			  void (*put)(const struct stats_report *report,
				      const struct stats_row *row, __u32 i))
{
	const struct stats_fields *fields = report->fields;
	__u32 i;

	jsonw_name(json_wtr, name);
	jsonw_start_object(json_wtr);
	for (i = 0; i < fields->nr; i++) {
		if (fields->at[i].is_counter != counters)
			continue;
		jsonw_name(json_wtr, fields->at[i].path);
		if (stats_rows__has(report->rows, row, i))
			put(report, row, i);
		else
			jsonw_null(json_wtr);
	}
	jsonw_end_object(json_wtr);
}

static void counter_fields(const struct stats_report *report,
			   const struct stats_row *row)
{
	numbers_field("counters", report, row, true, put_count);
	if (report->seconds)
		numbers_field("rates", report, row, true, put_rate);
}

static void total_fields(const struct stats_report *report)
{
	if (report->front->json_total)
		report->front->json_total(report);
	else
		counter_fields(report, &report->total);
}

static void label_fields(const struct stats_report *report,
			 const struct stats_row *row)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	struct key_label label;

	memcpy(key, row->key, report->rows->key_step);
	request__label(report->r, key, &label);
	show_json__label(&label);
}

static void object(const struct stats_report *report, const struct stats_row *row)
{
	jsonw_start_object(json_wtr);
	if (report->front->json_object) {
		report->front->json_object(report, row);
	} else {
		label_fields(report, row);
		if (report->seconds)
			jsonw_bool_field(json_wtr, "new", row->is_new);
		counter_fields(report, row);
		numbers_field("gauges", report, row, false, put_gauge);
	}
	jsonw_end_object(json_wtr);
}

static void head_fields(const struct stats_report *report)
{
	if (!report->front->collecting) {
		json_text__string_field("type", report->type_name);
		return;
	}
	jsonw_name(json_wtr, report->front->collecting);
	if (report->collection == STATS_COLLECTION_UNKNOWN)
		jsonw_null(json_wtr);
	else
		jsonw_bool(json_wtr, report->collection == STATS_COLLECTION_ON);
}

static void objects_fields(const struct stats_report *report)
{
	__u32 i;

	jsonw_name(json_wtr, report->front->objects);
	jsonw_start_array(json_wtr);
	for (i = 0; i < report->rows->nr; i++)
		object(report, &report->rows->at[i]);
	jsonw_end_array(json_wtr);
	jsonw_name(json_wtr, "total");
	jsonw_start_object(json_wtr);
	total_fields(report);
	jsonw_end_object(json_wtr);
}

static void json_totals(const struct stats_report *report)
{
	jsonw_start_object(json_wtr);
	head_fields(report);
	if (report->was_reset)
		jsonw_bool_field(json_wtr, "reset", true);
	objects_fields(report);
	if (report->error)
		show_json__failure(report->error);
	jsonw_end_object(json_wtr);
}

static void command_fields(const struct stats_command *command)
{
	char **word;

	jsonw_name(json_wtr, "command");
	jsonw_start_array(json_wtr);
	for (word = command->argv; *word; word++)
		json_text__string(*word);
	jsonw_end_array(json_wtr);
	jsonw_int_field(json_wtr, "exit_status", command->status);
	if (command->signal)
		jsonw_uint_field(json_wtr, "signal", command->signal);
}

static void json_period(const struct stats_report *report)
{
	jsonw_start_object(json_wtr);
	if (report->command)
		command_fields(report->command);
	jsonw_float_field_fmt(json_wtr, "seconds", "%.9f", report->seconds);
	head_fields(report);
	objects_fields(report);
	jsonw_end_object(json_wtr);
	if (report->periods)
		json_lines__done(&report->periods->lines);
}

static void json_periods_begin(struct stats_periods *periods)
{
	json_lines__begin(&periods->lines, false);
}

static void json_periods_end(struct stats_periods *periods,
			     const struct ctrl_error *err)
{
	if (err)
		show_writer()->error(err);
	json_lines__end(&periods->lines, err);
}

static void json_collecting(double seconds)
{
	struct json_lines lines;

	json_lines__begin(&lines, true);
	jsonw_start_object(json_wtr);
	jsonw_bool_field(json_wtr, "collecting", true);
	if (seconds)
		jsonw_float_field_fmt(json_wtr, "seconds", "%.9g", seconds);
	else
		jsonw_null_field(json_wtr, "seconds");
	jsonw_end_object(json_wtr);
	json_lines__done(&lines);
	json_lines__end(&lines, false);
}

const struct stats_writer stats_json = {
	.is_document = true,
	.totals = json_totals,
	.period = json_period,
	.periods_begin = json_periods_begin,
	.periods_end = json_periods_end,
	.collecting = json_collecting,
};
