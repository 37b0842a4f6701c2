// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A map: its operations, whichever its source is. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <bpf/btf.h>

#include "source.h"

__u64 ctrl_value__mask(const void *value)
{
	__u64 mask;

	memcpy(&mask, (const char *)value + sizeof(__u64), sizeof(mask));
	return mask;
}

bool ctrl_value__has(const void *value, const struct ctrl_member *member)
{
	return ctrl_value__mask(value) >> member->bit & 1;
}

void ctrl_map__close(struct ctrl_map *map)
{
	if (!map)
		return;
	if (map->users > 0 && --map->users > 0)
		return;
	if (map->fd >= 0)
		close(map->fd);
	ctrl_type__deinit(&map->key);
	ctrl_type__deinit(&map->value);
	btf__free(map->btf);
	free(map);
}

const char *ctrl_map__source(const struct ctrl_map *map)
{
	return map->source->name;
}

bool ctrl_map__is_host(const struct ctrl_map *map)
{
	return map->host;
}

void ctrl_map__want(struct ctrl_map *map, __u64 members)
{
	map->wanted = members;
}

int ctrl_map__find(const struct ctrl_map *map, const char *path,
		   struct ctrl_member *out, struct ctrl_error *err)
{
	int ret = ctrl_type__find(&map->value, path, out, err);

	/* a kernel with control maps may have more than is known here */
	if (ret && err && err->fault == CTRL_FAULT_UNKNOWN_ATTRIBUTE &&
	    !err->reason[0] && ctrl_map__is_host(map))
		snprintf(err->reason, sizeof(err->reason),
			 CTRL_REASON_NO_CONTROL_MAPS);
	return ret;
}

/* A lookup, one that resets or not: what fails stores nothing. */
static int copy_value(const struct ctrl_map *map, const void *key, void *value,
		      struct ctrl_error *err,
		      int (*lookup)(const struct ctrl_map *map, const void *key,
				    void *value, struct ctrl_error *err))
{
	void *copy = malloc(map->value_size);
	int ret;

	if (!copy)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	ret = lookup(map, key, copy, err);
	if (!ret)
		memcpy(value, copy, map->value_size);
	free(copy);
	return ret;
}

int ctrl_map__lookup(const struct ctrl_map *map, const void *key, void *value,
		     struct ctrl_error *err)
{
	return copy_value(map, key, value, err, map->source->lookup);
}

int ctrl_map__lookup_and_reset(const struct ctrl_map *map, const void *key,
			       void *value, struct ctrl_error *err)
{
	return copy_value(map, key, value, err, map->source->lookup_and_reset);
}

int ctrl_map__lookup_all(const struct ctrl_map *map, void **keys, void **values,
			 __u32 *n, struct ctrl_error *err)
{
	struct ctrl_objects o = { 0 };
	int ret = map->source->lookup_all(map, &o, err);

	if (ret) {
		ctrl_objects__deinit(&o);
		return ret;
	}
	*keys = o.keys;
	*values = o.values;
	*n = o.n;
	return 0;
}

int ctrl_map__update(const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err)
{
	return map->source->update(map, key, value, flags, err);
}

int ctrl_map__reset(const struct ctrl_map *map, const void *key,
		    struct ctrl_error *err)
{
	return map->source->reset(map, key, err);
}
