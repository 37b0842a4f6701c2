// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The objects that a ctrl_map__lookup_all() gathers. */
#include <errno.h>
#include <stdlib.h>

#include "objects.h"

int ctrl_objects__reserve(struct ctrl_objects *o, const struct ctrl_map *map,
			  __u32 more)
{
	__u32 room = o->n + more > 2 * o->room ? o->n + more : 2 * o->room;
	void *keys, *values;

	if (o->n + more <= o->room)
		return 0;
	keys = realloc(o->keys, (size_t)room * map->key_size);
	if (keys)
		o->keys = keys;
	values = realloc(o->values, (size_t)room * map->value_size);
	if (values)
		o->values = values;
	if (!keys || !values)
		return -ENOMEM;
	o->room = room;
	return 0;
}

void *ctrl_objects__key(const struct ctrl_objects *o, const struct ctrl_map *map,
			__u32 i)
{
	return o->keys + (size_t)i * map->key_size;
}

void *ctrl_objects__value(const struct ctrl_objects *o, const struct ctrl_map *map,
			  __u32 i)
{
	return o->values + (size_t)i * map->value_size;
}

void ctrl_objects__deinit(struct ctrl_objects *o)
{
	free(o->keys);
	free(o->values);
}
