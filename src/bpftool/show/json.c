// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * JSON for programs. Keys are the members' own names; an attribute that an
 * object does not have is null.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/btf.h"
#include "show/json_value.h"
#include "show/writer.h"
#include "text/errno_name.h"
#include "upstream/upstream.h"

static void json_list_begin(void)
{
	jsonw_start_array(json_wtr);
}

static void json_list_end(void)
{
	jsonw_end_array(json_wtr);
}

static void string_field(const char *key, const char *text)
{
	jsonw_name(json_wtr, key);
	json_value__text(text, strlen(text));
}

static void value_field(const char *key, const struct show_item *item,
			const void *value, bool known)
{
	jsonw_name(json_wtr, key);
	if (known)
		json_value__member(&item->member, value);
	else
		jsonw_null(json_wtr);
}

static void put_key(struct json_out *out, const struct ctrl_type *type,
		    const void *key)
{
	__u32 i;

	for (i = 0; type && i < type->nr; i++) {
		json_out__name(out, type->members[i].name);
		json_value__put(out, &type->members[i], key);
	}
}

static void put_label(struct json_out *out, const struct key_label *label)
{
	int i;

	if (label->in_key) {
		json_out__name(out, "key");
		json_out__open(out, '{');
	}
	for (i = 0; i < label->nr; i++) {
		const struct label_field *field = &label->fields[i];

		json_out__name(out, field->key);
		if (field->unknown || field->text)
			json_out__string(out, field->unknown ? NULL : field->text);
		else
			json_out__unsigned(out, field->number);
	}
	put_key(out, label->type, label->key);
	if (label->in_key)
		json_out__close(out, '}');
}

void show_json__label(const struct key_label *label)
{
	struct json_out out;

	json_out__begin(&out);
	put_label(&out, label);
	json_out__end(&out);
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
			const struct show_items *items, const void *value,
			bool alone)
{
	const char *const *own = own_fields(label);
	struct json_out out;
	__u32 i;

	json_out__begin(&out);
	json_out__open(&out, '{');
	put_label(&out, label);
	for (i = 0; i < items->nr; i++) {
		const struct ctrl_member *member = &items->at[i].member;

		json_out__attribute(&out, items->at[i].path, own);
		if (ctrl_value__has(value, member))
			json_value__put(&out, member, value);
		else
			json_out__null(&out);
	}
	json_out__close(&out, '}');
	json_out__end(&out);
}

static void json_changes_begin(const struct key_label *label, bool changed,
			       bool dry_run)
{
	jsonw_start_object(json_wtr);
	show_json__label(label);
	jsonw_bool_field(json_wtr, "dry_run", dry_run);
	jsonw_bool_field(json_wtr, "changed", changed);
	jsonw_name(json_wtr, "attributes");
	jsonw_start_object(json_wtr);
}

static void json_change(const struct show_item *item,
			const struct ctrl_change *change)
{
	jsonw_name(json_wtr, item->path);
	jsonw_start_object(json_wtr);
	value_field("old", item, change->before, true);
	value_field("new", item, change->after, true);
	jsonw_end_object(json_wtr);
}

static void json_changes_end(__u32 nr, int unread)
{
	jsonw_end_object(json_wtr);
	jsonw_end_object(json_wtr);
}

static void describe_key(const struct ctrl_type *key);

static void json_attributes_begin(const struct key_label *label,
				  const struct ctrl_type *key)
{
	jsonw_start_object(json_wtr);
	if (label)
		show_json__label(label);
	else if (key)
		describe_key(key);
	jsonw_name(json_wtr, "attributes");
	jsonw_start_array(json_wtr);
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
		json_value__text(word, strlen(word));
	jsonw_end_array(json_wtr);
}

/* What is the same for every object. */
static void describe_member(const struct ctrl_member *member, const char *name)
{
	const char *unit = ctrl_member__unit(member);
	char type[128];

	string_field("name", name);
	ctrl_member__type_name(member, type, sizeof(type));
	string_field("type", type);
	string_field("access", member->read_only ? "ro" : "rw");
	if (unit)
		string_field("unit", unit);
	else
		jsonw_null_field(json_wtr, "unit");
	enumerators_field(member);
	string_field("kind", ctrl_kind__name(member->kind));
}

