// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * A struct among the attributes, as the members that it consists of: these have
 * the names that are read and set, and a line each is easier on the eyes.
 */
#include <stdio.h>

#include "show/parts.h"

#define DEPTH_MAX	8	/* as deep as libctrl looks */

struct walk {
	void (*show)(const struct show_item *item, const void *data);
	const void *data;
};

/*
 * Members of a struct without a name belong to the one around it. False: the path
 * would be longer than any that can be read or set.
 */
static bool name_part(struct show_item *part, const char *whole)
{
	const char *name = part->member.name;
	int len = snprintf(part->path, sizeof(part->path), "%s%s%s", whole,
			   name[0] ? "." : "", name);

	return len > 0 && len < (int)sizeof(part->path);
}

static void each(const struct walk *w, const struct show_item *item, int depth)
{
	struct show_item part;
	__u32 i;

	if (item->member.kind != CTRL_KIND_STRUCT || depth == DEPTH_MAX) {
		w->show(item, w->data);
		return;
	}
	for (i = 0; i < item->member.nr; i++)
		if (!ctrl_member__child(&item->member, i, &part.member) &&
		    name_part(&part, item->path))
			each(w, &part, depth + 1);
}

void show_parts__each(const struct show_item *item,
		      void (*show)(const struct show_item *item,
				   const void *data),
		      const void *data)
{
	const struct walk w = { .show = show, .data = data };

	each(&w, item, 0);
}
