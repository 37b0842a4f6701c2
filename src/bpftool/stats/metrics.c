// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics for monitoring systems.
 *
 * All samples of a metric stand together, so the members are the outer loop and
 * the objects the inner one.
 */
#include <stdio.h>
#include <string.h>

#include "stats/labels.h"
#include "stats/metrics.h"

#define NAME_ROOM	(STATS_PREFIX_ROOM + CTRL_PATH_MAX + 16)
#define INDEX_ROOM	32
#define DEPTH_MAX	8

/**
 * struct metric - a member as a metric
 * @out: where it is written
 * @format: how
 * @report: where the objects are
 * @member: of the value, or a part of it
 * @path: to it, as of struct stats_field; without those to elements of arrays
 * @name: without what the kind of metric adds
 * @index: of an array's element, "" elsewhere
 * @depth: of arrays and structs in each other
 */
struct metric {
	FILE *out;
	enum stats_metrics format;
	const struct stats_report *report;
	struct ctrl_member member;
	char path[CTRL_PATH_MAX];
	char name[NAME_ROOM];
	char index[INDEX_ROOM];
	int depth;
};

/* @word: of the member itself, where it is no number; else NULL */
static void print_labels(const struct metric *m, const struct stats_row *row,
			 const char *word)
{
	const char *between;

	putc('{', m->out);
	between = stats_labels__print(m->report, row, m->out);
	if (m->index[0]) {
		stats_label__print(m->out, between, "index", m->index);
		between = ",";
	}
	if (word)
		stats_label__print(m->out, between, "value", word);
	putc('}', m->out);
}

static bool is_counter(const struct metric *m)
{
	int field = stats_fields__find(m->report->fields, m->path);

	return m->member.is_counter ||
	       (field >= 0 && m->report->fields->at[field].is_counter);
}

/* In seconds and bytes, whatever the member counts in. */
static const char *unit_of(const struct metric *m)
{
	if (stats_member__is_nsec(&m->member))
		return "seconds";

	return m->member.meaning == CTRL_MEANING_BYTES ? "bytes" : NULL;
}

static void print_number(FILE *out, const struct ctrl_member *member,
			 const void *value)
{
	unsigned long long ns;
	char word[STATS_WORD_ROOM];

	if (stats_member__is_nsec(member)) {
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

static bool is_word(const struct metric *m, const struct ctrl_member *member)
{
	const struct stats_front *front = m->report->front;

	return member->kind == CTRL_KIND_ENUM || member->kind == CTRL_KIND_FLAGS ||
	       member->kind == CTRL_KIND_TEXT ||
	       (front->own_word && front->own_word(member, NULL, NULL));
}

static const char *sample_suffix(const struct metric *m)
{
	return is_counter(m) ? "_total" : "";
}

static void print_sample(const struct metric *m, const struct stats_row *row)
{
	char word[STATS_WORD_ROOM];

	fprintf(m->out, "%s%s", m->name, sample_suffix(m));
	if (is_word(m, &m->member)) {
		stats_member__word(&m->member, row->value, m->report->front, word);
		print_labels(m, row, word);
		fprintf(m->out, " 1\n");
	} else {
		print_labels(m, row, NULL);
		print_number(m->out, &m->member, row->value);
	}
}

static void print_samples(const struct metric *m)
{
	const struct stats_rows *rows = m->report->rows;
	__u32 i;

	for (i = 0; i < rows->nr; i++)
		if (ctrl_value__has(rows->at[i].value, &m->member))
			print_sample(m, &rows->at[i]);
}

/* The older format has no units, and knows a metric by the name of its samples. */
static void print_head(const struct metric *m)
{
	bool older = m->format == STATS_METRICS_PROMETHEUS;
	const char *suffix = older ? sample_suffix(m) : "";
	const char *unit = older ? NULL : unit_of(m);

	fprintf(m->out, "# TYPE %s%s %s\n", m->name, suffix,
		is_counter(m) ? "counter" : "gauge");
	if (unit)
		fprintf(m->out, "# UNIT %s %s\n", m->name, unit);
	fprintf(m->out, "# HELP %s%s %s of ", m->name, suffix, m->path);
	stats_labels__objects(m->report, m->out);
	fprintf(m->out, ".\n");
}

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && !strcmp(text + len - n, end);
}

static void cut_end(char *name, const char *end)
{
	if (ends_with(name, end))
		name[strlen(name) - strlen(end)] = '\0';
}

/*
 * A unit stands at the end of a metric's name, once, and in place of a shorter one. What
 * a counter's samples add is no part of it.
 */
static void finish_name(struct metric *m)
{
	const char *unit = unit_of(m);
	struct ctrl_line name;
	char end[16];

	if (is_counter(m))
		cut_end(m->name, "_total");
	if (!unit)
		return;
	cut_end(m->name, "_ns");
	snprintf(end, sizeof(end), "_%s", unit);
	if (ends_with(m->name, end))
		return;
	ctrl_line__resume(&name, m->name, sizeof(m->name));
	ctrl_line__add(&name, "%s", end);
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
		ctrl_line__resume(&line, part->path, sizeof(part->path));
		ctrl_line__add(&line, ".%s", part->member.name);
	}
}

