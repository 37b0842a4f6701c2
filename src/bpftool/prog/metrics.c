// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs for monitoring systems.
 *
 * All samples of a metric stand together, so the members are the outer loop and
 * the programs the inner one.
 */
#include <stdio.h>
#include <string.h>

#include "prog/metrics.h"

#define PREFIX		"bpf_prog_"
#define NAME_ROOM	(sizeof(PREFIX) + CTRL_PATH_MAX + 16)
#define INDEX_ROOM	32
#define DEPTH_MAX	8

/**
 * struct metric - a member as a metric
 * @out: where it is written
 * @format: how
 * @report: where the programs are
 * @member: of the value, or a part of it
 * @name: without what the kind of metric adds
 * @index: of an array's element, "" elsewhere
 * @depth: of arrays and structs in each other
 */
struct metric {
	FILE *out;
	enum prog_metrics format;
	const struct prog_report *report;
	struct ctrl_member member;
	char name[NAME_ROOM];
	char index[INDEX_ROOM];
	int depth;
};

static void print_label(FILE *out, const char *key, const char *text)
{
	fprintf(out, ",%s=\"", key);
	for (; *text; text++) {
		if (*text == '\\' || *text == '"')
			putc('\\', out);
		if (*text == '\n')
			fputs("\\n", out);
		else
			putc(*text, out);
	}
	putc('"', out);
}

static void print_member_label(FILE *out, const char *key,
			       const struct ctrl_member *member,
			       const void *value)
{
	char word[PROG_WORD_ROOM] = "";

	if (prog_value__has(member, value))
		prog_value__word(member, value, word);
	print_label(out, key, word);
}

/* @word: of the member itself, where it is no number; else NULL */
static void print_labels(const struct metric *m, const struct prog_row *row,
			 const char *word)
{
	const struct prog_fields *fields = m->report->fields;

	fprintf(m->out, "{id=\"%u\"", row->id);
	print_member_label(m->out, "tag", fields->tag, row->value);
	print_member_label(m->out, "name", fields->name, row->value);
	print_member_label(m->out, "type", fields->type, row->value);
	if (m->index[0])
		print_label(m->out, "index", m->index);
	if (word)
		print_label(m->out, "value", word);
	putc('}', m->out);
}

static bool is_part_of(const struct ctrl_member *part,
		       const struct ctrl_member *member)
{
	return member && part->bit == member->bit;
}

static bool is_counter(const struct metric *m)
{
	const struct prog_fields *fields = m->report->fields;

	return is_part_of(&m->member, fields->run_cnt) ||
	       is_part_of(&m->member, fields->run_time_ns) ||
	       is_part_of(&m->member, fields->recursion_misses);
}

static bool is_nsec(const struct ctrl_member *member)
{
	return member->meaning == CTRL_MEANING_NSEC &&
	       member->kind == CTRL_KIND_UINT && member->bits <= 64;
}

/* In seconds and bytes, whatever the member counts in. */
static const char *unit_of(const struct metric *m)
{
	if (is_nsec(&m->member))
		return "seconds";

	return m->member.meaning == CTRL_MEANING_BYTES ? "bytes" : NULL;
}

static void print_number(FILE *out, const struct ctrl_member *member,
			 const void *value)
{
	unsigned long long ns;
	char word[PROG_WORD_ROOM];

	if (is_nsec(member)) {
		ns = ctrl_bits__load(value, member->bit_off, member->bits);
		fprintf(out, " %llu.%09llu\n", ns / 1000000000, ns % 1000000000);
	} else if (member->kind == CTRL_KIND_BOOL) {
		fprintf(out, " %d\n",
			!!ctrl_bits__load(value, member->bit_off, member->bits));
	} else {
		ctrl_member__format(member, value, word, sizeof(word));
		fprintf(out, " %s\n", word);
	}
}

static bool is_word(const struct ctrl_member *member)
{
	return member->kind == CTRL_KIND_ENUM || member->kind == CTRL_KIND_FLAGS ||
	       member->kind == CTRL_KIND_TEXT || prog_value__is_word(member);
}

static const char *sample_suffix(const struct metric *m)
{
	return is_counter(m) ? "_total" : "";
}

static void print_sample(const struct metric *m, const struct prog_row *row)
{
	char word[PROG_WORD_ROOM];

	fprintf(m->out, "%s%s", m->name, sample_suffix(m));
	if (is_word(&m->member)) {
		prog_value__word(&m->member, row->value, word);
		print_labels(m, row, word);
		fprintf(m->out, " 1\n");
	} else {
		print_labels(m, row, NULL);
		print_number(m->out, &m->member, row->value);
	}
}

static void print_samples(const struct metric *m)
{
	const struct prog_rows *rows = m->report->rows;
	__u32 i;

	for (i = 0; i < rows->nr; i++)
		if (ctrl_value__has(rows->at[i].value, &m->member))
			print_sample(m, &rows->at[i]);
}

