// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * What the verbs have found out: one walk, two writers. Only this file asks
 * which of them.
 */
#include "ctrl_show.h"
#include "show_writer.h"
#include "upstream.h"

static const struct show_writer *writer(void)
{
	return json_output ? &show_json : &show_text;
}

void ctrl_show__list_begin(void)
{
	writer()->list_begin();
}

void ctrl_show__list_end(void)
{
	writer()->list_end();
}

void ctrl_show__object(const struct ctrl_label *label,
		       const struct show_items *items, const void *value)
{
	__u32 i;

	writer()->object_begin(label, false);
	for (i = 0; i < items->nr; i++)
		writer()->member(&items->at[i], value,
				 ctrl_value__has(value, &items->at[i].member));
	writer()->object_end();
}

void ctrl_show__alone(const struct ctrl_label *label,
		      const struct show_item *item, const void *value)
{
	writer()->object_begin(label, true);
	writer()->member(item, value, ctrl_value__has(value, &item->member));
	writer()->object_end();
}

void ctrl_show__change(const struct ctrl_label *label,
		       const struct show_items *items,
		       const struct ctrl_change *change, bool dry_run)
{
	__u32 i;

	writer()->changes_begin(label, change->changed, dry_run);
	for (i = 0; i < items->nr; i++)
		writer()->change(&items->at[i], change);
	writer()->changes_end(items->nr);
}

void ctrl_show__attributes(const struct ctrl_label *label,
			   const struct show_items *items,
			   const void *const values[CTRL_VIEWS])
{
	__u32 i;

	writer()->attributes_begin(label);
	for (i = 0; i < items->nr; i++)
		writer()->attribute(&items->at[i], label ? values : NULL);
	writer()->attributes_end();
}

void ctrl_show__help(const char *text)
{
	writer()->help(text);
}

void ctrl_show__error(const struct ctrl_error *err)
{
	writer()->error(err);
}
