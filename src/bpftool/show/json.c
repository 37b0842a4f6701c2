// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * JSON. Keys are the members' own names; an attribute that an
 * object does not have is null.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/btf.h"
#include "show/json_text.h"
#include "show/json_value.h"
#include "show/show.h"
#include "text/errno_name.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

static void json_list_begin(void)
{
	output__begin_bulk();
	jsonw_start_array(json_wtr);
}

static void json_list_end(void)
{
	jsonw_end_array(json_wtr);
	output__end_bulk();
}

/* @value: NULL: the object has none */
static void value_field(const char *name,
			const struct show_item *item, const void *value)
{
	jsonw_name(json_wtr, name);
	if (value)
		json_value__put(&item->member, value);
	else
		jsonw_null(json_wtr);
}

static void put_key(const struct ctrl_type *type, const void *key)
{
	__u32 i;

	for (i = 0; type && i < type->nr; i++) {
		jsonw_name(json_wtr, type->members[i].name);
		json_value__put(&type->members[i], key);
	}
}

void show_json__label(const struct key_label *label)
{
	int i;

	if (label->in_key) {
		jsonw_name(json_wtr, "key");
		jsonw_start_object(json_wtr);
	}
	for (i = 0; i < label->nr; i++) {
		const struct label_field *field = &label->fields[i];

		jsonw_name(json_wtr, field->key);
		if (field->unknown || field->text)
			json_text__string(field->unknown ? NULL : field->text);
		else
			jsonw_uint(json_wtr, field->number);
	}
	put_key(label->type, label->key);
	if (label->in_key)
		jsonw_end_object(json_wtr);
}

/* Fields beside attributes; others to come will have a colon in them. */
static const char *const *own_fields(const struct key_label *label)
{
	static const char *const keyed[] = { "key", NULL };
	static const char *const labelled[] = {
		"devname", "ifindex", "pid", "fd", "local", "peer", NULL,
	};

	return label->in_key ? keyed : labelled;
}

/* There may be ten thousand of them. */
static void json_object(const struct key_label *label,
			const struct show_items *items, const void *value)
{
	const char *const *own = own_fields(label);
	__u32 i;

	jsonw_start_object(json_wtr);
	show_json__label(label);
	for (i = 0; i < items->nr; i++) {
		const struct ctrl_member *member = &items->at[i].member;

		json_text__attribute(items->at[i].path, own);
		if (ctrl_value__has(value, member))
			json_value__put(member, value);
		else
			jsonw_null(json_wtr);
	}
	jsonw_end_object(json_wtr);
}

static void json_table_begin(struct table *unused, const char *key,
			     const struct show_items *items)
{
	json_list_begin();
}

static void json_row(struct table *unused, const struct key_label *label,
		     const struct show_items *items, const void *value)
{
	json_object(label, items, value);
}

static void json_table_end(struct table *unused)
{
	json_list_end();
}

static void json_alone(const struct key_label *label,
		       const struct show_item *item, const void *value)
{
	struct show_item one = *item;
	struct show_items items = { &one, 1 };

	json_object(label, &items, value);
}

