// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Text for people. Names are written with '-', an attribute that an object
 * does not have as "-".
 *
 * What belongs to one call of show.c is collected here until its end,
 * for aligned columns need all of it.
 */
#include <stdio.h>
#include <string.h>

#include "key/btf.h"
#include "show/parts.h"
#include "show/writer.h"
#include "text/shown.h"
#include "text/table.h"

#define WORD_ROOM	4096

static struct {
	struct table table;
	const char *indent;
	bool dry_run;
	char name[512];
} page;

static void page_begin(int columns, const char *indent)
{
	page.table.columns = columns;
	page.indent = indent;
}

static void page_end(void)
{
	table__print(&page.table, page.indent);
}

static void add_name(const struct show_item *item)
{
	char name[CTRL_PATH_MAX];

	ctrl_name__plain(item->path, name, sizeof(name));
	table__add(&page.table, name);
}

/* A text can be empty, or have a blank in it. */
static void format(const struct show_item *item, const void *value,
		   char word[WORD_ROOM])
{
	ctrl_member__format(&item->member, value, word, WORD_ROOM);
	if (item->member.kind == CTRL_KIND_TEXT)
		shown__quote(word, WORD_ROOM);
}

static void add_value(const struct show_item *item, const void *value,
		      bool supported)
{
	char word[WORD_ROOM] = "-";

	if (supported)
		format(item, value, word);
	table__add(&page.table, word);
}

static void nothing(void)
{
}

static void add_line(const struct show_item *item, const void *value)
{
	add_name(item);
	add_value(item, value, ctrl_value__has(value, &item->member));
}

static void text_alone(const struct show_item *item, const void *value)
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
			const struct show_items *items, const void *value,
			bool alone)
{
	const struct show_item *item = items->at;

	if (alone) {
		text_alone(item, value);
		return;
	}
	page_begin(2, "\t");
	print_heading(label);
	for (; item < items->at + items->nr; item++)
		if (ctrl_value__has(value, &item->member))
			show_parts__each(item, add_line, value);
		else
			add_line(item, value);
	page_end();
}

static void text_changes_begin(const struct key_label *label, bool changed,
			       bool dry_run)
{
	ctrl_text__show(label->name, page.name, sizeof(page.name));
	page.dry_run = dry_run;
}

static void text_change(const struct show_item *item,
			const struct ctrl_change *change)
{
	char name[CTRL_PATH_MAX], before[WORD_ROOM], after[WORD_ROOM];

	ctrl_name__plain(item->path, name, sizeof(name));
	format(item, change->before, before);
	format(item, change->after, after);

	printf("%s: %s %s", page.name, name, before);
	if (strcmp(before, after))
		printf(" -> %s", after);
	else
		printf(" unchanged");
	printf("%s\n", page.dry_run ? " (dry run)" : "");
}

static void text_changes_end(__u32 nr, int unread)
{
	if (unread)
		printf("%s: reset; what it has now cannot be read (%s)\n",
		       page.name, strerror(unread));
	else if (!nr)
		printf("%s: unchanged\n", page.name);
}

static void text_attributes_begin(const struct key_label *label,
				  const struct ctrl_type *key)
{
	static const char *const titles[TABLE_COLUMNS_MAX] = {
		"NAME", "TYPE", "ACCESS", "UNIT",
		"VALUE", "MIN", "MAX", "DEFAULT",
	};
	char syntax[256];
	int i;

	if (label) {
		print_heading(label);
	} else if (key) {
		key_btf__syntax(key, syntax, sizeof(syntax));
		printf("KEY := %s\n", syntax);
	}
	page_begin(label ? 8 : 4, label ? "\t" : "");
	for (i = 0; i < page.table.columns; i++)
		table__add(&page.table, titles[i]);
}

static bool is_supported(const struct show_item *item, const void *value)
{
	return value && ctrl_value__has(value, &item->member);
}

static void add_attribute(const struct show_item *item, const void *data)
{
	const void *const *values = data;
	const char *unit = ctrl_member__unit(&item->member);
	char type[128];
	int view;

	add_name(item);
	ctrl_member__type_name(&item->member, type, sizeof(type));
	table__add(&page.table, type);
	table__add(&page.table, item->member.read_only ? "ro" : "rw");
	table__add(&page.table, unit ? unit : "-");

	for (view = 0; values && view < CTRL_VIEWS; view++)
		add_value(item, values[view], is_supported(item, values[view]));
}

static void text_attribute(const struct show_item *item,
			   const void *const *values)
{
	if (!values || is_supported(item, values[CTRL_VIEW_CURRENT]))
		show_parts__each(item, add_attribute, values);
	else
		add_attribute(item, values);
}

static void text_types_begin(void)
{
	static const char *const titles[] = {
		"NAME", "NUMBER", "KEY-SIZE", "VALUE-SIZE", "ATTRIBUTES",
		"FLAGS",
	};
	size_t i;

	page_begin(sizeof(titles) / sizeof(titles[0]), "");
	for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		table__add(&page.table, titles[i]);
}

static void add_number(__u64 number)
{
	char word[24];

	snprintf(word, sizeof(word), "%llu", (unsigned long long)number);
	table__add(&page.table, word);
}

static void text_type(const struct type_row *row)
{
	table__add(&page.table, row->name);
	add_number(row->number);
	add_value(&row->key_size, row->value, true);
	add_value(&row->value_size, row->value, true);
	add_number(row->attributes);
	add_value(&row->flags, row->value, true);
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
	.list_begin = nothing,
	.list_end = nothing,
	.object = text_object,
	.changes_begin = text_changes_begin,
	.change = text_change,
	.changes_end = text_changes_end,
	.attributes_begin = text_attributes_begin,
	.attribute = text_attribute,
	.attributes_end = page_end,
	.types_begin = text_types_begin,
	.type = text_type,
	.types_end = page_end,
	.pinned = text_pinned,
	.help = text_help,
	.error = text_error,
};
