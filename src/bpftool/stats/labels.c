// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What metrics are called, and what tells which object a sample is of. */
#include <ctype.h>
#include <string.h>

#include "key/kinds.h"
#include "key/member.h"
#include "request/request.h"
#include "stats/labels.h"

void stats_labels__prefix(const struct stats_report *report,
			  char prefix[STATS_PREFIX_ROOM])
{
	char *c;

	if (report->front->metrics.prefix) {
		snprintf(prefix, STATS_PREFIX_ROOM, "%s", report->front->metrics.prefix);
		return;
	}
	snprintf(prefix, STATS_PREFIX_ROOM, "bpf_ctrl_%s_", report->type_name);
	for (c = prefix; *c; c++)
		if (!isalnum((unsigned char)*c))
			*c = '_';
}

void stats_labels__objects(const struct stats_report *report, FILE *out)
{
	if (report->front->metrics.objects)
		fputs(report->front->metrics.objects, out);
	else
		fprintf(out, "the control type %s", report->type_name);
}

bool stats_labels__has(const struct stats_report *report,
		       const struct ctrl_member *member)
{
	const struct stats_label *l;

	for (l = report->front->metrics.labels; l && l->label; l++)
		if (!strcmp(member->name, l->member ?: l->label))
			return true;
	return false;
}

void stats_label__print(FILE *out, const char *between, const char *label,
			const char *text)
{
	fprintf(out, "%s%s=\"", between, label);
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

static void print_key_member(const struct stats_report *report,
			     const struct stats_row *row, FILE *out,
			     const char *between, const char *label,
			     const struct ctrl_member *m)
{
	char word[STATS_WORD_ROOM] = "";

	key_member__write(m, row->key, report->foreign, true, word, sizeof(word));
	stats_label__print(out, between, label, word);
}

/* A device by the word that others have for it; "index" and "value" are taken. */
static const char *label_of(const struct ctrl_member *m, char label[CTRL_PATH_MAX])
{
	bool taken = !strcmp(m->name, "index") || !strcmp(m->name, "value");

	if (m->meaning == CTRL_MEANING_IFINDEX && !strcmp(m->name, "ifindex"))
		return "device";
	snprintf(label, CTRL_PATH_MAX, "%s%s", taken ? "key_" : "", m->name);

	return label;
}

/* A descriptor of this process says nothing to others: the label knows whose it was. */
static const char *print_borrowed(const struct stats_report *report,
				  const struct stats_row *row, FILE *out)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	const char *between = "";
	struct key_label label;
	char number[24];
	int i;

	memcpy(key, row->key, report->rows->key_step);
	request__label(report->r, key, &label);
	for (i = 0; i < label.nr; i++) {
		snprintf(number, sizeof(number), "%llu",
			 (unsigned long long)label.fields[i].number);
		stats_label__print(out, between, label.fields[i].key,
				   label.fields[i].text ?: number);
		between = ",";
	}

	return between;
}

static bool is_borrowed(const struct ctrl_type *key)
{
	const struct key_kind *kind = key_kinds__of_key(key);

	return kind && kind->is_fd;
}

static const char *print_key(const struct stats_report *report,
			     const struct stats_row *row, FILE *out)
{
	const struct ctrl_type *key = report->key;
	const char *between = "";
	char label[CTRL_PATH_MAX];
	__u32 i;

	if (is_borrowed(key))
		return print_borrowed(report, row, out);
	for (i = 0; i < key->nr; i++) {
		print_key_member(report, row, out, between,
				 label_of(&key->members[i], label), &key->members[i]);
		between = ",";
	}

	return between;
}

const char *stats_labels__print(const struct stats_report *report,
				const struct stats_row *row, FILE *out)
{
	const struct stats_label *l = report->front->metrics.labels;
	const struct ctrl_member *m;
	const char *between = "";
	char word[STATS_WORD_ROOM];

	if (!l)
		return print_key(report, row, out);
	for (; l->label; l++) {
		m = stats_member__by_name(report->type, l->member);
		word[0] = '\0';
		if (stats_member__has(m, row->value))
			stats_member__word(m, row->value, report->front, word);
		if (l->member)
			stats_label__print(out, between, l->label, word);
		else
			print_key_member(report, row, out, between, l->label,
					 &report->key->members[0]);
		between = ",";
	}

	return between;
}
