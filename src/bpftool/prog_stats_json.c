// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs for programs. Keys are the members' own names; what a
 * kernel of tomorrow adds is there, too.
 */
#include <string.h>

#include "ctrl_show.h"
#include "json_line.h"
#include "json_lines.h"
#include "json_value.h"
#include "prog_report.h"
#include "upstream.h"

static void text_field(const char *key, const char *text)
{
	jsonw_name(json_wtr, key);
	json_value__text(text, strlen(text));
}

static void member_field(const struct ctrl_member *member, const void *value)
{
	char word[PROG_WORD_ROOM];

	jsonw_name(json_wtr, member->name);
	if (!prog_value__has(member, value)) {
		jsonw_null(json_wtr);
	} else if (prog_value__is_word(member)) {
		prog_value__word(member, value, word);
		json_value__text(word, strlen(word));
	} else {
		json_value__member(member, value);
	}
}

static void average_field(const struct prog_counts *c)
{
	if (c->run_cnt)
		jsonw_uint_field(json_wtr, "avg_run_time_ns",
				 c->run_time_ns / c->run_cnt);
	else
		jsonw_null_field(json_wtr, "avg_run_time_ns");
}

static void counts_fields(const struct prog_counts *c)
{
	jsonw_uint_field(json_wtr, "run_cnt", c->run_cnt);
	jsonw_uint_field(json_wtr, "run_time_ns", c->run_time_ns);
	jsonw_uint_field(json_wtr, "recursion_misses", c->recursion_misses);
	average_field(c);
}