void show_json__change(const struct show_items *items,
		       const struct ctrl_change *change, bool dry_run)
{
	__u32 i;

	jsonw_bool_field(json_wtr, "dry_run", dry_run);
	jsonw_bool_field(json_wtr, "changed", change->changed || change->unread);
	jsonw_name(json_wtr, "attributes");
	jsonw_start_object(json_wtr);
	for (i = 0; i < items->nr; i++) {
		jsonw_name(json_wtr, items->at[i].path);
		jsonw_start_object(json_wtr);
		value_field("old", &items->at[i], change->before);
		value_field("new", &items->at[i], change->after);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_object(json_wtr);
}

static void json_change(const struct key_label *label,
			const struct show_items *items,
			const struct ctrl_change *change, bool dry_run)
{
	jsonw_start_object(json_wtr);
	show_json__label(label);
	show_json__change(items, change, dry_run);
	jsonw_end_object(json_wtr);
}

static void enumerators_field(const struct ctrl_member *member)
{
	char word[128];
	__u64 number;
	__u32 i;

	if (member->kind != CTRL_KIND_ENUM && member->kind != CTRL_KIND_FLAGS)
		return;

	jsonw_name(json_wtr, "words");
	jsonw_start_array(json_wtr);
	for (i = 0; !ctrl_member__enumerator(member, i, word, sizeof(word),
					     &number); i++)
		json_text__string(word);
	jsonw_end_array(json_wtr);
}

/* What is the same for every object. */
static void describe_member(const struct ctrl_member *member, const char *name)
{
	char type[128];

	json_text__string_field("name", name);
	ctrl_member__type_name(member, type, sizeof(type));
	json_text__string_field("type", type);
	json_text__string_field("access", member->read_only ? "ro" : "rw");
	json_text__string_field("unit", ctrl_member__unit(member));
	enumerators_field(member);
	json_text__string_field("kind", ctrl_kind__name(member->kind));
}

static void describe_key(const struct ctrl_type *key)
{
	char syntax[256];
	__u32 i;

	key_btf__syntax(key, syntax, sizeof(syntax));
	json_text__string_field("key_syntax", syntax);
	jsonw_name(json_wtr, "key_members");
	jsonw_start_array(json_wtr);
	for (i = 0; i < key->nr; i++) {
		jsonw_start_object(json_wtr);
		describe_member(&key->members[i], key->members[i].name);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

static void describe_attribute(const struct show_item *item,
			       const void *const *values)
{
	static const char *const names[CTRL_VIEWS] = {
		"value", "min", "max", "default",
	};
	const void *known[CTRL_VIEWS] = {};
	int view;

	for (view = 0; values && view < CTRL_VIEWS; view++)
		if (values[view] && ctrl_value__has(values[view], &item->member))
			known[view] = values[view];
	jsonw_start_object(json_wtr);
	describe_member(&item->member, item->path);
	if (values)
		jsonw_bool_field(json_wtr, "supported", known[CTRL_VIEW_CURRENT]);
	for (view = 0; values && view < CTRL_VIEWS; view++)
		value_field(names[view], item, known[view]);
	jsonw_end_object(json_wtr);
}

static void json_attributes(const struct key_label *label,
			    const struct ctrl_type *key,
			    const struct show_items *items,
			    const void *const *values)
{
	__u32 i;

	jsonw_start_object(json_wtr);
	if (label)
		show_json__label(label);
	else if (key)
		describe_key(key);
	jsonw_name(json_wtr, "attributes");
	jsonw_start_array(json_wtr);
	for (i = 0; i < items->nr; i++)
		describe_attribute(&items->at[i], values);
	jsonw_end_array(json_wtr);
	jsonw_end_object(json_wtr);
}

static void json_types(const struct type_row *rows, __u32 nr)
{
	const struct type_row *row;

	jsonw_start_array(json_wtr);
	for (row = rows; row < rows + nr; row++) {
		jsonw_start_object(json_wtr);
		json_text__string_field("name", row->name);
		jsonw_uint_field(json_wtr, "number", row->number);
		value_field("key_size", &row->key_size, row->value);
		value_field("value_size", &row->value_size, row->value);
		jsonw_uint_field(json_wtr, "attributes", row->attributes);
		value_field("flags", &row->flags, row->value);
		json_text__string_field("source", row->source);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

static void json_pinned(const char *path, __u32 id)
{
	jsonw_start_object(json_wtr);
	json_text__string_field("pinned", path);
	jsonw_uint_field(json_wtr, "id", id);
	jsonw_end_object(json_wtr);
}

static void json_help(const char *text)
{
	jsonw_null(json_wtr);
}

void show_json__failure(const struct ctrl_error *err)
{
	char sentence[CTRL_SENTENCE_MAX];

	ctrl_error__sentence(err, sentence, sizeof(sentence));
	json_text__message_field("error", sentence);
	if (errno_name(err->code))
		json_text__message_field("errno", errno_name(err->code));
	else if (err->code)
		jsonw_uint_field(json_wtr, "errno", err->code);
}

static void optional_field(const char *name, const char *text)
{
	if (text[0])
		json_text__message_field(name, text);
}

static void limit_field(const char *name, const char *text)
{
	if (!text[0])
		return;
	jsonw_name(json_wtr, name);
	json_value__put_word(text);
}

/* A word that is no attribute stays as the user has it. */
static void attribute_field(const struct ctrl_error *err)
{
	char name[sizeof(err->attribute)];

	if (err->fault == CTRL_FAULT_UNKNOWN_ATTRIBUTE) {
		json_text__message_field("attribute", err->attribute);
		return;
	}
	snprintf(name, sizeof(name), "%s", err->attribute);
	ctrl_name__declared(name);
	optional_field("attribute", name);
}

/* Names of attributes: so that the first one can be asked for right away. */
static void near_field(const struct ctrl_error *err)
{
	char name[sizeof(err->near[0])];
	int i;

	if (!err->nr_near)
		return;
	jsonw_name(json_wtr, "near");
	jsonw_start_array(json_wtr);
	for (i = 0; i < err->nr_near; i++) {
		snprintf(name, sizeof(name), "%s", err->near[i]);
		ctrl_name__declared(name);
		json_text__message(name);
	}
	jsonw_end_array(json_wtr);
}

static void json_error(const struct ctrl_error *err)
{
	jsonw_start_object(json_wtr);
	show_json__failure(err);
	optional_field("file", err->file);
	if (err->line)
		jsonw_uint_field(json_wtr, "line", err->line);
	optional_field("object", err->object);
	attribute_field(err);
	if (err->value[0] || err->fault == CTRL_FAULT_BAD_VALUE)
		json_text__message_field("value", err->value);
	limit_field("min", err->min);
	limit_field("max", err->max);
	near_field(err);
	if (err->fault != CTRL_FAULT_USAGE)	/* else it is the sentence */
		optional_field("reason", err->reason);
	optional_field("outcome", err->outcome);
	jsonw_end_object(json_wtr);
}

const struct show_writer show_json = {
	.list_begin = json_list_begin,
	.list_end = json_list_end,
	.object = json_object,
	.table_begin = json_table_begin,
	.row = json_row,
	.table_end = json_table_end,
	.alone = json_alone,
	.change = json_change,
	.attributes = json_attributes,
	.types = json_types,
	.pinned = json_pinned,
	.help = json_help,
	.error = json_error,
};
