/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Control maps of the kernel: the operations of ctrl_source_kernel. */
#ifndef KERNEL_H
#define KERNEL_H

#include "../source.h"

/* elem.c */
int ctrl_kernel__lookup(const struct ctrl_map *map, const void *key, void *value,
			struct ctrl_error *err);
int ctrl_kernel__update(const struct ctrl_map *map, const void *key,
			const void *value, __u64 flags, struct ctrl_error *err);
int ctrl_kernel__reset(const struct ctrl_map *map, const void *key,
		       struct ctrl_error *err);
int ctrl_kernel__lookup_and_reset(const struct ctrl_map *map, const void *key,
				  void *value, struct ctrl_error *err);

/* all.c */
int ctrl_kernel__lookup_all(const struct ctrl_map *map,
			    struct ctrl_objects *objects, struct ctrl_error *err);

#endif /* KERNEL_H */