static void collection_field(enum prog_collection collection)
{
	if (collection == PROG_COLLECTION_UNKNOWN)
		jsonw_null_field(json_wtr, "collecting");
	else
		jsonw_bool_field(json_wtr, "collecting",
				 collection == PROG_COLLECTION_ON);
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
	__u32 nr, i;

	owner = prog_owners__of(report->owners, id, &nr);
	jsonw_name(json_wtr, "pids");
	jsonw_start_array(json_wtr);
	for (i = 0; i < nr; i++) {
		jsonw_start_object(json_wtr);
		jsonw_int_field(json_wtr, "pid", owner[i].pid);
		text_field("comm", owner[i].comm);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

static void cpus_field(const struct prog_report *report, __u32 id)
{
	const struct prog_cpu *cpu;
	__u32 nr, i;

	cpu = prog_cpus__of(report->cpus, id, &nr);
	jsonw_name(json_wtr, "percpu");
	jsonw_start_array(json_wtr);
	for (i = 0; i < nr; i++) {
		jsonw_start_object(json_wtr);
		jsonw_uint_field(json_wtr, "cpu", cpu[i].cpu);
		counts_fields(&cpu[i].counts);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

static void put_owners(struct json_line *l, const struct prog_report *report,
		       __u32 id)
{
	const struct prog_owner *owner;
	__u32 nr, i;

	owner = prog_owners__of(report->owners, id, &nr);
	json_line__open(l, "pids", '[');
	for (i = 0; i < nr; i++) {
		json_line__open(l, NULL, '{');
		json_line__number(l, "pid", owner[i].pid);
		json_line__text(l, "comm", owner[i].comm);
		json_line__close(l, '}');
	}
	json_line__close(l, ']');
}

/* The same as fields() in one piece, when it can be. */
static bool fields_at_once(const struct prog_report *report,
			   const struct prog_row *row)
{
	const struct prog_counts *c = &row->counts;
	struct json_line l;
	__u32 i;

	json_line__begin(&l);
	if (!report->fields->id)
		json_line__number(&l, "id", row->id);
	for (i = 0; i < report->type->nr; i++) {
		const struct ctrl_member *m = &report->type->members[i];
		char word[PROG_WORD_ROOM];

		if (!prog_value__has(m, row->value)) {
			json_line__text(&l, m->name, NULL);
		} else if (prog_value__is_word(m)) {
			prog_value__word(m, row->value, word);
			json_line__text(&l, m->name, word);
		} else {
			json_line__member(&l, m->name, m, row->value);
		}
	}
	if (c->run_cnt)
		json_line__number(&l, "avg_run_time_ns",
				  c->run_time_ns / c->run_cnt);
	else
		json_line__text(&l, "avg_run_time_ns", NULL);
	json_line__text(&l, "state", state_word(report, row));
	if (report->owners)
		put_owners(&l, report, row->id);

	return json_line__write(&l);
}

/* The key tells the id, whether or not the value does. */
static void fields(const struct prog_report *report, const struct prog_row *row)
{
	__u32 i;

	if (!report->fields->id)
		jsonw_uint_field(json_wtr, "id", row->id);
	for (i = 0; i < report->type->nr; i++)
		member_field(&report->type->members[i], row->value);
	average_field(&row->counts);
	text_field("state", state_word(report, row));
	if (report->owners)
		owners_field(report, row->id);
}

static void program(const struct prog_report *report, const struct prog_row *row)
{
	jsonw_start_object(json_wtr);
	if (!fields_at_once(report, row))
		fields(report, row);
	if (report->cpus)
		cpus_field(report, row->id);
	jsonw_end_object(json_wtr);
}

static void total_field(const struct prog_counts *total)
{
	jsonw_name(json_wtr, "total");
	jsonw_start_object(json_wtr);
	counts_fields(total);
	jsonw_end_object(json_wtr);
}

static void programs_field(const struct prog_report *report,
			   void (*write)(const struct prog_report *report,
					 const struct prog_row *row))
{
	__u32 i;

	jsonw_name(json_wtr, "programs");
	jsonw_start_array(json_wtr);
	for (i = 0; i < report->rows->nr; i++)
		write(report, &report->rows->at[i]);
	jsonw_end_array(json_wtr);
}

static void json_totals(const struct prog_report *report)
{
	jsonw_start_object(json_wtr);
	collection_field(report->collection);
	if (report->was_reset)
		jsonw_bool_field(json_wtr, "reset", true);
	programs_field(report, program);
	total_field(&report->total);
	jsonw_end_object(json_wtr);
}

static void rate_fields(const struct prog_counts *c, double seconds)
{
	jsonw_float_field_fmt(json_wtr, "runs_per_second", "%.3f",
			      c->run_cnt / seconds);
	jsonw_float_field_fmt(json_wtr, "cpu_share", "%.9f",
			      c->run_time_ns / seconds / 1e9);
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
		json_value__text(*word, strlen(*word));
	jsonw_end_array(json_wtr);
	jsonw_int_field(json_wtr, "exit_status", command->status);
	if (command->signal)
		jsonw_int_field(json_wtr, "signal", command->signal);
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

static void json_periods_begin(void)
{
	json_lines__begin(false);
}

static void json_period(const struct prog_report *report)
{
	if (report->command) {
		period_document(report);
		return;
	}
	json_lines__start();
	period_document(report);
	json_lines__done();
}

static void json_periods_end(const struct ctrl_error *err)
{
	if (err) {
		json_lines__start();
		ctrl_show__error(err);
	}
	json_lines__end();
}

static void json_collecting(double seconds)
{
	json_lines__begin(true);
	json_lines__start();
	jsonw_start_object(json_wtr);
	jsonw_bool_field(json_wtr, "collecting", true);
	if (seconds)
		jsonw_float_field_fmt(json_wtr, "seconds", "%.9g", seconds);
	else
		jsonw_null_field(json_wtr, "seconds");
	jsonw_end_object(json_wtr);
	json_lines__done();
	json_lines__end();
}

const struct prog_writer prog_json = {
	.totals = json_totals,
	.period = json_period,
	.periods_begin = json_periods_begin,
	.periods_end = json_periods_end,
	.collecting = json_collecting,
};
