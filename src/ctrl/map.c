// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A control map: operations on elements, all objects at once. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/syscall.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>

#include "ctrl.h"

#define BATCH_OBJECTS	1024

/* the kernel's own, for a map without a batch operation */
#define ENOTSUPP	524

/*
 * What update and delete take on control maps. libbpf and the system's headers
 * do not know the last two yet.
 */
struct elem_attr {
	__u32 map_fd;
	__u32 unused;
	__u64 key;
	__u64 value;
	__u64 flags;
	__u64 log_buf;
	__u32 log_size;
	__u32 unused2;
};

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

static bool is_gone(int code)
{
	return code == ENODEV || code == ENOENT || code == EBADF;
}

/* To read an object, nobody else has this errno. */
static int say_hidden(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EACCES,
			       "a security module refuses to show it");
}

static int say_lookup_failed(int code, struct ctrl_error *err)
{
	enum ctrl_fault fault = CTRL_FAULT_KERNEL;

	if (code == EACCES)
		return say_hidden(err);
	if (is_gone(code))
		fault = CTRL_FAULT_NO_OBJECT;
	else if (code == EPERM)
		fault = CTRL_FAULT_PERMISSION;
	return ctrl_error__set(err, fault, code, NULL);
}

static int say_not_read(int code, struct ctrl_error *err)
{
	if (code == EOPNOTSUPP || code == ENOTSUPP)
		return ctrl_error__set(err, CTRL_FAULT_NOT_LISTED, code, NULL);
	return say_lookup_failed(code, err);
}

int ctrl_map__lookup(const struct ctrl_map *map, const void *key, void *value,
		     struct ctrl_error *err)
{
	void *copy = malloc(map->value_size);
	int ret = 0;

	if (!copy)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	if (bpf_map_lookup_elem(map->fd, key, copy))
		ret = say_lookup_failed(errno, err);
	else
		memcpy(value, copy, map->value_size);
	free(copy);
	return ret;
}

/* A part of the kernel that makes the change may have any errno of its own. */
static bool is_there(const struct ctrl_map *map, const void *key)
{
	void *value = malloc(map->value_size);
	bool there = value && !bpf_map_lookup_elem(map->fd, key, value);

	free(value);
	return there;
}

/* What the BTF says that an update may not name, which ends in EACCES. */
static bool names_read_only(const struct ctrl_map *map, const void *value)
{
	__u64 mask = value ? ctrl_value__mask(value) : 0;
	__u32 i;

	for (i = 0; i < map->value.nr; i++)
		if (map->value.members[i].read_only &&
		    mask >> map->value.members[i].bit & 1)
			return true;
	return false;
}

/* @value: NULL for a delete */
static enum ctrl_fault fault_of(int code, const struct ctrl_map *map,
				const void *key, const void *value)
{
	if (is_gone(code) && !is_there(map, key))
		return CTRL_FAULT_NO_OBJECT;
	switch (code) {
	case EPERM:
		return CTRL_FAULT_PERMISSION;
	case EACCES:
		return names_read_only(map, value) ? CTRL_FAULT_READ_ONLY :
						     CTRL_FAULT_PERMISSION;
	case EOPNOTSUPP:
		return value ? CTRL_FAULT_UNSUPPORTED : CTRL_FAULT_KERNEL;
	case ERANGE:
		return value ? CTRL_FAULT_RANGE : CTRL_FAULT_KERNEL;
	default:
		return CTRL_FAULT_KERNEL;
	}
}

/* @value: NULL for a delete */
static int elem_call(int cmd, const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err)
{
	char reason[256] = "";
	struct elem_attr attr = {
		.map_fd = map->fd,
		.key = (unsigned long)key,
		.value = (unsigned long)value,
		.flags = flags,
		.log_buf = (unsigned long)reason,
		.log_size = sizeof(reason),
	};
	int code;

	if (!syscall(__NR_bpf, cmd, &attr, sizeof(attr)))
		return 0;
	code = errno;
	return ctrl_error__set(err, fault_of(code, map, key, value), code,
			       reason[0] ? "%s" : NULL, reason);
}

int ctrl_map__update(const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err)
{
	return elem_call(BPF_MAP_UPDATE_ELEM, map, key, value, flags, err);
}

int ctrl_map__reset(const struct ctrl_map *map, const void *key,
		    struct ctrl_error *err)
{
	return elem_call(BPF_MAP_DELETE_ELEM, map, key, NULL, 0, err);
}

int ctrl_map__lookup_and_reset(const struct ctrl_map *map, const void *key,
			       void *value, struct ctrl_error *err)
{
	void *copy = malloc(map->value_size);
	int ret = 0, code;

	if (!copy)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	if (!bpf_map_lookup_and_delete_elem(map->fd, key, copy)) {
		memcpy(value, copy, map->value_size);
	} else {
		code = errno;
		ret = ctrl_error__set(err, fault_of(code, map, key, NULL), code,
				      NULL);
	}
	free(copy);
	return ret;
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
		return is_gone(errno) || errno == EACCES || errno == EPERM ?
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
