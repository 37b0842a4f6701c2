// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Objects of a control map at one moment. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stats/reading.h"

static __u64 now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);

	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static int read_named(struct stats_reading *reading, const struct ctrl_map *map,
		      struct stats_keys *keys, struct ctrl_error *err)
{
	struct ctrl_error why;
	const char *key;
	__u32 i;
	int ret;

	reading->key_step = KEY_ROOM;
	reading->keys = calloc(keys->nr, KEY_ROOM);
	reading->values = calloc(keys->nr, map->value_size);
	if (!reading->keys || !reading->values)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);

	for (i = 0; i < keys->nr; i++) {
		key = (const char *)keys->at + (size_t)i * KEY_ROOM;
		why = (struct ctrl_error) {};
		ret = ctrl_map__lookup(map, key,
				       (void *)stats_reading__value(reading, reading->nr),
				       &why);
		if (!ret) {
			memcpy((void *)stats_reading__key(reading, reading->nr++), key,
			       KEY_ROOM);
			continue;
		}
		if (keys->missing == keys->nr) {
			keys->missing = i;
			keys->why = why;
		}
		if (why.fault != CTRL_FAULT_NO_OBJECT) {
			keys->missing = i;
			*err = why;
			return ret;
		}
	}

	return 0;
}

int stats_reading__init(struct stats_reading *reading, const struct ctrl_map *map,
			struct stats_keys *keys, struct ctrl_error *err)
{
	struct stats_reading r = {
		.key_size = map->key_size,
		.key_step = map->key_size,
		.value_size = map->value_size,
		.when = now(),
	};
	int ret;

	keys->missing = keys->nr;
	if (keys->nr)
		ret = read_named(&r, map, keys, err);
	else
		ret = ctrl_map__lookup_all(map, &r.keys, &r.values, &r.nr, err);
	if (ret)
		stats_reading__deinit(&r);
	else
		*reading = r;

	return ret;
}

void stats_reading__deinit(struct stats_reading *reading)
{
	free(reading->keys);
	free(reading->values);
}
