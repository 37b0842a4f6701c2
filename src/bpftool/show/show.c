// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * What the verbs have found out: one walk, two writers. Only this file asks
 * which of them.
 */
#include <stdio.h>

#include "show/show.h"
#include "show/writer.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

#define HEADER_MEMBERS	2	/* etag and mask */

static const struct show_writer *writer(void)
{
	return json_output ? &show_json : &show_text;
}

void show__list_begin(void)
{
	output__begin_bulk();
	writer()->list_begin();
}

void show__list_end(void)
{
	writer()->list_end();
	output__end_bulk();
}

void show__object(const struct key_label *label,
		  const struct show_items *items, const void *value)
{
	writer()->object(label, items, value, false);
}

void show__alone(const struct key_label *label,
		 const struct show_item *item, const void *value)
{
	struct show_item one = *item;
	struct show_items items = { &one, 1 };

	writer()->object(label, &items, value, true);
}

void show__change(const struct key_label *label,
		  const struct show_items *items,
		  const struct ctrl_change *change, bool dry_run)
{
	__u32 i;

	writer()->changes_begin(label, change->changed || change->unread,
				dry_run);
	for (i = 0; i < items->nr; i++)
		writer()->change(&items->at[i], change);
	writer()->changes_end(items->nr, change->unread);
}

void show__attributes(const struct key_label *label,
		      const struct ctrl_type *key,
		      const struct show_items *items,
		      const void *const values[CTRL_VIEWS])
{
	__u32 i;

	writer()->attributes_begin(label, key);
	for (i = 0; i < items->nr; i++)
		writer()->attribute(&items->at[i], label ? values : NULL);
	writer()->attributes_end();
}

static int find(const struct ctrl_directory *directory, const char *name,
		struct show_item *item, struct ctrl_error *err)
{
	snprintf(item->path, sizeof(item->path), "%s", name);

	return ctrl_type__find(&directory->map->value, name, &item->member, err);
}

int show__types(const struct ctrl_directory *directory,
		struct ctrl_error *err)
{
	struct show_item members = {};
	struct type_row row = {};
	int ret;
	__u32 i;

	ret = find(directory, "members", &members, err) ?:
	      find(directory, "key_size", &row.key_size, err) ?:
	      find(directory, "value_size", &row.value_size, err) ?:
	      find(directory, "flags", &row.flags, err);
	if (ret)
		return ret;

	writer()->types_begin();
	for (i = 0; i < directory->nr; i++) {
		ctrl_directory__name(directory, i, row.name);
		row.number = ctrl_directory__number(directory, i);
		row.value = ctrl_directory__value(directory, i);
		row.attributes = ctrl_bits__load(row.value,
						 members.member.bit_off,
						 members.member.bits) -
				 HEADER_MEMBERS;
		writer()->type(&row);
	}
	writer()->types_end();

	return 0;
}

void show__pinned(const char *path, __u32 id)
{
	writer()->pinned(path, id);
}

void show__help(const char *text)
{
	writer()->help(text);
}

void show__error(const struct ctrl_error *err)
{
	writer()->error(err);
}
