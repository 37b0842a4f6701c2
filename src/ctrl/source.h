/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Where the values of a map come from. */
#ifndef SOURCE_H
#define SOURCE_H

#include "ctrl.h"

/**
 * struct ctrl_source - the operations behind struct ctrl_map
 * @name: for people and programs
 * @lookup: as ctrl_map__lookup(), and all that follow likewise
 * @lookup_all: see there
 * @update: see there
 * @reset: see there
 * @lookup_and_reset: see there
 * @close: give back what the source has in the map; its types and BTF are
 *	everybody's
 *
 * What is stored through a pointer on failure, is not: each operation works on a copy
 * where it has to.
 */
struct ctrl_source {
	const char *name;
	int (*lookup)(const struct ctrl_map *map, const void *key, void *value,
		      struct ctrl_error *err);
	int (*lookup_all)(const struct ctrl_map *map, void **keys, void **values,
			  __u32 *n, struct ctrl_error *err);
	int (*update)(const struct ctrl_map *map, const void *key,
		      const void *value, __u64 flags, struct ctrl_error *err);
	int (*reset)(const struct ctrl_map *map, const void *key,
		     struct ctrl_error *err);
	int (*lookup_and_reset)(const struct ctrl_map *map, const void *key,
				void *value, struct ctrl_error *err);
	void (*close)(struct ctrl_map *map);
};

/* kernel/map.c: a control map */
extern const struct ctrl_source ctrl_source_kernel;

/* host/map.c: what the kernel has without control maps */
extern const struct ctrl_source ctrl_source_host;

/* ctrl_map__create(), of one source */
int ctrl_kernel__create(__u32 control_type, enum ctrl_view view, bool read_only,
			struct ctrl_map **out, struct ctrl_error *err);
int ctrl_host__create(__u32 control_type, enum ctrl_view view, bool read_only,
		      struct ctrl_map **out, struct ctrl_error *err);

#endif /* SOURCE_H */
