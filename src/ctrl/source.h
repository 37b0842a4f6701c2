/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Where the values of a map come from. */
#ifndef SOURCE_H
#define SOURCE_H

#include "objects.h"

/**
 * struct ctrl_source - the operations behind struct ctrl_map
 * @name: for people and programs
 * @lookup: as ctrl_map__lookup(), but the value may be touched on failure
 * @lookup_and_reset: likewise
 * @lookup_all: add all objects; those that were added before it failed are for the
 *	caller to free
 * @update: as ctrl_map__update()
 * @reset: as ctrl_map__reset()
 */
struct ctrl_source {
	const char *name;
	int (*lookup)(const struct ctrl_map *map, const void *key, void *value,
		      struct ctrl_error *err);
	int (*lookup_and_reset)(const struct ctrl_map *map, const void *key,
				void *value, struct ctrl_error *err);
	int (*lookup_all)(const struct ctrl_map *map, struct ctrl_objects *objects,
			  struct ctrl_error *err);
	int (*update)(const struct ctrl_map *map, const void *key,
		      const void *value, __u64 flags, struct ctrl_error *err);
	int (*reset)(const struct ctrl_map *map, const void *key,
		     struct ctrl_error *err);
};

/* kernel/map.c: a control map */
extern const struct ctrl_source ctrl_source_kernel;

/* host/map.c: what the kernel has without control maps */
extern const struct ctrl_source ctrl_source_host;

/* ctrl_map__create(), of one source */
int ctrl_kernel__create(__u32 control_type, enum ctrl_view view, bool read_only,
			struct ctrl_map **out, struct ctrl_error *err);
bool ctrl_host__has(__u32 control_type);
int ctrl_host__create(__u32 control_type, enum ctrl_view view, bool read_only,
		      struct ctrl_map **out, struct ctrl_error *err);

#endif /* SOURCE_H */