/* The older format has no units, and knows a metric by the name of its samples. */
static void print_head(const struct metric *m, const char *what)
{
	bool older = m->format == PROG_METRICS_PROMETHEUS;
	const char *suffix = older ? sample_suffix(m) : "";
	const char *unit = older ? NULL : unit_of(m);

	fprintf(m->out, "# TYPE %s%s %s\n", m->name, suffix,
		is_counter(m) ? "counter" : "gauge");
	if (unit)
		fprintf(m->out, "# UNIT %s %s\n", m->name, unit);
	fprintf(m->out, "# HELP %s%s %s of BPF programs.\n", m->name, suffix,
		what);
}

/* A unit stands at the end of a metric's name, and in place of a shorter one. */
static void add_unit(struct metric *m)
{
	const char *unit = unit_of(m);
	size_t len = strlen(m->name);
	struct ctrl_line name;

	if (!unit)
		return;
	if (len > 3 && !strcmp(m->name + len - 3, "_ns"))
		m->name[len - 3] = '\0';
	ctrl_line__resume(&name, m->name, sizeof(m->name));
	ctrl_line__add(&name, "_%s", unit);
}

static void add_part(struct metric *part, const struct metric *m, __u32 i)
{
	struct ctrl_line line;

	if (m->member.kind == CTRL_KIND_ARRAY) {
		ctrl_line__resume(&line, part->index, sizeof(part->index));
		ctrl_line__add(&line, "%s%u", line.at ? "," : "", i);
	} else {
		ctrl_line__resume(&line, part->name, sizeof(part->name));
		ctrl_line__add(&line, "_%s", part->member.name);
	}
}

static void print_metric(struct metric *m, const char *what);

static void print_fields(const struct metric *m, const char *what)
{
	struct metric part;
	__u32 i;

	for (i = 0; i < m->member.nr && m->depth < DEPTH_MAX; i++) {
		part = *m;
		part.depth++;
		if (ctrl_member__child(&m->member, i, &part.member))
			break;
		add_part(&part, m, i);
		print_metric(&part, what);
	}
}

/* All elements are samples of the one metric. */
static void print_elements(struct metric *m, const char *what)
{
	struct metric element = *m;
	__u32 i;

	for (i = 0; i < m->member.nr; i++) {
		element = *m;
		if (ctrl_member__child(&m->member, i, &element.member))
			return;
		add_part(&element, m, i);
		add_unit(&element);
		if (!i)
			print_head(&element, what);
		print_samples(&element);
	}
}

static bool is_plain(const struct ctrl_member *member)
{
	switch (member->kind) {
	case CTRL_KIND_UINT:
	case CTRL_KIND_INT:
	case CTRL_KIND_BOOL:
	case CTRL_KIND_FLOAT:
		return true;
	default:
		return is_word(member);
	}
}

static bool has_plain_elements(const struct ctrl_member *member)
{
	struct ctrl_member element;

	return member->kind == CTRL_KIND_ARRAY &&
	       !ctrl_member__child(member, 0, &element) && is_plain(&element);
}

/* Pointers, unions and arrays of structs are left out: they are no metrics. */
static void print_metric(struct metric *m, const char *what)
{
	if (is_plain(&m->member)) {
		add_unit(m);
		print_head(m, what);
		print_samples(m);
	} else if (has_plain_elements(&m->member)) {
		print_elements(m, what);
	} else if (m->member.kind == CTRL_KIND_STRUCT) {
		print_fields(m, what);
	}
}

/* Members that are labels of every metric are no metrics. */
static bool is_label(const struct prog_fields *fields,
		     const struct ctrl_member *member)
{
	return member == fields->id || member == fields->tag ||
	       member == fields->name || member == fields->type;
}

/* One answer for the machine, not one for each program. */
static void print_collecting(const struct prog_report *report, FILE *out)
{
	if (report->collection == PROG_COLLECTION_UNKNOWN)
		return;
	fprintf(out, "# TYPE bpf_stats_collecting gauge\n"
		"# HELP bpf_stats_collecting Whether the kernel counts runs and run times of BPF programs.\n"
		"bpf_stats_collecting %d\n",
		report->collection == PROG_COLLECTION_ON);
}

void prog_metrics__print(const struct prog_report *report,
			 enum prog_metrics format, FILE *out)
{
	struct metric m = { .out = out, .format = format, .report = report };
	__u32 i;

	print_collecting(report, out);
	for (i = 0; i < report->type->nr; i++) {
		const struct ctrl_member *member = &report->type->members[i];

		if (is_label(report->fields, member) ||
		    member == report->fields->collecting)
			continue;
		m.member = *member;
		snprintf(m.name, sizeof(m.name), PREFIX "%s", member->name);
		print_metric(&m, member->name);
	}
	if (format == PROG_METRICS_OPENMETRICS)
		fprintf(out, "# EOF\n");
}
