// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs as JSON. Keys are the members' own names; what a
 * kernel of tomorrow adds is there, too.
 */
#include <string.h>

#include "prog/json.h"
#include "prog/owners.h"
#include "prog/value.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "upstream/upstream.h"

/* What bpftool adds to the members of a program. */
static const char *const own[] = {
	"avg_run_time_ns", "state", "pids", "percpu", NULL,
};

static void member_field(const struct ctrl_member *member, const void *value)
{
	char word[STATS_WORD_ROOM];

	json_text__attribute(member->name, own);
	if (!stats_member__has(member, value))
		jsonw_null(json_wtr);
	else if (prog_value__own_word(member, value, word))
		json_text__string(word);
	else
		json_value__put(member, value);
}

static __u64 count_of(const struct stats_report *report, const struct stats_row *row,
		      const char *name)
{
	int field = stats_fields__find(report->fields, name);

	return field < 0 ? 0 : row->counts[field];
}

static void average_field(const struct stats_report *report, const struct stats_row *row)
{
	__u64 runs = count_of(report, row, "run_cnt");

	jsonw_name(json_wtr, "avg_run_time_ns");
	if (runs)
		jsonw_uint(json_wtr, count_of(report, row, "run_time_ns") / runs);
	else
		jsonw_null(json_wtr);
}

/* @rows: of which @row is one; those of the parts, where it is the part of a program */
static void counts_fields(const struct stats_report *report,
			  const struct stats_rows *rows, const struct stats_row *row)
{
	__u32 i;

	for (i = 0; i < report->fields->nr; i++) {
		const struct stats_field *field = &report->fields->at[i];

		if (!field->is_counter)
			continue;
		json_text__attribute(field->path, own);
		if (stats_rows__has(rows, row, i))
			jsonw_uint(json_wtr, row->counts[i]);
		else
			jsonw_null(json_wtr);
	}
	average_field(report, row);
}

/* What zeros mean. */
static const char *state_word(const struct stats_report *report,
			      const struct stats_row *row)
{
	if (count_of(report, row, "run_cnt"))
		return "ran";
	if (!stats_report__is_counted(report, row))
		return "off";
	if (stats_member__number(stats_member__by_name(report->type, "reset_time"),
				 row->value))
		return "zero";

	return "never_ran";
}

static __u32 id_of(const struct stats_row *row)
{
	__u32 id;

	memcpy(&id, row->key, sizeof(id));

	return id;
}

/* In the shape in which bpftool prog show has them. */
static void owners_field(const struct stats_report *report, __u32 id)
{
	const struct prog_owner *owner;
	__u32 nr;

	owner = prog_owners__of(report->own, id, &nr);
	jsonw_name(json_wtr, "pids");
	jsonw_start_array(json_wtr);
	for (; nr--; owner++) {
		jsonw_start_object(json_wtr);
		jsonw_uint_field(json_wtr, "pid", owner->pid);
		json_text__string_field("comm", owner->comm);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

static void parts_field(const struct stats_report *report, const struct stats_row *row)
{
	const struct stats_parts_of *of = report->front->parts;
	const struct stats_parts *parts = report->parts;
	const struct stats_row *part;
	__u32 nr;

	part = stats_parts__of(parts, row->key, &nr);
	jsonw_name(json_wtr, of->json);
	jsonw_start_array(json_wtr);
	for (; nr--; part++) {
		jsonw_start_object(json_wtr);
		jsonw_uint_field(json_wtr, of->member,
				 stats_parts__number(parts, part));
		counts_fields(report, &parts->rows, part);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

/* The key tells the id, whether or not the value does. */
static void totals_of(const struct stats_report *report, const struct stats_row *row)
{
	__u32 i;

	if (!stats_member__by_name(report->type, "id"))
		jsonw_uint_field(json_wtr, "id", id_of(row));
	for (i = 0; i < report->type->nr; i++)
		member_field(&report->type->members[i], row->value);
	average_field(report, row);
	json_text__string_field("state", state_word(report, row));
	if (report->own)
		owners_field(report, id_of(row));
	if (report->parts)
		parts_field(report, row);
}

static void rate_fields(const struct stats_report *report, const struct stats_row *row)
{
	jsonw_float_field_fmt(json_wtr, "runs_per_second", "%.3f",
			      count_of(report, row, "run_cnt") / report->seconds);
	jsonw_float_field_fmt(json_wtr, "cpu_share", "%.9f",
			      count_of(report, row, "run_time_ns") / report->seconds / 1e9);
}

static void period_of(const struct stats_report *report, const struct stats_row *row)
{
	static const char *const identity[] = { "type", "tag", "name", "load_time" };
	const struct ctrl_member *member;
	size_t i;

	jsonw_uint_field(json_wtr, "id", id_of(row));
	for (i = 0; i < ARRAY_SIZE(identity); i++) {
		member = stats_member__by_name(report->type, identity[i]);
		if (member)
			member_field(member, row->value);
	}
	jsonw_bool_field(json_wtr, "new", row->is_new);
	counts_fields(report, report->rows, row);
	rate_fields(report, row);
}

void prog_json__program(const struct stats_report *report, const struct stats_row *row)
{
	if (report->seconds)
		period_of(report, row);
	else
		totals_of(report, row);
}

void prog_json__total(const struct stats_report *report)
{
	counts_fields(report, report->rows, &report->total);
	if (report->seconds)
		rate_fields(report, &report->total);
}