static void describe_key(const struct ctrl_type *key)
{
	char syntax[256];
	__u32 i;

	key_btf__syntax(key, syntax, sizeof(syntax));
	string_field("key_syntax", syntax);
	jsonw_name(json_wtr, "key_members");
	jsonw_start_array(json_wtr);
	for (i = 0; i < key->nr; i++) {
		jsonw_start_object(json_wtr);
		describe_member(&key->members[i], key->members[i].name);
		jsonw_end_object(json_wtr);
	}
	jsonw_end_array(json_wtr);
}

static void json_attribute(const struct show_item *item,
			   const void *const *values)
{
	static const char *const keys[CTRL_VIEWS] = {
		"value", "min", "max", "default",
	};
	int view;

	jsonw_start_object(json_wtr);
	describe_member(&item->member, item->path);
	if (values)
		jsonw_bool_field(json_wtr, "supported",
				 values[CTRL_VIEW_CURRENT] &&
				 ctrl_value__has(values[CTRL_VIEW_CURRENT],
						 &item->member));
	for (view = 0; values && view < CTRL_VIEWS; view++)
		value_field(keys[view], item, values[view],
			    values[view] &&
			    ctrl_value__has(values[view], &item->member));
	jsonw_end_object(json_wtr);
}

static void json_attributes_end(void)
{
	jsonw_end_array(json_wtr);
	jsonw_end_object(json_wtr);
}

static void json_types_begin(void)
{
	jsonw_start_array(json_wtr);
}

static void json_type(const struct type_row *row)
{
	jsonw_start_object(json_wtr);
	string_field("name", row->name);
	jsonw_uint_field(json_wtr, "number", row->number);
	value_field("key_size", &row->key_size, row->value, true);
	value_field("value_size", &row->value_size, row->value, true);
	jsonw_uint_field(json_wtr, "attributes", row->attributes);
	value_field("flags", &row->flags, row->value, true);
	jsonw_end_object(json_wtr);
}

static void json_types_end(void)
{
	jsonw_end_array(json_wtr);
}

static void json_pinned(const char *path, __u32 id)
{
	jsonw_start_object(json_wtr);
	string_field("pinned", path);
	jsonw_uint_field(json_wtr, "id", id);
	jsonw_end_object(json_wtr);
}

static void json_help(const char *text)
{
	jsonw_null(json_wtr);
}

/* The words of the user, and sentences about them. */
static void words_field(const char *key, const char *text)
{
	jsonw_name(json_wtr, key);
	json_value__words(text);
}

static void optional_field(const char *key, const char *text)
{
	if (text && text[0])
		words_field(key, text);
}

static void limit_field(const char *key, const char *text)
{
	if (text[0]) {
		jsonw_name(json_wtr, key);
		json_value__word(text);
	}
}

static void errno_field(int code)
{
	const char *name = errno_name(code);

	if (!code)
		return;
	if (name)
		words_field("errno", name);
	else
		jsonw_int_field(json_wtr, "errno", code);
}

/* A word that is no attribute stays as the user has it. */
static void attribute_field(const struct ctrl_error *err)
{
	char name[sizeof(err->attribute)];

	if (err->fault == CTRL_FAULT_UNKNOWN_ATTRIBUTE) {
		words_field("attribute", err->attribute);
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
		json_value__words(name);
	}
	jsonw_end_array(json_wtr);
}

static void json_error(const struct ctrl_error *err)
{
	char sentence[CTRL_SENTENCE_MAX];

	ctrl_error__sentence(err, sentence, sizeof(sentence));
	jsonw_start_object(json_wtr);
	words_field("error", sentence);
	errno_field(err->code);
	optional_field("object", err->object);
	attribute_field(err);
	if (err->value[0] || err->fault == CTRL_FAULT_BAD_VALUE)
		words_field("value", err->value);
	limit_field("min", err->min);
	limit_field("max", err->max);
	near_field(err);
	if (err->fault != CTRL_FAULT_USAGE)	/* else it is the sentence */
		optional_field("reason", err->reason);
	jsonw_end_object(json_wtr);
}

const struct show_writer show_json = {
	.list_begin = json_list_begin,
	.list_end = json_list_end,
	.object = json_object,
	.changes_begin = json_changes_begin,
	.change = json_change,
	.changes_end = json_changes_end,
	.attributes_begin = json_attributes_begin,
	.attribute = json_attribute,
	.attributes_end = json_attributes_end,
	.types_begin = json_types_begin,
	.type = json_type,
	.types_end = json_types_end,
	.pinned = json_pinned,
	.help = json_help,
	.error = json_error,
};
