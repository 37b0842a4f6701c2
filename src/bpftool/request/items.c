// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The attributes that a command is about. */
#include <stdio.h>
#include <stdlib.h>

#include "request/items.h"

static struct show_item *item_add(struct request *r)
{
	struct show_item *at = realloc(r->items.at,
				       (r->items.nr + 1) * sizeof(*at));
	if (!at)
		return NULL;
	r->items.at = at;

	return &at[r->items.nr++];
}

int request_items__changed(struct request *r, __u64 changed)
{
	const struct ctrl_type *type = &r->map->value;
	struct show_item *item;
	__u32 i;

	for (i = 0; i < type->nr; i++) {
		if (!(changed & 1ULL << type->members[i].bit))
			continue;
		item = item_add(r);
		if (!item)
			return request__no_memory(r);
		item->member = type->members[i];
		snprintf(item->path, sizeof(item->path), "%s",
			 item->member.name);
	}

	return 0;
}

int request_items__all(struct request *r)
{
	return request_items__changed(r, ~0ULL);
}

struct ctrl_pair *request_items__pairs(struct request *r)
{
	struct ctrl_pair *pairs = calloc(r->words.nr + 1, sizeof(*pairs));
	int i;

	for (i = 0; pairs && r->words.nr; i++)
		pairs[i].attribute = words__take(&r->words);

	return pairs;
}

static int find_item(struct request *r, const char *attribute)
{
	struct ctrl_member member;
	struct show_item *item;
	int err;

	err = ctrl_map__find(r->map, attribute, &member, &r->err);
	if (err)
		return err;
	item = item_add(r);
	if (!item)
		return request__no_memory(r);

	item->member = member;
	snprintf(item->path, sizeof(item->path), "%s", attribute);
	ctrl_name__declared(item->path);

	return 0;
}

static int refuse_twice(struct request *r, const char *attribute)
{
	__u32 i;

	for (i = 0; i < r->items.nr; i++) {
		if (!ctrl_name__equal(r->items.at[i].path, attribute))
			continue;
		snprintf(r->err.attribute, sizeof(r->err.attribute), "%s",
			 attribute);
		return ctrl_error__set(&r->err, CTRL_FAULT_TWICE, 0, NULL);
	}

	return 0;
}

int request_items__named(struct request *r, const struct ctrl_pair *pairs,
			 __u32 nr)
{
	__u32 i;
	int err;

	for (i = 0; i < nr; i++) {
		err = refuse_twice(r, pairs[i].attribute);
		if (!err)
			err = find_item(r, pairs[i].attribute);
		if (err)
			return err;
	}

	return 0;
}
