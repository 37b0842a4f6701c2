/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Objects of a control map at one moment. */
#ifndef BPFTOOL_STATS_READING_H
#define BPFTOOL_STATS_READING_H

#include <stddef.h>
#include <linux/types.h>

#include "ctrl.h"
#include "key/label.h"

/**
 * struct stats_reading - objects at one moment
 * @keys: owned
 * @values: of the map's value size each; owned
 * @key_size: bytes of a key
 * @key_step: from one key to the next: what is behind a key that was named tells how its
 *	object is called
 * @value_size: bytes
 * @nr: number of both
 * @when: ns of CLOCK_MONOTONIC
 */
struct stats_reading {
	void *keys;
	void *values;
	__u32 key_size;
	__u32 key_step;
	__u32 value_size;
	__u32 nr;
	__u64 when;
};

/**
 * struct stats_keys - objects that are named
 * @at: keys, of KEY_ROOM bytes each; owned by whoever has named them
 * @nr: number of them; 0: all objects are meant
 * @missing: filled in by a reading: index of the first that is no object; @nr: all are
 * @why: filled in where one is missing
 */
struct stats_keys {
	void *at;
	__u32 nr;
	__u32 missing;
	struct ctrl_error why;
};

/**
 * stats_reading__init() - read objects
 * @reading: filled in on success, for stats_reading__deinit()
 * @map: a control map
 * @keys: which objects, one lookup each; without any all are read, in one system call
 *	for up to 1,024 of them
 * @err: on failure; a key that is no object is no failure, but left out
 *
 * Return: 0 or a negative errno; then @keys->missing is the key that it was about, if any.
 */
int stats_reading__init(struct stats_reading *reading, const struct ctrl_map *map,
			struct stats_keys *keys, struct ctrl_error *err);
void stats_reading__deinit(struct stats_reading *reading);

static inline const void *stats_reading__key(const struct stats_reading *reading,
					     __u32 i)
{
	return (const char *)reading->keys + (size_t)i * reading->key_step;
}

static inline const void *stats_reading__value(const struct stats_reading *reading,
					       __u32 i)
{
	return (const char *)reading->values + (size_t)i * reading->value_size;
}

#endif