/* Of a struct or an array each part is asked. */
static bool is_wanted(const struct metric *m)
{
	return m->report->front->metrics.all || m->member.is_volatile ||
	       is_counter(m) || m->member.kind == CTRL_KIND_STRUCT ||
	       m->member.kind == CTRL_KIND_ARRAY;
}

static void print_metric(struct metric *m);

static void print_fields(const struct metric *m)
{
	struct metric part;
	__u32 i;

	for (i = 0; i < m->member.nr && m->depth < DEPTH_MAX; i++) {
		part = *m;
		part.depth++;
		if (ctrl_member__child(&m->member, i, &part.member))
			break;
		add_part(&part, m, i);
		print_metric(&part);
	}
}

/* All elements are samples of the one metric. */
static void print_elements(struct metric *m)
{
	struct metric element = *m;
	__u32 i;

	for (i = 0; i < m->member.nr; i++) {
		element = *m;
		if (ctrl_member__child(&m->member, i, &element.member))
			return;
		add_part(&element, m, i);
		if (!is_wanted(&element))
			return;
		finish_name(&element);
		if (!i)
			print_head(&element);
		print_samples(&element);
	}
}

static bool is_plain(const struct metric *m, const struct ctrl_member *member)
{
	switch (member->kind) {
	case CTRL_KIND_UINT:
	case CTRL_KIND_INT:
	case CTRL_KIND_BOOL:
	case CTRL_KIND_FLOAT:
		return true;
	default:
		return is_word(m, member);
	}
}

static bool has_plain_elements(const struct metric *m)
{
	struct ctrl_member element;

	return m->member.kind == CTRL_KIND_ARRAY &&
	       !ctrl_member__child(&m->member, 0, &element) && is_plain(m, &element);
}

/* Pointers, unions and arrays of structs are left out: they are no metrics. */
static void print_metric(struct metric *m)
{
	if (!is_wanted(m))
		return;
	if (is_plain(m, &m->member)) {
		finish_name(m);
		print_head(m);
		print_samples(m);
	} else if (has_plain_elements(m)) {
		print_elements(m);
	} else if (m->member.kind == CTRL_KIND_STRUCT) {
		print_fields(m);
	}
}

/* One answer for the machine, not one for each object. */
static void print_collecting(const struct stats_report *report, FILE *out)
{
	const struct stats_metric_words *words = &report->front->metrics;

	if (!words->collecting || report->collection == STATS_COLLECTION_UNKNOWN)
		return;
	fprintf(out, "# TYPE %s gauge\n# HELP %s %s\n%s %d\n", words->collecting,
		words->collecting, words->collecting_help, words->collecting,
		report->collection == STATS_COLLECTION_ON);
}

static bool is_metric(const struct stats_report *report, const struct ctrl_member *member)
{
	return !stats_labels__has(report, member) &&
	       member != stats_member__by_name(report->type, report->front->collecting);
}

void stats_metrics__print(const struct stats_report *report,
			  enum stats_metrics format, FILE *out)
{
	struct metric m = { .out = out, .format = format, .report = report };
	char prefix[STATS_PREFIX_ROOM];
	__u32 i;

	print_collecting(report, out);
	stats_labels__prefix(report, prefix);
	for (i = 0; i < report->type->nr; i++) {
		const struct ctrl_member *member = &report->type->members[i];

		if (!is_metric(report, member))
			continue;
		m.member = *member;
		snprintf(m.path, sizeof(m.path), "%s", member->name);
		snprintf(m.name, sizeof(m.name), "%s%s", prefix, member->name);
		print_metric(&m);
	}
	if (format == STATS_METRICS_OPENMETRICS)
		fprintf(out, "# EOF\n");
}
