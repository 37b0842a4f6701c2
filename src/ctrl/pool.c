// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Maps that are used again: creating one and reading its BTF is most of a set. */
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"

#define POOL_MAPS	12	/* three control types with their four views */

struct pool_entry {
	struct ctrl_map *map;
	bool read_only;
};

/* The map used last comes first. */
struct ctrl_pool {
	struct pool_entry entries[POOL_MAPS];
	__u32 nr;
};

struct ctrl_pool *ctrl_pool__create(void)
{
	return calloc(1, sizeof(struct ctrl_pool));
}

static void remove_entry(struct ctrl_pool *pool, __u32 i)
{
	pool->nr--;
	memmove(&pool->entries[i], &pool->entries[i + 1],
		(pool->nr - i) * sizeof(pool->entries[0]));
}

static void insert_first(struct ctrl_pool *pool, struct pool_entry entry)
{
	memmove(&pool->entries[1], &pool->entries[0],
		pool->nr * sizeof(pool->entries[0]));
	pool->entries[0] = entry;
	pool->nr++;
}

/* A map without users is closed as one that was never in a pool. */
static void evict(struct ctrl_pool *pool, __u32 i)
{
	struct ctrl_map *map = pool->entries[i].map;

	remove_entry(pool, i);
	map->users = 0;
	ctrl_map__close(map);
}

void ctrl_pool__destroy(struct ctrl_pool *pool)
{
	if (!pool)
		return;
	while (pool->nr)
		evict(pool, pool->nr - 1);
	free(pool);
}

static struct ctrl_map *find(struct ctrl_pool *pool, __u32 control_type,
			     enum ctrl_view view, bool read_only)
{
	__u32 i;

	for (i = 0; i < pool->nr; i++) {
		struct pool_entry entry = pool->entries[i];

		if (entry.map->control_type != control_type ||
		    entry.map->view != view || entry.read_only != read_only)
			continue;
		remove_entry(pool, i);
		insert_first(pool, entry);
		return entry.map;
	}
	return NULL;
}

/* The pool itself is one of the users of a map that nobody has open. */
static bool make_room(struct ctrl_pool *pool)
{
	__u32 i;

	if (pool->nr < POOL_MAPS)
		return true;
	for (i = pool->nr; i-- > 0;)
		if (pool->entries[i].map->users == 1) {
			evict(pool, i);
			return true;
		}
	return false;
}

static int add(struct ctrl_pool *pool, __u32 control_type, enum ctrl_view view,
	       bool read_only, struct ctrl_map **out, struct ctrl_error *err)
{
	struct ctrl_map *map;
	int ret;

	ret = ctrl_map__create(control_type, view, read_only, &map, err);
	if (ret)
		return ret;
	map->pool = pool;
	if (make_room(pool)) {
		insert_first(pool, (struct pool_entry) { map, read_only });
		map->users = 2;
	}
	*out = map;
	return 0;
}

int ctrl_pool__map(struct ctrl_pool *pool, __u32 control_type,
		   enum ctrl_view view, bool read_only, struct ctrl_map **out,
		   struct ctrl_error *err)
{
	struct ctrl_map *map;

	if (!pool)
		return ctrl_map__create(control_type, view, read_only, out, err);
	map = find(pool, control_type, view, read_only);
	if (!map)
		return add(pool, control_type, view, read_only, out, err);
	map->users++;
	*out = map;
	return 0;
}
