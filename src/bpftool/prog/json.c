// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs as JSON. Keys are the members' own names; what a
 * kernel of tomorrow adds is there, too.
 */
#include <stdio.h>
#include <string.h>

#include "prog/report.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "show/show.h"
#include "upstream/upstream.h"

static void member_field(const struct ctrl_member *member, const void *value)
{
	static const char *const own[] = {
		"avg_run_time_ns", "state", "pids", "percpu", NULL,
	};
	char word[PROG_WORD_ROOM];

	json_text__attribute(member->name, own);
	if (!prog_value__has(member, value))
		jsonw_null(json_wtr);
	else if (prog_value__own_word(member, value, word))
		json_text__string(word);
	else
		json_value__put(member, value);
}

static void average_field(const struct prog_counts *c)
{
	jsonw_name(json_wtr, "avg_run_time_ns");
	if (c->run_cnt)
		jsonw_uint(json_wtr, c->run_time_ns / c->run_cnt);
	else
		jsonw_null(json_wtr);
}

static void misses_field(const struct prog_counts *c)
{
	if (c->misses_unknown)
		jsonw_null_field(json_wtr, "recursion_misses");
	else
		jsonw_uint_field(json_wtr, "recursion_misses", c->recursion_misses);
}

static void counts_fields(const struct prog_counts *c)
{
	jsonw_uint_field(json_wtr, "run_cnt", c->run_cnt);
	jsonw_uint_field(json_wtr, "run_time_ns", c->run_time_ns);
	misses_field(c);
	average_field(c);
}

static void collection_field(enum prog_collection collection)
{
	jsonw_name(json_wtr, "collecting");
	if (collection == PROG_COLLECTION_UNKNOWN)
		jsonw_null(json_wtr);
	else
		jsonw_bool(json_wtr, collection == PROG_COLLECTION_ON);
}

static const char *state_word(const struct prog_report *report,
			      const struct prog_row *row)
{
	static const char *const states[] = {
		[PROG_STATE_RAN] = "ran",
		[PROG_STATE_OFF] = "off",
		[PROG_STATE_ZERO] = "zero",
		[PROG_STATE_NEVER_RAN] = "never_ran",
	};

	return states[prog_report__state(report, row)];
}

/* In the shape in which bpftool prog show has them. */
static void owners_field(const struct prog_report *report, __u32 id)
{
	const struct prog_owner *owner;
	__u32 nr;

	owner = prog_owners__of(report->owners, id, &nr);
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

static void cpus_field(const struct prog_report *report, __u32 id)
{
	const struct prog_cpu *cpu;
	__u32 nr;

	cpu = prog_cpus__of(report->cpus, id, &nr);
	jsonw_name(json_wtr, "percpu");
	jsonw_start_array(json_wtr);
	for (; nr--; cpu++) {
		jsonw_start_object(json_wtr);
		jsonw_uint_field(json_wtr, "cpu", cpu->cpu);
		counts_fields(&cpu->counts);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

/* The key tells the id, whether or not the value does. */
static void program(const struct prog_report *report,
		    const struct prog_row *row)
{
	__u32 i;

	jsonw_start_object(json_wtr);
	if (!report->fields->id)
		jsonw_uint_field(json_wtr, "id", row->id);
	for (i = 0; i < report->type->nr; i++)
		member_field(&report->type->members[i], row->value);
	average_field(&row->counts);
	json_text__string_field("state", state_word(report, row));
	if (report->owners)
		owners_field(report, row->id);
	if (report->cpus)
		cpus_field(report, row->id);
	jsonw_end_object(json_wtr);
}

static void programs_field(const struct prog_report *report,
			   void (*put)(const struct prog_report *report,
				       const struct prog_row *row))
{
	__u32 i;

	jsonw_name(json_wtr, "programs");
	jsonw_start_array(json_wtr);
	for (i = 0; i < report->rows->nr; i++)
		put(report, &report->rows->at[i]);
	jsonw_end_array(json_wtr);
}

static void json_totals(const struct prog_report *report)
{
	jsonw_start_object(json_wtr);
	collection_field(report->collection);
	if (report->was_reset)
		jsonw_bool_field(json_wtr, "reset", true);
	programs_field(report, program);
	jsonw_name(json_wtr, "total");
	jsonw_start_object(json_wtr);
	counts_fields(&report->total);
	jsonw_end_object(json_wtr);
	if (report->error)
		show_json__failure(report->error);
	jsonw_end_object(json_wtr);
}

static void rate_fields(const struct prog_counts *c, double seconds)
{
	jsonw_float_field_fmt(json_wtr, "runs_per_second", "%.3f", c->run_cnt / seconds);
	jsonw_float_field_fmt(json_wtr, "cpu_share", "%.9f", c->run_time_ns / seconds / 1e9);
}

static void identity_field(const struct ctrl_member *member, const void *value)
{
	if (member)
		member_field(member, value);
}

static void period_program(const struct prog_report *report,
			   const struct prog_row *row)
{
	const struct prog_fields *fields = report->fields;

	jsonw_start_object(json_wtr);
	jsonw_uint_field(json_wtr, "id", row->id);
	identity_field(fields->type, row->value);
	identity_field(fields->tag, row->value);
	identity_field(fields->name, row->value);
	identity_field(fields->load_time, row->value);
	jsonw_bool_field(json_wtr, "new", row->is_new);
	counts_fields(&row->counts);
	rate_fields(&row->counts, report->seconds);
	jsonw_end_object(json_wtr);
}

static void command_fields(const struct prog_command *command)
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

static void period_document(const struct prog_report *report)
{
	jsonw_start_object(json_wtr);
	if (report->command)
		command_fields(report->command);
	jsonw_float_field_fmt(json_wtr, "seconds", "%.9f", report->seconds);
	collection_field(report->collection);
	programs_field(report, period_program);
	jsonw_name(json_wtr, "total");
	jsonw_start_object(json_wtr);
	counts_fields(&report->total);
	rate_fields(&report->total, report->seconds);
	jsonw_end_object(json_wtr);
	jsonw_end_object(json_wtr);
}

static void json_period(const struct prog_report *report)
{
	period_document(report);
	if (report->periods)
		json_lines__done(&report->periods->lines);
}

static void json_periods_begin(struct prog_periods *periods)
{
	json_lines__begin(&periods->lines, false);
}

static void json_periods_end(struct prog_periods *periods,
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

const struct prog_writer prog_json = {
	.is_document = true,
	.totals = json_totals,
	.period = json_period,
	.periods_begin = json_periods_begin,
	.periods_end = json_periods_end,
	.collecting = json_collecting,
};
