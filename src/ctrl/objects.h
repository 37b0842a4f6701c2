/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* The objects that a ctrl_map__lookup_all() gathers. */
#ifndef OBJECTS_H
#define OBJECTS_H

#include "ctrl.h"

/**
 * struct ctrl_objects - keys and values, as many of the one as of the other
 * @keys: of the map's key_size each; to be freed
 * @values: of the map's value_size each; to be freed
 * @n: number of both
 * @room: for how many there is memory
 *
 * Zeroed before its first use.
 */
struct ctrl_objects {
	char *keys;
	char *values;
	__u32 n;
	__u32 room;
};

/**
 * ctrl_objects__reserve() - have room for more objects behind those that are there
 * @objects: at least doubled when it grows, for what comes then
 * @map: tells the sizes
 * @more: how many
 *
 * Return: 0 or -ENOMEM, nothing lost.
 */
int ctrl_objects__reserve(struct ctrl_objects *objects,
			  const struct ctrl_map *map, __u32 more);

/* Of object @i, below @room. */
void *ctrl_objects__key(const struct ctrl_objects *objects,
			const struct ctrl_map *map, __u32 i);
void *ctrl_objects__value(const struct ctrl_objects *objects,
			  const struct ctrl_map *map, __u32 i);

void ctrl_objects__deinit(struct ctrl_objects *objects);

#endif /* OBJECTS_H */
