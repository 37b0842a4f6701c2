// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The settings of a machine, as lines of a batch file or as JSON. */
#include <stdio.h>

#include "keep/saved.h"
#include "keep/word.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "show/show.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

/* The words of a command, one after the other. */
static void each_word(const struct saved_type *type, const struct saved_object *object,
		      void (*put)(const char *word, void *data), void *data)
{
	char name[CTRL_PATH_MAX], word[KEEP_WORD_ROOM];
	const struct show_item *item;
	__u32 i;

	keep_word__object(&type->r, object->key, put, data);
	for (i = 0; i < type->settings.nr; i++) {
		if (!object->chosen[i])
			continue;
		item = &type->settings.at[i];
		ctrl_name__plain(item->path, name, sizeof(name));
		put(name, data);
		keep_word__value(&item->member, object->value, type->r.map->value_size,
				 word);
		put(word, data);
	}
}

static void put_text(const char *word, void *data)
{
	bool *is_first = data;

	if (!*is_first)
		putchar(' ');
	*is_first = false;
	keep_word__print(word, stdout);
}

static void write_line(const struct saved_type *type, const struct saved_object *object)
{
	bool is_first = true;

	each_word(type, object, put_text, &is_first);
	putchar('\n');
}

static void put_json(const char *word, void *data)
{
	json_text__message(word);
}

static void write_json(const struct saved_type *type, const struct saved_object *object)
{
	struct key_label label;
	__u32 i;

	jsonw_start_object(json_wtr);
	json_text__string_field("type", type->r.type_name);
	request__label(&type->r, object->key, &label);
	show_json__label(&label);
	jsonw_name(json_wtr, "attributes");
	jsonw_start_object(json_wtr);
	for (i = 0; i < type->settings.nr; i++) {
		if (!object->chosen[i])
			continue;
		jsonw_name(json_wtr, type->settings.at[i].path);
		json_value__put(&type->settings.at[i].member, object->value);
	}
	jsonw_end_object(json_wtr);
	jsonw_name(json_wtr, "command");
	jsonw_start_array(json_wtr);
	each_word(type, object, put_json, NULL);
	jsonw_end_array(json_wtr);
	jsonw_end_object(json_wtr);
}

void saved__write(const struct saved_type *types, __u32 nr)
{
	const struct saved_object *object;
	__u32 i;

	if (json_output)
		jsonw_start_array(json_wtr);
	output__begin_bulk();
	for (i = 0; i < nr; i++)
		for (object = types[i].objects;
		     object < types[i].objects + types[i].nr; object++) {
			if (!object->nr_chosen)
				continue;
			if (json_output)
				write_json(&types[i], object);
			else
				write_line(&types[i], object);
		}
	if (json_output)
		jsonw_end_array(json_wtr);
	output__end_bulk();
}
