// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A control map: all of its objects at once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <bpf/bpf.h>

#include "kernel.h"
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

/* 0: there may be more; 1: that was the last of them */
static int read_batch(const struct ctrl_map *map, struct ctrl_objects *o,
		      void *place, bool first)
{
	LIBBPF_OPTS(bpf_map_batch_opts, opts);
	__u32 count = BATCH_OBJECTS;
	int err;

	if (ctrl_objects__reserve(o, map, count))
		return -ENOMEM;
	err = bpf_map_lookup_batch(map->fd, first ? NULL : place, place,
				   ctrl_objects__key(o, map, o->n),
				   ctrl_objects__value(o, map, o->n),
				   &count, &opts);
	if (err && errno != ENOENT)
		return -errno;
	o->n += count;
	return err ? 1 : 0;
}

static int read_in_batches(const struct ctrl_map *map, struct ctrl_objects *o)
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
static int read_one(const struct ctrl_map *map, struct ctrl_objects *o,
		    const void *key)
{
	if (ctrl_objects__reserve(o, map, 1))
		return -ENOMEM;
	if (bpf_map_lookup_elem(map->fd, key,
				ctrl_objects__value(o, map, o->n)))
		return ctrl_lookup__is_gone(errno) || errno == EACCES || errno == EPERM ?
		       0 : -errno;
	memcpy(ctrl_objects__key(o, map, o->n), key, map->key_size);
	o->n++;
	return 0;
}

static int read_one_by_one(const struct ctrl_map *map, struct ctrl_objects *o)
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

int ctrl_kernel__lookup_all(const struct ctrl_map *map, struct ctrl_objects *o,
			    struct ctrl_error *err)
{
	int ret = read_in_batches(map, o);

	if (ret == -EINVAL || ret == -EOPNOTSUPP || ret == -ENOTSUPP) {
		o->n = 0;
		ret = read_one_by_one(map, o);
	}
	return ret ? say_not_read(-ret, err) : 0;
}
