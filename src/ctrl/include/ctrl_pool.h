/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* libctrl, pool.c: maps that are used again. To be included through ctrl.h. */
#ifndef CTRL_POOL_H
#define CTRL_POOL_H

#include <stdbool.h>
#include <linux/types.h>

#include "ctrl_error.h"
#include "ctrl_map.h"

#ifdef __cplusplus
extern "C" {
#endif

struct ctrl_pool;

/**
 * ctrl_pool__create() - make an empty pool
 *
 * Return: a pool for ctrl_pool__destroy(); NULL: no memory.
 */
struct ctrl_pool *ctrl_pool__create(void);

/**
 * ctrl_pool__destroy() - close all maps of a pool and free it
 * @pool: may be NULL; nobody has one of its maps open
 */
void ctrl_pool__destroy(struct ctrl_pool *pool);

/**
 * ctrl_pool__map() - a map from a pool, created at its first use
 * @pool: where to look; NULL: always create one
 * @control_type: as for ctrl_map__create()
 * @view: likewise
 * @read_only: likewise
 * @out: on success a map for ctrl_map__close(), whose @pool is @pool
 * @err: on failure
 *
 * A map answers for the network namespace in which it was created: a caller that
 * changes its own needs another pool. The pool keeps a bounded number of maps
 * and parts with the one that was not used for the longest time.
 *
 * Return: 0 or a negative errno.
 */
int ctrl_pool__map(struct ctrl_pool *pool, __u32 control_type,
		   enum ctrl_view view, bool read_only, struct ctrl_map **out,
		   struct ctrl_error *err);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_POOL_H */
