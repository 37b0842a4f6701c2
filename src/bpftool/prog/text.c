// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs for people: a table, and for programs that were named
 * all that is left to know of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/ioctl.h>

#include "prog/report.h"
#include "prog/unit.h"
#include "show/show.h"
#include "text/table.h"
#include "upstream/upstream.h"

#define NONE	"-"

static void add_time(struct table *table, __u64 ns)
{
	char word[PROG_UNIT_ROOM];

	prog_unit__time(ns, word);
	table__add(table, word);
}

static void add_average(struct table *table, const struct prog_counts *c)
{
	if (c->run_cnt)
		add_time(table, c->run_time_ns / c->run_cnt);
	else
		table__add(table, NONE);
}

static void add_member(struct table *table, const struct ctrl_member *member,
		       const void *value)
{
	char word[PROG_WORD_ROOM];

	prog_value__word(member, value, word);
	table__add(table, word[0] ? word : NONE);
}

#define OWNERS_LEN	416	/* behind so many bytes a number stands for the rest */

/* A process may call itself whatever it likes, also what a terminal obeys. */
static void add_owners(struct table *table, const struct prog_report *report,
		       __u32 id)
{
	char comm[CTRL_TEXT_ROOM(sizeof(((struct prog_owner *)0)->comm))];
	char text[OWNERS_LEN + 2 * sizeof(comm)] = "";
	const struct prog_owner *owner;
	struct ctrl_line line;
	__u32 nr, i;

	owner = prog_owners__of(report->owners, id, &nr);
	ctrl_line__init(&line, text, sizeof(text));
	for (i = 0; i < nr && line.at < OWNERS_LEN; i++) {
		ctrl_text__write(owner[i].comm, strlen(owner[i].comm), comm,
				 sizeof(comm));
		ctrl_line__add(&line, "%s%s(%d)", i ? "," : "", comm,
			       owner[i].pid);
	}
	if (i < nr)
		ctrl_line__add(&line, " and %u more", nr - i);
	table__add(table, nr ? text : NONE);
}

static void add_misses(struct table *table, const struct prog_counts *c)
{
	if (c->misses_unknown)
		table__add(table, NONE);
	else
		table__add_number(table, c->recursion_misses);
}

/* @known: false: the counts are 0 since nobody collected them */
static void add_counts(struct table *table, const struct prog_counts *c,
		       bool known)
{
	if (known) {
		table__add_number(table, c->run_cnt);
		add_time(table, c->run_time_ns);
	} else {
		table__add(table, NONE);
		table__add(table, NONE);
	}
	add_average(table, c);
	add_misses(table, c);
}

static void describe_total(char *text, size_t len, __u32 nr)
{
	snprintf(text, len, "%u program%s", nr, nr == 1 ? "" : "s");
}

static bool is_known(const struct prog_report *report, const struct prog_row *row)
{
	return prog_report__state(report, row) != PROG_STATE_OFF;
}

static bool is_any_known(const struct prog_report *report)
{
	__u32 i;

	for (i = 0; i < report->rows->nr; i++)
		if (is_known(report, &report->rows->at[i]))
			return true;

	return !report->rows->nr;
}

static void add_total(struct table *table, const struct prog_report *report)
{
	char what[64];

	describe_total(what, sizeof(what), report->rows->nr);
	table__add(table, "total");
	if (report->cpus)
		table__add(table, "");
	table__add(table, "");
	table__add(table, what);
	add_counts(table, &report->total, is_any_known(report));
	if (!report->cpus)
		table__add(table, "");
}

static void add_identity(struct table *table, const struct prog_report *report,
			 const struct prog_row *row, const char *cpu)
{
	table__add_number(table, row->id);
	if (cpu)
		table__add(table, cpu);
	add_member(table, report->fields->type, row->value);
	add_member(table, report->fields->name, row->value);
}

static void add_cpus(struct table *table, const struct prog_report *report,
		     const struct prog_row *row)
{
	const struct prog_cpu *cpu;
	char number[16];
	__u32 nr, i;

	cpu = prog_cpus__of(report->cpus, row->id, &nr);
	for (i = 0; i < nr; i++) {
		if (!cpu[i].counts.run_cnt && !cpu[i].counts.recursion_misses)
			continue;
		snprintf(number, sizeof(number), "%u", cpu[i].cpu);
		add_identity(table, report, row, number);
		add_counts(table, &cpu[i].counts, true);
	}
}

static void add_program(struct table *table, const struct prog_report *report,
			const struct prog_row *row)
{
	add_identity(table, report, row, report->cpus ? "all" : NULL);
	add_counts(table, &row->counts, is_known(report, row));
	if (report->cpus)
		add_cpus(table, report, row);
	else
		add_owners(table, report, row->id);
}

static void print_totals_table(const struct prog_report *report)
{
	static const char *const titles[] = {
		"ID", "TYPE", "NAME", "RUNS", "TIME", "AVG", "MISSES", "OWNERS",
	};
	static const char *const cpu_titles[] = {
		"ID", "CPU", "TYPE", "NAME", "RUNS", "TIME", "AVG", "MISSES",
	};
	struct table table = {
		.columns = ARRAY_SIZE(titles),
		.right = report->cpus ? 0xf3 : 0x79,
	};
	__u32 i;

	table__add_row(&table, report->cpus ? cpu_titles : titles);
	for (i = 0; i < report->rows->nr; i++)
		add_program(&table, report, &report->rows->at[i]);
	add_total(&table, report);
	table__print(&table, "");
}

