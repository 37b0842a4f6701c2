/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What objects consist of, such as the counts of each CPU: another control type. */
#ifndef BPFTOOL_STATS_PARTS_H
#define BPFTOOL_STATS_PARTS_H

#include "stats/rows.h"

/**
 * struct stats_parts - all parts of all objects
 * @key: type of their keys; what the first member is to them, it is to their object
 * @map: they are read from; owned
 * @reading: of these; owned
 * @fields: those of the objects, as far as parts have them; owned
 * @rows: by object, then by part; owned
 */
struct stats_parts {
	const struct ctrl_type *key;
	struct ctrl_map *map;
	struct stats_reading reading;
	struct stats_fields fields;
	struct stats_rows rows;
};

/**
 * stats_parts__init() - read all parts
 * @parts: filled in on success, for stats_parts__deinit()
 * @of: of which control type
 * @fields: of the objects
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int stats_parts__init(struct stats_parts *parts, const struct stats_parts_of *of,
		      const struct stats_fields *fields, struct ctrl_error *err);

/**
 * stats_parts__deinit() - free what they own
 * @parts: zeroed, or filled in
 */
void stats_parts__deinit(struct stats_parts *parts);

/**
 * stats_parts__of() - the parts of an object
 * @parts: NULL: none were read
 * @key: of the object, whose first member tells which it is
 * @nr: filled in with their number
 *
 * Return: the first of them.
 */
const struct stats_row *stats_parts__of(const struct stats_parts *parts,
					const void *key, __u32 *nr);

/**
 * stats_parts__number() - which part of its object a row is
 * @parts: all parts
 * @row: one of them
 */
__u64 stats_parts__number(const struct stats_parts *parts, const struct stats_row *row);

#endif
