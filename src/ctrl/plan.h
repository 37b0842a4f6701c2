/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* The steps of a change, in the order in which they are taken. */
#ifndef PLAN_H
#define PLAN_H

#include "views.h"

/**
 * struct ctrl_plan - a change whose attributes are found
 * @map: where
 * @key: of what object
 * @pairs: as the user gave them
 * @members: what each of them names; owned
 * @n: number of both
 * @with_etag: nobody may have changed the object since it was read
 * @views: for min, max, default and the limits in errors
 */
struct ctrl_plan {
	const struct ctrl_map *map;
	const void *key;
	const struct ctrl_pair *pairs;
	struct ctrl_member *members;
	size_t n;
	bool with_etag;
	struct ctrl_views views;
};

/**
 * ctrl_plan_init() - find the attributes and judge the words, without the kernel
 * @plan: filled in on success; for ctrl_plan_deinit()
 * @map: as for ctrl_map__set(); its fd is not used
 * @key: of the object
 * @pairs: attributes and words
 * @n: number of @pairs
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int ctrl_plan_init(struct ctrl_plan *plan, const struct ctrl_map *map,
		   const void *key, const struct ctrl_pair *pairs, size_t n,
		   struct ctrl_error *err);
void ctrl_plan_deinit(struct ctrl_plan *plan);

/**
 * ctrl_plan_apply() - store all words into a value
 * @plan: the change
 * @value: as read; on success the value to write, with its mask, and with its
 *	etag when a member is written of which only a part was named, or when the
 *	plan says so
 * @err: on failure
 *
 * Return: 0; -EOPNOTSUPP: the object has no such attribute; another errno.
 */
int ctrl_plan_apply(struct ctrl_plan *plan, void *value, struct ctrl_error *err);

/**
 * ctrl_plan_set_header() - what a change is about
 * @value: to write
 * @keep_etag: nobody may have changed the object since it was read
 * @mask: bit i: member i of the struct
 */
void ctrl_plan_set_header(void *value, bool keep_etag, __u64 mask);

/**
 * ctrl_plan_explain() - say which attribute a refusal of the kernel is about
 * @plan: the change
 * @value: that was refused
 * @err: as ctrl_map__update() filled it in
 */
void ctrl_plan_explain(struct ctrl_plan *plan, const void *value,
		       struct ctrl_error *err);

/**
 * ctrl_reason_names() - whether a reason of the kernel is about a member
 * @reason: of the kernel
 * @name: of the member
 *
 * All that the interface promises of a reason: where one member is to blame it
 * begins with its name, or the path of a part of it, and ": ".
 */
bool ctrl_reason_names(const char *reason, const char *name);

#endif /* PLAN_H */
