// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs as JSON. Keys are the members' own names; what a
 * kernel of tomorrow adds is there, too.
 */
#include <stdio.h>
#include <string.h>

#include "prog/report.h"
#include "show/json_value.h"
#include "show/show.h"

static void float_field(struct json_out *out, const char *key, const char *format,
			double number)
{
	char word[512];	/* for the longest "%f" */

	snprintf(word, sizeof(word), format, number);
	json_out__name(out, key);
	json_out__literal(out, word);
}

static void member_field(struct json_out *out, const struct ctrl_member *member,
			 const void *value)
{
	static const char *const own[] = {
		"avg_run_time_ns", "state", "pids", "percpu", NULL,
	};
	char word[PROG_WORD_ROOM];

	json_out__attribute(out, member->name, own);
	if (!prog_value__has(member, value))
		json_out__null(out);
	else if (prog_value__own_word(member, value, word))
		json_out__string(out, word);
	else
		json_value__put(out, member, value);
}

static void average_field(struct json_out *out, const struct prog_counts *c)
{
	json_out__name(out, "avg_run_time_ns");
	if (c->run_cnt)
		json_out__unsigned(out, c->run_time_ns / c->run_cnt);
	else
		json_out__null(out);
}

static void misses_field(struct json_out *out, const struct prog_counts *c)
{
	if (!c->misses_unknown) {
		json_out__number_field(out, "recursion_misses", c->recursion_misses);
		return;
	}
	json_out__name(out, "recursion_misses");
	json_out__null(out);
}

static void counts_fields(struct json_out *out, const struct prog_counts *c)
{
	json_out__number_field(out, "run_cnt", c->run_cnt);
	json_out__number_field(out, "run_time_ns", c->run_time_ns);
	misses_field(out, c);
	average_field(out, c);
}

static void collection_field(struct json_out *out, enum prog_collection collection)
{
	json_out__name(out, "collecting");
	if (collection == PROG_COLLECTION_UNKNOWN)
		json_out__null(out);
	else
		json_out__bool(out, collection == PROG_COLLECTION_ON);
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
static void owners_field(struct json_out *out, const struct prog_report *report,
			 __u32 id)
{
	const struct prog_owner *owner;
	__u32 nr;

	owner = prog_owners__of(report->owners, id, &nr);
	json_out__name(out, "pids");
	json_out__open(out, '[');
	for (; nr--; owner++) {
		json_out__open(out, '{');
		json_out__number_field(out, "pid", owner->pid);
		json_out__string_field(out, "comm", owner->comm);
		json_out__close(out, '}');
	}
	json_out__close(out, ']');
}

static void cpus_field(struct json_out *out, const struct prog_report *report,
		       __u32 id)
{
	const struct prog_cpu *cpu;
	__u32 nr;

	cpu = prog_cpus__of(report->cpus, id, &nr);
	json_out__name(out, "percpu");
	json_out__open(out, '[');
	for (; nr--; cpu++) {
		json_out__open(out, '{');
		json_out__number_field(out, "cpu", cpu->cpu);
		counts_fields(out, &cpu->counts);
		json_out__close(out, '}');
	}
	json_out__close(out, ']');
}

/* The key tells the id, whether or not the value does. */
static void program(struct json_out *out, const struct prog_report *report,
		    const struct prog_row *row)
{
	__u32 i;

	json_out__open(out, '{');
	if (!report->fields->id)
		json_out__number_field(out, "id", row->id);
	for (i = 0; i < report->type->nr; i++)
		member_field(out, &report->type->members[i], row->value);
	average_field(out, &row->counts);
	json_out__string_field(out, "state", state_word(report, row));
	if (report->owners)
		owners_field(out, report, row->id);
	if (report->cpus)
		cpus_field(out, report, row->id);
	json_out__close(out, '}');
}

static void programs_field(struct json_out *out, const struct prog_report *report,
			   void (*put)(struct json_out *out,
				       const struct prog_report *report,
				       const struct prog_row *row))
{
	__u32 i;

	json_out__name(out, "programs");
	json_out__open(out, '[');
	for (i = 0; i < report->rows->nr; i++)
		put(out, report, &report->rows->at[i]);
	json_out__close(out, ']');
}

static void json_totals(const struct prog_report *report)
{
	struct json_out out;

	json_out__begin(&out);
	json_out__open(&out, '{');
	collection_field(&out, report->collection);
	if (report->was_reset)
		json_out__bool_field(&out, "reset", true);
	programs_field(&out, report, program);
	json_out__name(&out, "total");
	json_out__open(&out, '{');
	counts_fields(&out, &report->total);
	json_out__close(&out, '}');
	if (report->error)
		show_json__failure(&out, report->error);
	json_out__close(&out, '}');
	json_out__end(&out);
}

static void rate_fields(struct json_out *out, const struct prog_counts *c,
			double seconds)
{
	float_field(out, "runs_per_second", "%.3f", c->run_cnt / seconds);
	float_field(out, "cpu_share", "%.9f", c->run_time_ns / seconds / 1e9);
}

static void identity_field(struct json_out *out, const struct ctrl_member *member,
			   const void *value)
{
	if (member)
		member_field(out, member, value);
}

static void period_program(struct json_out *out, const struct prog_report *report,
			   const struct prog_row *row)
{
	const struct prog_fields *fields = report->fields;

	json_out__open(out, '{');
	json_out__number_field(out, "id", row->id);
	identity_field(out, fields->type, row->value);
	identity_field(out, fields->tag, row->value);
	identity_field(out, fields->name, row->value);
	identity_field(out, fields->load_time, row->value);
	json_out__bool_field(out, "new", row->is_new);
	counts_fields(out, &row->counts);
	rate_fields(out, &row->counts, report->seconds);
	json_out__close(out, '}');
}

static void command_fields(struct json_out *out, const struct prog_command *command)
{
	char **word;

	json_out__name(out, "command");
	json_out__open(out, '[');
	for (word = command->argv; *word; word++)
		json_out__string(out, *word);
	json_out__close(out, ']');
	json_out__name(out, "exit_status");
	json_out__signed(out, command->status);
	if (command->signal)
		json_out__number_field(out, "signal", command->signal);
}

static void period_document(const struct prog_report *report)
{
	struct json_out out;

	json_out__begin(&out);
	json_out__open(&out, '{');
	if (report->command)
		command_fields(&out, report->command);
	float_field(&out, "seconds", "%.9f", report->seconds);
	collection_field(&out, report->collection);
	programs_field(&out, report, period_program);
	json_out__name(&out, "total");
	json_out__open(&out, '{');
	counts_fields(&out, &report->total);
	rate_fields(&out, &report->total, report->seconds);
	json_out__close(&out, '}');
	json_out__close(&out, '}');
	json_out__end(&out);
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
	struct json_out out;

	json_lines__begin(&lines, true);
	json_out__begin(&out);
	json_out__open(&out, '{');
	json_out__bool_field(&out, "collecting", true);
	if (seconds)
		float_field(&out, "seconds", "%.9g", seconds);
	else
		json_out__string_field(&out, "seconds", NULL);
	json_out__close(&out, '}');
	json_out__end(&out);
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
