/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The attributes of a control type that statistics are made of. */
#ifndef BPFTOOL_STATS_FIELDS_H
#define BPFTOOL_STATS_FIELDS_H

#include <stdbool.h>
#include <linux/types.h>

#include "ctrl.h"
#include "stats/front.h"

/**
 * struct stats_field - an attribute that moves by itself, or that a front names
 * @path: of a part of a struct or an array, such as "window.low"
 * @member: where it is; without bits: this map has none of it
 * @is_counter: has differences, rates and a total; else it is shown as it is
 */
struct stats_field {
	char path[CTRL_PATH_MAX];
	struct ctrl_member member;
	bool is_counter;
};

/**
 * struct stats_fields - all of them
 * @at: in the order of the struct; owned
 * @nr: number of @at
 */
struct stats_fields {
	struct stats_field *at;
	__u32 nr;
};

/**
 * stats_fields__init() - find the attributes
 * @fields: filled in on success, for stats_fields__deinit()
 * @type: of the map's value
 * @front: whose columns name some
 *
 * Return: 0 or -ENOMEM.
 */
int stats_fields__init(struct stats_fields *fields, const struct ctrl_type *type,
		       const struct stats_front *front);

/**
 * stats_fields__init_as() - the same attributes of another control type
 * @fields: filled in on success: field i is what field i of @as is
 * @type: of its value
 * @as: of the first one
 *
 * Return: 0 or -ENOMEM.
 */
int stats_fields__init_as(struct stats_fields *fields, const struct ctrl_type *type,
			  const struct stats_fields *as);
void stats_fields__deinit(struct stats_fields *fields);

/**
 * stats_fields__find() - an attribute by its path
 * @fields: where to look
 * @path: as in BTF; NULL: none
 *
 * Return: its index; -1: there is none.
 */
int stats_fields__find(const struct stats_fields *fields, const char *path);

/**
 * stats_fields__mask() - all of them as bits, for ctrl_map__want()
 * @fields: the attributes
 */
__u64 stats_fields__mask(const struct stats_fields *fields);

/**
 * stats_member__by_name() - an attribute that a front names
 * @type: of a map's value, or of its key
 * @name: as in BTF; NULL: none
 *
 * Return: the member; NULL: the kernel has none of that name.
 */
const struct ctrl_member *stats_member__by_name(const struct ctrl_type *type,
						const char *name);

/**
 * stats_member__has() - whether there is an answer
 * @member: NULL, or without bits: there is none
 * @value: from a lookup
 */
bool stats_member__has(const struct ctrl_member *member, const void *value);

/**
 * stats_member__number() - an attribute of up to 64 bits as a number
 * @member: may be NULL
 * @value: from a lookup
 *
 * Return: the number; 0 where there is no answer.
 */
__u64 stats_member__number(const struct ctrl_member *member, const void *value);

/**
 * stats_member__is_nsec() - whether it is a time in nanoseconds
 * @member: the attribute
 */
bool stats_member__is_nsec(const struct ctrl_member *member);

/**
 * stats_member__word() - an attribute as a word
 * @member: may be NULL
 * @value: from a lookup
 * @front: may have a word of its own for it
 * @word: filled in; "-" where there is no answer
 */
void stats_member__word(const struct ctrl_member *member, const void *value,
			const struct stats_front *front, char word[STATS_WORD_ROOM]);

#endif
