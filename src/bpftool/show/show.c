// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What the verbs have found out, as text or as JSON. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "show/show.h"
#include "upstream/upstream.h"

#define HEADER_MEMBERS	2	/* etag and mask */

const struct show_writer *show_writer(void)
{
	return json_output ? &show_json : &show_text;
}

static int find_item(const struct ctrl_directory *directory, const char *name,
		     struct show_item *item, struct ctrl_error *err)
{
	snprintf(item->path, sizeof(item->path), "%s", name);

	return ctrl_type__find(&directory->map->value, name, &item->member, err);
}

int show__types(const struct ctrl_directory *directory,
		struct ctrl_error *err)
{
	struct show_item members = {};
	struct type_row *rows, same = {};
	int ret;
	__u32 i;

	ret = find_item(directory, "members", &members, err) ?:
	      find_item(directory, "key_size", &same.key_size, err) ?:
	      find_item(directory, "value_size", &same.value_size, err) ?:
	      find_item(directory, "flags", &same.flags, err);
	if (ret)
		return ret;
	rows = calloc(directory->nr + 1, sizeof(*rows));
	if (!rows)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);

	for (i = 0; i < directory->nr; i++) {
		rows[i] = same;
		ctrl_directory__name(directory, i, rows[i].name);
		rows[i].source = ctrl_map__source(directory->map);
		rows[i].number = ctrl_directory__number(directory, i);
		rows[i].value = ctrl_directory__value(directory, i);
		rows[i].attributes = ctrl_bits__load(rows[i].value,
						     members.member.bit_off,
						     members.member.bits) -
				     HEADER_MEMBERS;
	}
	show_writer()->types(rows, directory->nr);
	free(rows);

	return 0;
}
