// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Text for people. Names are written with '-', an attribute that an object
 * does not have as "-".
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "key/btf.h"
#include "show/parts.h"
#include "show/show.h"
#include "text/shown.h"
#include "text/table.h"
#include "upstream/output.h"

#define WORD_ROOM	4096

/**
 * struct line - a line of a table
 * @table: printed when it has all of its lines, for its columns are aligned
 * @value: of the object
 * @values: of the object in each view; NULL: of none
 */
struct line {
	struct table *table;
	const void *value;
	const void *const *values;
};

static void add_name(struct table *table, const struct show_item *item)
{
	char name[CTRL_PATH_MAX];

	ctrl_name__plain(item->path, name, sizeof(name));
	table__add(table, name);
}

/* A text can be empty, or have a blank in it. */
static void format(const struct show_item *item, const void *value,
		   char word[WORD_ROOM])
{
	ctrl_member__format(&item->member, value, word, WORD_ROOM);
	if (item->member.kind == CTRL_KIND_TEXT)
		shown__quote(word, WORD_ROOM);
}

static bool is_supported(const struct show_item *item, const void *value)
{
	return value && ctrl_value__has(value, &item->member);
}

static void add_word(struct table *table, const struct show_item *item,
		     const void *value)
{
	char word[WORD_ROOM];

	format(item, value, word);
	table__add(table, word);
}

static void add_value(struct table *table, const struct show_item *item,
		      const void *value)
{
	if (is_supported(item, value))
		add_word(table, item, value);
	else
		table__add(table, "-");
}

static void add_line(const struct show_item *item, const void *data)
{
	const struct line *line = data;

	add_name(line->table, item);
	add_value(line->table, item, line->value);
}

static void text_alone(const struct key_label *label,
		       const struct show_item *item, const void *value)
{
	char word[WORD_ROOM] = "-";

	if (ctrl_value__has(value, &item->member))
		ctrl_member__format(&item->member, value, word, sizeof(word));
	shown__put(word, stdout);
	putchar('\n');
}

static void print_heading(const struct key_label *label)
{
	shown__put(label->heading, stdout);
	putchar('\n');
}

static void text_object(const struct key_label *label,
			const struct show_items *items, const void *value)
{
	struct table table = { .columns = 2 };
	const struct line line = { .table = &table, .value = value };
	const struct show_item *item = items->at;

	print_heading(label);
	for (; item < items->at + items->nr; item++)
		if (is_supported(item, value))
			show_parts__each(item, add_line, &line);
		else
			add_line(item, &line);
	table__print(&table, "\t");
}

static void add_title(const struct show_item *item, const void *data)
{
	const struct line *line = data;
	char title[CTRL_PATH_MAX], *c;

	ctrl_name__plain(item->path, title, sizeof(title));
	for (c = title; *c; c++)
		*c = toupper((unsigned char)*c);
	if (line->table->nr < 64 &&
	    (item->member.kind == CTRL_KIND_UINT || item->member.kind == CTRL_KIND_INT))
		line->table->right |= 1ULL << line->table->nr;
	table__add(line->table, title);
}

static void text_table_begin(struct table *table, const char *key,
			     const struct show_items *items)
{
	const struct line line = { .table = table };
	__u32 i;

	table__add(table, key);
	for (i = 0; i < items->nr; i++)
		show_parts__each(&items->at[i], add_title, &line);
	table->columns = table->nr;
}

static void add_cell(const struct show_item *item, const void *data)
{
	const struct line *line = data;

	add_value(line->table, item, line->value);
}

static void text_row(struct table *table, const struct key_label *label,
		     const struct show_items *items, const void *value)
{
	const struct line line = { .table = table, .value = value };
	__u32 i;

	table__add(table, label->name);
	for (i = 0; i < items->nr; i++)
		show_parts__each(&items->at[i], add_cell, &line);
}

static void text_table_end(struct table *table)
{
	output__begin_bulk();
	table__print(table, "");
	output__end_bulk();
}

