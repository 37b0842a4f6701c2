/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * The host as a source: what a kernel without control maps tells and takes through
 * the interfaces that it has, in the layouts of control maps.
 */
#ifndef HOST_H
#define HOST_H

#include <stddef.h>
#include <string.h>
#include <linux/bpf_ctrl.h>

#include "../source.h"

/**
 * struct ctrl_host_value - a value that is being filled in
 * @map: has its layout
 * @data: of @map->value_size bytes, zeroed
 *
 * What is not put is unsupported.
 */
struct ctrl_host_value {
	const struct ctrl_map *map;
	void *data;
};

/* value.c: store the @size bytes of a member, and that it is supported */
void ctrl_host_put(struct ctrl_host_value *value, size_t offset, const void *x,
		   size_t size);

/* value.c: the member at an offset; NULL: none begins there */
const struct ctrl_member *ctrl_host_member(const struct ctrl_map *map, size_t offset);

/* value.c: its bit of the mask; 0: no member begins there */
__u64 ctrl_host_bit(const struct ctrl_map *map, size_t offset);

/* value.c: the member at an offset, a number of up to 64 bits; 0: none begins there */
__u64 ctrl_host_number(const struct ctrl_map *map, size_t offset, const void *value);

/* value.c: store a member that is a number of up to 64 bits, and that it is supported */
void ctrl_host_put_number(struct ctrl_host_value *value, size_t offset, __u64 x);

/**
 * host_put() - store a member
 * @value: struct ctrl_host_value
 * @type: struct of the value
 * @member: of @type
 * @x: converted to the type of the member
 */
#define host_put(value, type, member, x)				\
	do {								\
		__typeof__(((type) { 0 }).member) __x = (x);		\
									\
		ctrl_host_put(value, offsetof(type, member), &__x,	\
			      sizeof(__x));				\
	} while (0)

/**
 * struct ctrl_host_change - a change that was judged
 * @map: has the layout
 * @key: of the object
 * @current: value in force
 * @wanted: the same with the change made
 * @changed: bits of the mask: what is to be set
 * @kept: where ctrl_host_keep() puts it
 */
struct ctrl_host_change {
	const struct ctrl_map *map;
	const void *key;
	const void *current;
	const void *wanted;
	__u64 changed;
	void **kept;
};

#define HOST_STEP_MEMBERS	7

/**
 * struct ctrl_host_step - what one interface sets in one call
 * @members: offsets of the members that it sets; the first is not 0, a 0 ends them
 * @set: set those of @members that change to what @value has; what it does is done or,
 *	on failure, not; @err has the errno and the interface's reason
 * @data: for @set
 * @when: whether this step is the one to set them in a change; NULL: it is
 */
struct ctrl_host_step {
	size_t members[HOST_STEP_MEMBERS];
	int (*set)(const struct ctrl_host_change *change,
		   const struct ctrl_host_step *step, const void *value,
		   struct ctrl_error *err);
	const void *data;
	bool (*when)(const struct ctrl_host_change *change);
};

/**
 * struct ctrl_host_type - a control type that the host has
 * @number: of the control type
 * @name: as in the directory of a kernel that has it
 * @flags: BPF_CTRL_TYPE_PUBLIC_READ and BPF_CTRL_TYPE_PER_NETNS
 * @key: struct of the key
 * @value: struct of the value
 * @flags_member: name of a member that is flags; NULL: none is
 * @may_open: whether this process may have a map of it; NULL: always
 * @get: what a view says of an object; -ENODEV, -ENOENT, -EBADF: there is none
 * @all: add the objects that there are, with their values; NULL: they cannot be
 *	listed
 * @steps: how its members are set, in this order; undone in the reverse one
 * @nr_steps: number of @steps; 0: nothing can be set
 * @repeats: offsets of members to set also to what they are, when they are named;
 *	a 0 ends them; NULL: none
 * @permit: judge whether this process may make a change, before the limits are
 *	asked; NULL: the interfaces say so
 * @limit: bring the answer of the MAX view up to date for what else is changed; NULL:
 *	no limit depends on that
 * @check: judge what the limits cannot say; NULL: nothing
 * @note: tell what a change does to an object beside its members; NULL: nothing
 * @put_back: undo it, with what @note told before
 * @why_not: why nothing can be set, if it cannot
 */
struct ctrl_host_type {
	__u32 number;
	const char *name;
	__u32 flags;
	const char *key;
	const char *value;
	const char *flags_member;
	int (*may_open)(struct ctrl_error *err);
	int (*get)(const void *key, enum ctrl_view view,
		   struct ctrl_host_value *value, struct ctrl_error *err);
	int (*all)(const struct ctrl_map *map, struct ctrl_objects *objects,
		   struct ctrl_error *err);
	const struct ctrl_host_step *steps;
	size_t nr_steps;
	const size_t *repeats;
	int (*permit)(const struct ctrl_host_change *change,
		      struct ctrl_error *err);
	void (*limit)(const struct ctrl_host_change *change,
		      struct ctrl_host_value *max);
	int (*check)(const struct ctrl_host_change *change,
		     struct ctrl_error *err);
	__u64 (*note)(const void *key);
	void (*put_back)(const void *key, __u64 noted);
	const char *why_not;
};

/* types.c: NULL: the host does not have it */
const struct ctrl_host_type *ctrl_host_type(__u32 number);

/* types.c: all of them in turn; NULL: there are no more */
const struct ctrl_host_type *ctrl_host_type_at(size_t i);

/* The control types, a file each. */
extern const struct ctrl_host_type ctrl_host_directory;
extern const struct ctrl_host_type ctrl_host_xdp;
extern const struct ctrl_host_type ctrl_host_sock;
extern const struct ctrl_host_type ctrl_host_prog_by_fd;
extern const struct ctrl_host_type ctrl_host_prog_by_id;

/**
 * ctrl_host_btf() - the layouts that were compiled in
 * @type: whose flags are declared in it
 * @out: on success for btf__free()
 *
 * Return: 0 or a negative errno.
 */
int ctrl_host_btf(const struct ctrl_host_type *type, struct btf **out);

/* value.c: @value is of @map->value_size bytes, with its etag in the current view */
int ctrl_host_get(const struct ctrl_map *map, const void *key, enum ctrl_view view,
		  void *value, struct ctrl_error *err);
void ctrl_host_seal(const struct ctrl_map *map, void *value);

/* update.c, as the operations of struct ctrl_source */
int ctrl_host_update(const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err);
int ctrl_host_reset(const struct ctrl_map *map, const void *key,
		    struct ctrl_error *err);

/**
 * ctrl_host_keep() - keep what a step needs for its undo
 * @change: that is being made
 * @from: copied
 * @size: of @from, in bytes
 *
 * There is one such copy in a change.
 *
 * Return: the copy, valid until the change is made or undone; NULL: no memory.
 */
const void *ctrl_host_keep(const struct ctrl_host_change *change, const void *from,
			   size_t size);

/* steps.c: make a change as a whole, or leave all as it was */
int ctrl_host_make(const struct ctrl_host_change *change, struct ctrl_error *err);

#endif /* HOST_H */
