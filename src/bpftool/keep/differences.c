// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* In what the machine differs from a file, as text or as JSON. */
#include <stdlib.h>

#include "keep/differences.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "show/show.h"
#include "text/shown.h"
#include "text/table.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

#define WORD_ROOM	4096

static void add_value(struct table *table, const struct ctrl_member *member,
		      const void *value)
{
	char word[WORD_ROOM];

	ctrl_member__format(member, value, word, sizeof(word));
	if (member->kind == CTRL_KIND_TEXT)
		shown__quote(word, sizeof(word));
	table__add(table, word);
}

/* The value that a word stands for alone, to be freed; NULL: it takes an object. */
static void *value_of_word(const struct difference *d)
{
	void *value = calloc(1, d->line->r.map->value_size);
	struct ctrl_error ignored = {};

	if (value && !ctrl_member__parse(&d->item->member, d->word, value, &ignored))
		return value;
	free(value);

	return NULL;
}

static void add_row(struct table *table, const struct difference *d)
{
	const struct ctrl_member *member = &d->item->member;
	char name[CTRL_PATH_MAX];

	table__add(table, d->line->r.label.name);
	ctrl_name__plain(d->item->path, name, sizeof(name));
	table__add(table, name);
	if (d->wanted)
		add_value(table, member, d->wanted);
	else
		table__add(table, d->word);
	if (d->value)
		add_value(table, member, d->value);
	else
		table__add(table, d->line->lacks_object ? "no such object" : "-");
}

static void write_text(const struct differences *all)
{
	static const char *const titles[] = { "OBJECT", "ATTRIBUTE", "FILE", "MACHINE" };
	struct table table = { .columns = sizeof(titles) / sizeof(titles[0]) };
	__u32 i;

	if (!all->nr)
		return;
	table__add_row(&table, titles);
	for (i = 0; i < all->nr; i++)
		add_row(&table, &all->at[i]);
	table__print(&table, "");
}

static void put_key(const struct keep_line *line)
{
	json_text__message_field("object", line->r.label.name);
	if (!line->lacks_object) {
		show_json__label(&line->r.label);
		return;
	}
	jsonw_name(json_wtr, "key");
	jsonw_null(json_wtr);
}

static void write_one(const struct difference *d)
{
	const struct ctrl_member *member = &d->item->member;
	void *word;

	jsonw_start_object(json_wtr);
	jsonw_uint_field(json_wtr, "line", d->line->line);
	json_text__string_field("type", d->line->r.type_name);
	put_key(d->line);
	json_text__string_field("attribute", d->item->path);
	jsonw_name(json_wtr, "file");
	word = d->wanted ? NULL : value_of_word(d);
	if (d->wanted || word)
		json_value__put(member, d->wanted ?: word);
	else
		json_value__put_word(d->word);
	free(word);
	jsonw_name(json_wtr, "machine");
	if (d->value)
		json_value__put(member, d->value);
	else
		jsonw_null(json_wtr);
	json_text__string_field("missing", d->value ? NULL :
				d->line->lacks_object ? "object" : "attribute");
	jsonw_end_object(json_wtr);
}

static void write_json(const struct differences *all)
{
	__u32 i;

	jsonw_start_array(json_wtr);
	for (i = 0; i < all->nr; i++)
		write_one(&all->at[i]);
	jsonw_end_array(json_wtr);
}

void differences__write(const struct differences *all)
{
	output__begin_bulk();
	if (json_output)
		write_json(all);
	else
		write_text(all);
	output__end_bulk();
}
