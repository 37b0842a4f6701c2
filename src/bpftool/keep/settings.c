// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Which attributes of a control type are settings: what stays as it was set. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "keep/settings.h"

#define DEPTH_MAX	8	/* as deep as libctrl looks */

/* Members of a union are one place: the first of them stands for it. */
static bool is_taken(const struct show_items *items, const struct ctrl_member *m)
{
	__u32 i;

	for (i = 0; i < items->nr; i++)
		if (ctrl_member__overlaps(&items->at[i].member, m))
			return true;
	return false;
}

static int add(struct show_items *items, const struct show_item *item)
{
	struct show_item *at;

	if (is_taken(items, &item->member))
		return 0;
	at = realloc(items->at, (items->nr + 1) * sizeof(*at));
	if (!at)
		return -ENOMEM;
	items->at = at;
	at[items->nr++] = *item;

	return 0;
}

/* What an array has at its bottom is what it has at its beginning. */
static enum ctrl_kind kind_within(struct ctrl_member member)
{
	int depth;

	for (depth = 0; depth < DEPTH_MAX && member.kind == CTRL_KIND_ARRAY; depth++)
		if (ctrl_member__child(&member, 0, &member))
			return CTRL_KIND_OPAQUE;
	return member.kind;
}

static bool name_part(struct show_item *part, const struct show_item *whole, __u32 i)
{
	const char *name = part->member.name;
	size_t room = sizeof(part->path);
	int len;

	if (whole->member.kind == CTRL_KIND_ARRAY)
		len = snprintf(part->path, room, "%s[%u]", whole->path, i);
	else
		len = snprintf(part->path, room, "%s%s%s", whole->path,
			       name[0] ? "." : "", name);

	return len > 0 && (size_t)len < room;
}

static int add_parts(struct show_items *items, const struct show_item *item, int depth);

static int add_member(struct show_items *items, const struct show_item *item, int depth)
{
	if (item->member.read_only || item->member.is_volatile)
		return 0;
	switch (kind_within(item->member)) {
	case CTRL_KIND_FLOAT:
	case CTRL_KIND_OPAQUE:
		return 0;
	case CTRL_KIND_STRUCT:
	case CTRL_KIND_UNION:
		return depth < DEPTH_MAX ? add_parts(items, item, depth + 1) : 0;
	default:
		return add(items, item);
	}
}

static int add_parts(struct show_items *items, const struct show_item *item, int depth)
{
	struct show_item part;
	int err = 0;
	__u32 i;

	for (i = 0; !err && i < item->member.nr; i++)
		if (!ctrl_member__child(&item->member, i, &part.member) &&
		    name_part(&part, item, i))
			err = add_member(items, &part, depth);

	return err;
}

int keep_settings__find(const struct ctrl_type *type, struct show_items *items)
{
	struct show_item item;
	int err = 0;
	__u32 i;

	for (i = 0; !err && i < type->nr; i++) {
		item.member = type->members[i];
		snprintf(item.path, sizeof(item.path), "%s", item.member.name);
		err = add_member(items, &item, 0);
	}

	return err;
}
