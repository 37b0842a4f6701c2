// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * JSON. Keys are the members' own names; an attribute that an
 * object does not have is null.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/btf.h"
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
static void value_field(struct json_out *out, const char *name,
			const struct show_item *item, const void *value)
{
	json_out__name(out, name);
	if (value)
		json_value__put(out, &item->member, value);
	else
		json_out__null(out);
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

void show_json__label(struct json_out *out, const struct key_label *label)
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
	struct json_out out;
	__u32 i;

	json_out__begin(&out);
	json_out__open(&out, '{');
	show_json__label(&out, label);
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

static void json_change(const struct key_label *label,
			const struct show_items *items,
			const struct ctrl_change *change, bool dry_run)
{
	struct json_out out;
	__u32 i;

	json_out__begin(&out);
	json_out__open(&out, '{');
	show_json__label(&out, label);
	json_out__bool_field(&out, "dry_run", dry_run);
	json_out__bool_field(&out, "changed", change->changed || change->unread);
	json_out__name(&out, "attributes");
	json_out__open(&out, '{');
	for (i = 0; i < items->nr; i++) {
		json_out__name(&out, items->at[i].path);
		json_out__open(&out, '{');
		value_field(&out, "old", &items->at[i], change->before);
		value_field(&out, "new", &items->at[i], change->after);
		json_out__close(&out, '}');
	}
	json_out__close(&out, '}');
	json_out__close(&out, '}');
	json_out__end(&out);
}

static void enumerators_field(struct json_out *out, const struct ctrl_member *member)
{
	char word[128];
	__u64 number;
	__u32 i;

	if (member->kind != CTRL_KIND_ENUM && member->kind != CTRL_KIND_FLAGS)
		return;

	json_out__name(out, "words");
	json_out__open(out, '[');
	for (i = 0; !ctrl_member__enumerator(member, i, word, sizeof(word),
					     &number); i++)
		json_out__string(out, word);
	json_out__close(out, ']');
}

/* What is the same for every object. */
static void describe_member(struct json_out *out, const struct ctrl_member *member,
			    const char *name)
{
	char type[128];

	json_out__string_field(out, "name", name);
	ctrl_member__type_name(member, type, sizeof(type));
	json_out__string_field(out, "type", type);
	json_out__string_field(out, "access", member->read_only ? "ro" : "rw");
	json_out__string_field(out, "unit", ctrl_member__unit(member));
	enumerators_field(out, member);
	json_out__string_field(out, "kind", ctrl_kind__name(member->kind));
}

static void describe_key(struct json_out *out, const struct ctrl_type *key)
{
	char syntax[256];
	__u32 i;

	key_btf__syntax(key, syntax, sizeof(syntax));
	json_out__string_field(out, "key_syntax", syntax);
	json_out__name(out, "key_members");
	json_out__open(out, '[');
	for (i = 0; i < key->nr; i++) {
		json_out__open(out, '{');
		describe_member(out, &key->members[i], key->members[i].name);
		json_out__close(out, '}');
	}
	json_out__close(out, ']');
}

static void describe_attribute(struct json_out *out, const struct show_item *item,
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
	json_out__open(out, '{');
	describe_member(out, &item->member, item->path);
	if (values)
		json_out__bool_field(out, "supported", known[CTRL_VIEW_CURRENT]);
	for (view = 0; values && view < CTRL_VIEWS; view++)
		value_field(out, names[view], item, known[view]);
	json_out__close(out, '}');
}

static void json_attributes(const struct key_label *label,
			    const struct ctrl_type *key,
			    const struct show_items *items,
			    const void *const *values)
{
	struct json_out out;
	__u32 i;

	json_out__begin(&out);
	json_out__open(&out, '{');
	if (label)
		show_json__label(&out, label);
	else if (key)
		describe_key(&out, key);
	json_out__name(&out, "attributes");
	json_out__open(&out, '[');
	for (i = 0; i < items->nr; i++)
		describe_attribute(&out, &items->at[i], values);
	json_out__close(&out, ']');
	json_out__close(&out, '}');
	json_out__end(&out);
}

static void json_types(const struct type_row *rows, __u32 nr)
{
	const struct type_row *row;
	struct json_out out;

	json_out__begin(&out);
	json_out__open(&out, '[');
	for (row = rows; row < rows + nr; row++) {
		json_out__open(&out, '{');
		json_out__string_field(&out, "name", row->name);
		json_out__number_field(&out, "number", row->number);
		value_field(&out, "key_size", &row->key_size, row->value);
		value_field(&out, "value_size", &row->value_size, row->value);
		json_out__number_field(&out, "attributes", row->attributes);
		value_field(&out, "flags", &row->flags, row->value);
		json_out__string_field(&out, "source", row->source);
		json_out__close(&out, '}');
	}
	json_out__close(&out, ']');
	json_out__end(&out);
}

static void json_pinned(const char *path, __u32 id)
{
	struct json_out out;

	json_out__begin(&out);
	json_out__open(&out, '{');
	json_out__string_field(&out, "pinned", path);
	json_out__number_field(&out, "id", id);
	json_out__close(&out, '}');
	json_out__end(&out);
}

static void json_help(const char *text)
{
	jsonw_null(json_wtr);
}

void show_json__failure(struct json_out *out, const struct ctrl_error *err)
{
	char sentence[CTRL_SENTENCE_MAX];

	ctrl_error__sentence(err, sentence, sizeof(sentence));
	json_out__message_field(out, "error", sentence);
	if (errno_name(err->code))
		json_out__message_field(out, "errno", errno_name(err->code));
	else if (err->code)
		json_out__number_field(out, "errno", err->code);
}

static void optional_field(struct json_out *out, const char *name, const char *text)
{
	if (text[0])
		json_out__message_field(out, name, text);
}

static void limit_field(struct json_out *out, const char *name, const char *text)
{
	if (!text[0])
		return;
	json_out__name(out, name);
	json_value__put_word(out, text);
}

/* A word that is no attribute stays as the user has it. */
static void attribute_field(struct json_out *out, const struct ctrl_error *err)
{
	char name[sizeof(err->attribute)];

	if (err->fault == CTRL_FAULT_UNKNOWN_ATTRIBUTE) {
		json_out__message_field(out, "attribute", err->attribute);
		return;
	}
	snprintf(name, sizeof(name), "%s", err->attribute);
	ctrl_name__declared(name);
	optional_field(out, "attribute", name);
}

/* Names of attributes: so that the first one can be asked for right away. */
static void near_field(struct json_out *out, const struct ctrl_error *err)
{
	char name[sizeof(err->near[0])];
	int i;

	if (!err->nr_near)
		return;
	json_out__name(out, "near");
	json_out__open(out, '[');
	for (i = 0; i < err->nr_near; i++) {
		snprintf(name, sizeof(name), "%s", err->near[i]);
		ctrl_name__declared(name);
		json_out__message(out, name);
	}
	json_out__close(out, ']');
}

static void json_error(const struct ctrl_error *err)
{
	struct json_out out;

	json_out__begin(&out);
	json_out__open(&out, '{');
	show_json__failure(&out, err);
	optional_field(&out, "object", err->object);
	attribute_field(&out, err);
	if (err->value[0] || err->fault == CTRL_FAULT_BAD_VALUE)
		json_out__message_field(&out, "value", err->value);
	limit_field(&out, "min", err->min);
	limit_field(&out, "max", err->max);
	near_field(&out, err);
	if (err->fault != CTRL_FAULT_USAGE)	/* else it is the sentence */
		optional_field(&out, "reason", err->reason);
	json_out__close(&out, '}');
	json_out__end(&out);
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
