// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Which control types there are statistics of. */
#include <errno.h>
#include <stdio.h>

#include "stats/fields.h"
#include "stats/types.h"
#include "upstream/batch_maps.h"

static void find_name(const struct ctrl_directory *directory, __u32 number,
		      char name[CTRL_TYPE_NAME_MAX])
{
	__u32 i;

	for (i = 0; i < directory->nr; i++)
		if (ctrl_directory__number(directory, i) == number)
			ctrl_directory__name(directory, i, name);
}

void stats_types__name(const struct request *r, char name[CTRL_TYPE_NAME_MAX])
{
	struct ctrl_directory directory;
	struct ctrl_error ignored = {};

	if (r->type_name[0] && !words__is_digits(r->type_name)) {
		snprintf(name, CTRL_TYPE_NAME_MAX, "%s", r->type_name);
		ctrl_name__declared(name);
		return;
	}
	snprintf(name, CTRL_TYPE_NAME_MAX, "%u", r->map->control_type);
	if (ctrl_directory__init(&directory, batch_maps__pool(), &ignored))
		return;
	find_name(&directory, r->map->control_type, name);
	ctrl_directory__deinit(&directory);
}

void stats_types__name_request(struct request *r)
{
	char name[CTRL_TYPE_NAME_MAX];

	stats_types__name(r, name);
	memcpy(r->type_name, name, sizeof(name));
}

/* One that the caller may not open has no statistics for him either. */
static bool moves(__u32 number)
{
	static const struct stats_front nothing_named = {};
	struct ctrl_error ignored = {};
	struct stats_fields fields;
	struct ctrl_map *map;
	bool any;

	if (ctrl_pool__map(batch_maps__pool(), number, CTRL_VIEW_CURRENT, true, &map,
			   &ignored))
		return false;
	any = !stats_fields__init(&fields, &map->value, &nothing_named) && fields.nr;
	stats_fields__deinit(&fields);
	ctrl_map__close(map);

	return any;
}

static void add_types(struct ctrl_line *line)
{
	struct ctrl_directory directory;
	struct ctrl_error ignored = {};
	char name[CTRL_TYPE_NAME_MAX];
	const char *between = ": ";
	__u32 i;

	if (ctrl_directory__init(&directory, batch_maps__pool(), &ignored))
		return;
	for (i = 0; i < directory.nr; i++) {
		if (!moves(ctrl_directory__number(&directory, i)))
			continue;
		ctrl_directory__name(&directory, i, name);
		ctrl_line__add(line, "%s%s", between, name);
		between = ", ";
	}
	ctrl_directory__deinit(&directory);
}

int stats_types__nothing_moves(struct request *r)
{
	char types[200] = "", name[CTRL_TYPE_NAME_MAX];
	struct ctrl_line line;

	stats_types__name(r, name);
	ctrl_line__init(&line, types, sizeof(types));
	add_types(&line);

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
			       "no attribute of %s counts or changes by itself, as those of other types do%s",
			       name, types);
}