/* Those that the table has are left out. */
static bool is_column(const struct prog_fields *fields,
		      const struct ctrl_member *member)
{
	return member == fields->id || member == fields->type ||
	       member == fields->name || member == fields->run_cnt ||
	       member == fields->run_time_ns ||
	       member == fields->recursion_misses;
}

static void print_details(const struct prog_report *report,
			  const struct prog_row *row)
{
	struct table table = { .columns = 2 };
	char name[PROG_WORD_ROOM];
	__u32 i;

	prog_value__word(report->fields->name, row->value, name);
	printf("%u: %s\n", row->id, name);
	for (i = 0; i < report->type->nr; i++) {
		const struct ctrl_member *member = &report->type->members[i];

		if (is_column(report->fields, member))
			continue;
		ctrl_name__plain(member->name, name, sizeof(name));
		table__add(&table, name);
		add_member(&table, member, row->value);
	}
	table__print(&table, "\t");
}

static void text_totals(const struct prog_report *report)
{
	char what[64];
	__u32 i;

	if (report->collection == PROG_COLLECTION_OFF && !report->was_reset)
		printf("Collection is off: runs and times stand still. What turns it on:\n"
		       "  %s prog stats enable          for as long as that runs\n"
		       "  sysctl kernel.bpf_stats_enabled=1  for good\n",
		       bin_name);
	print_totals_table(report);
	for (i = 0; report->named && i < report->rows->nr; i++)
		print_details(report, &report->rows->at[i]);
	if (report->was_reset) {
		describe_total(what, sizeof(what), report->rows->nr);
		printf("reset: %s, from what the table has to 0\n", what);
	}
	if (report->error)
		show_writer()->error(report->error);
}

static void add_period_counts(struct table *table, const struct prog_counts *c,
			      double seconds)
{
	char word[PROG_UNIT_ROOM];

	table__add_number(table, c->run_cnt);
	prog_unit__rate(c->run_cnt, seconds, word);
	table__add(table, word);
	add_average(table, c);
	prog_unit__share(c->run_time_ns, seconds, word);
	table__add(table, word);
	add_misses(table, c);
}

/* @lines: that there is room for in between the titles and the total */
static void print_period_table(const struct prog_report *report, __u32 lines)
{
	static const char *const titles[] = {
		"ID", "TYPE", "NAME", "RUNS", "RUNS/S", "AVG", "CPU", "MISSES",
	};
	struct table table = { .columns = ARRAY_SIZE(titles), .right = 0xf9 };
	char what[64];
	__u32 i;

	table__add_row(&table, titles);
	for (i = 0; i < report->rows->nr && i < lines; i++) {
		add_identity(&table, report, &report->rows->at[i], NULL);
		add_period_counts(&table, &report->rows->at[i].counts,
				  report->seconds);
	}

	describe_total(what, sizeof(what), report->rows->nr);
	table__add(&table, "total");
	table__add(&table, "");
	table__add(&table, what);
	add_period_counts(&table, &report->total, report->seconds);
	table__print(&table, "");
	if (report->nr_idle)
		printf("(%u more did not run)\n", report->nr_idle);
}

#define TERMINAL_LINES	24	/* of one that does not say */

/* 0: this is no terminal */
static __u32 terminal_lines(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_row)
		return TERMINAL_LINES;

	return size.ws_row;
}

/* A dumb or unknown terminal cannot move its cursor. */
static bool can_redraw(void)
{
	const char *term = getenv("TERM");

	return terminal_lines() && term && *term && strcmp(term, "dumb");
}

static void text_periods_begin(struct prog_periods *periods)
{
	periods->redraw = can_redraw();
	if (periods->redraw)
		printf("\033[2J");
}

static void text_periods_end(struct prog_periods *periods,
			     const struct ctrl_error *err)
{
	if (err)
		show_writer()->error(err);
}

/* titles, total, idle ones, and the line in front */
#define LINES_AROUND	5

static void text_period(const struct prog_report *report)
{
	struct prog_periods *periods = report->periods;
	__u32 lines = periods && periods->redraw ? terminal_lines() : 0;

	if (lines)
		printf("\033[H\033[J");
	else if (periods && periods->told)
		printf("\n");
	if (periods)
		printf("%.3f s\n", report->seconds);
	print_period_table(report, !lines ? ~0U :
			   lines > LINES_AROUND ? lines - LINES_AROUND : 1);
	if (!periods)
		printf("in %.3f s\n", report->seconds);
	fflush(stdout);
}

static void text_collecting(double seconds)
{
	if (seconds)
		printf("Collection is held on for %g s.\n", seconds);
	else
		printf("Collection is held on until this process ends.\n");
	fflush(stdout);
}

const struct prog_writer prog_text = {
	.totals = text_totals,
	.period = text_period,
	.periods_begin = text_periods_begin,
	.periods_end = text_periods_end,
	.collecting = text_collecting,
};