static void print_change(const char *object, const struct show_item *item,
			 const struct ctrl_change *change, bool dry_run)
{
	char name[CTRL_PATH_MAX], before[WORD_ROOM], after[WORD_ROOM];

	ctrl_name__plain(item->path, name, sizeof(name));
	format(item, change->before, before);
	format(item, change->after, after);

	printf("%s: %s %s", object, name, before);
	if (strcmp(before, after))
		printf(" -> %s", after);
	else
		printf(" unchanged");
	if (dry_run)
		printf(" (dry run%s)", change->unasked ?
		       "; the kernel was not asked" : "");
	printf("\n");
}

static void text_change(const struct key_label *label,
			const struct show_items *items,
			const struct ctrl_change *change, bool dry_run)
{
	char object[512];
	__u32 i;

	ctrl_text__show(label->name, object, sizeof(object));
	for (i = 0; i < items->nr; i++)
		print_change(object, &items->at[i], change, dry_run);
	if (change->unread)
		printf("%s: reset; what it has now cannot be read (%s)\n",
		       object, strerror(change->unread));
	else if (!items->nr)
		printf("%s: unchanged\n", object);
}

static void add_attribute(const struct show_item *item, const void *data)
{
	const struct line *line = data;
	char type[128];
	int view;

	add_name(line->table, item);
	ctrl_member__type_name(&item->member, type, sizeof(type));
	table__add(line->table, type);
	table__add(line->table, item->member.read_only ? "ro" : "rw");
	table__add(line->table, ctrl_member__unit(&item->member) ?: "-");

	for (view = 0; line->values && view < CTRL_VIEWS; view++)
		add_value(line->table, item, line->values[view]);
}

static void text_attributes(const struct key_label *label,
			    const struct ctrl_type *key,
			    const struct show_items *items,
			    const void *const *values)
{
	static const char *const titles[TABLE_COLUMNS_MAX] = {
		"NAME", "TYPE", "ACCESS", "UNIT",
		"VALUE", "MIN", "MAX", "DEFAULT",
	};
	struct table table = { .columns = label ? 8 : 4 };
	const struct line line = { .table = &table, .values = values };
	const struct show_item *item;
	char syntax[256];

	if (label) {
		print_heading(label);
	} else if (key) {
		key_btf__syntax(key, syntax, sizeof(syntax));
		printf("KEY := %s\n", syntax);
	}
	table__add_row(&table, titles);
	for (item = items->at; item < items->at + items->nr; item++)
		if (!values || is_supported(item, values[CTRL_VIEW_CURRENT]))
			show_parts__each(item, add_attribute, &line);
		else
			add_attribute(item, &line);
	table__print(&table, label ? "\t" : "");
}

static void text_types(const struct type_row *rows, __u32 nr)
{
	static const char *const titles[] = {
		"NAME", "NUMBER", "KEY-SIZE", "VALUE-SIZE", "ATTRIBUTES",
		"FLAGS", "SOURCE",
	};
	struct table table = { .columns = sizeof(titles) / sizeof(titles[0]) };
	const struct type_row *row;

	table__add_row(&table, titles);
	for (row = rows; row < rows + nr; row++) {
		table__add(&table, row->name);
		table__add_number(&table, row->number);
		add_word(&table, &row->key_size, row->value);
		add_word(&table, &row->value_size, row->value);
		table__add_number(&table, row->attributes);
		add_word(&table, &row->flags, row->value);
		table__add(&table, row->source);
	}
	table__print(&table, "");
}

static void text_pinned(const char *path, __u32 id)
{
}

static void text_help(const char *text)
{
	fputs(text, stderr);
}

static void text_error(const struct ctrl_error *err)
{
	char sentence[CTRL_SENTENCE_MAX];

	ctrl_error__sentence(err, sentence, sizeof(sentence));
	fprintf(stderr, "Error: %s\n", sentence);
}

const struct show_writer show_text = {
	.list_begin = output__begin_bulk,
	.list_end = output__end_bulk,
	.object = text_object,
	.table_begin = text_table_begin,
	.row = text_row,
	.table_end = text_table_end,
	.alone = text_alone,
	.change = text_change,
	.attributes = text_attributes,
	.types = text_types,
	.pinned = text_pinned,
	.help = text_help,
	.error = text_error,
};
