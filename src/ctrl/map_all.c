// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A control map: all of its objects at once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <bpf/bpf.h>

#include "ctrl.h"
#include "lookup.h"

#define BATCH_OBJECTS	1024

/* the kernel's own, for a map without a batch operation */
#define ENOTSUPP	524

static int say_not_read(int code, struct ctrl_error *err)
{
	if (code == EOPNOTSUPP || code == ENOTSUPP)
		return ctrl_error__set(err, CTRL_FAULT_NOT_LISTED, code, NULL);
	return ctrl_lookup__failed(code, err);
}

/* What lookup_all gathers. */
struct objects {
	char *keys;
	char *values;
	__u32 n;
	__u32 room;
};

/* Room for @more beyond what is there; at least doubled, for what comes then. */
static int make_room(const struct ctrl_map *map, struct objects *o, __u32 more)
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

/* 0: there may be more; 1: that was the last of them */
static int read_batch(const struct ctrl_map *map, struct objects *o, void *place,
		      bool first)
{
	LIBBPF_OPTS(bpf_map_batch_opts, opts);
	__u32 count = BATCH_OBJECTS;
	int err;

	if (make_room(map, o, count))
		return -ENOMEM;
	err = bpf_map_lookup_batch(map->fd, first ? NULL : place, place,
				   o->keys + (size_t)o->n * map->key_size,
				   o->values + (size_t)o->n * map->value_size,
				   &count, &opts);
	if (err && errno != ENOENT)
		return -errno;
	o->n += count;
	return err ? 1 : 0;
}

static int read_in_batches(const struct ctrl_map *map, struct objects *o)
{
	void *place = malloc(map->key_size);
	bool first = true;
	int ret;

	if (!place)
		return -ENOMEM;
	do {
		ret = read_batch(map, o, place, first);
		first = false;
	} while (!ret);
	free(place);
	return ret < 0 ? ret : 0;
}

/* What goes away between its key and its value is left out, and what is hidden. */
static int read_one(const struct ctrl_map *map, struct objects *o,
		    const void *key)
{
	if (make_room(map, o, 1))
		return -ENOMEM;
	if (bpf_map_lookup_elem(map->fd, key,
				o->values + (size_t)o->n * map->value_size))
		return ctrl_lookup__is_gone(errno) || errno == EACCES || errno == EPERM ?
		       0 : -errno;
	memcpy(o->keys + (size_t)o->n * map->key_size, key, map->key_size);
	o->n++;
	return 0;
}

static int read_one_by_one(const struct ctrl_map *map, struct objects *o)
{
	void *key = malloc(map->key_size);
	int ret = key ? 0 : -ENOMEM;
	bool first = true;

	while (!ret) {
		if (bpf_map_get_next_key(map->fd, first ? NULL : key, key)) {
			ret = errno == ENOENT ? 0 : -errno;
			break;
		}
		first = false;
		ret = read_one(map, o, key);
	}
	free(key);
	return ret;
}

int ctrl_map__lookup_all(const struct ctrl_map *map, void **keys, void **values,
			 __u32 *n, struct ctrl_error *err)
{
	struct objects o = { 0 };
	int ret;

	ret = read_in_batches(map, &o);
	if (ret == -EINVAL || ret == -EOPNOTSUPP || ret == -ENOTSUPP) {
		o.n = 0;
		ret = read_one_by_one(map, &o);
	}
	if (ret) {
		free(o.keys);
		free(o.values);
		return say_not_read(-ret, err);
	}
	*keys = o.keys;
	*values = o.values;
	*n = o.n;
	return 0;
}
