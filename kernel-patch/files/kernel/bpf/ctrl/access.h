/* SPDX-License-Identifier: GPL-2.0-only */
/* A control map, and access to its objects under the subsystem's lock. */
#ifndef _BPF_CTRL_ACCESS_H
#define _BPF_CTRL_ACCESS_H

#include <linux/bpf.h>

#include "registry.h"

/**
 * struct bpf_ctrl_map - a control map
 * @map: common part of all maps
 * @entry: the control type
 * @net: network namespace of the creator, with a passive reference: it may be dismantled before
 *	the map is freed; NULL: the control type is not per netns
 * @view: the view, fixed at creation
 * @prefix: members that fit into the map's value size
 * @prefix_end: offset of the end of the last of them, in bytes
 */
struct bpf_ctrl_map {
	struct bpf_map map;
	struct bpf_ctrl_entry *entry;
	struct net *net;
	enum bpf_ctrl_view view;
	u64 prefix;
	u32 prefix_end;
};

static inline struct bpf_ctrl_map *bpf_ctrl_map(const struct bpf_map *map)
{
	return container_of((struct bpf_map *)map, struct bpf_ctrl_map, map);
}

/**
 * struct bpf_ctrl_room - memory on the stack, written before it is read: __uninitialized
 * @words: fits the objects and the four values of the types that are there
 */
struct bpf_ctrl_room {
	u64 words[608 / sizeof(u64)];
};

/**
 * struct bpf_ctrl_access - access to objects of a map under the subsystem's lock
 * @cmap: the map
 * @ops: operations of its control type
 * @layout: layout of its control type
 * @net: the network namespace, referenced; NULL: the control type is not per netns
 * @object: the current object, memory for the subsystem
 * @allocated: memory that holds object and values; NULL: they fit on the stack
 * @values: values of the size of the value struct, each aligned to 8 bytes
 * @call: state of the system call
 */
struct bpf_ctrl_access {
	const struct bpf_ctrl_map *cmap;
	const struct bpf_ctrl_ops *ops;
	const struct bpf_ctrl_layout *layout;
	struct net *net;
	void *object;
	void *allocated;
	void *values[4];
	struct bpf_ctrl_call call;
};

static inline void bpf_ctrl_access_release(struct bpf_ctrl_access *a)
{
	if (a->ops->release)
		a->ops->release(a->object);
}

/* Check whether the caller may read the object.  Returns 0 or as the subsystem. */
static inline int bpf_ctrl_access_permit_read(struct bpf_ctrl_access *a)
{
	return a->ops->permit_read ? a->ops->permit_read(a->object) : 0;
}

int bpf_ctrl_access_begin(struct bpf_ctrl_access *a, const struct bpf_map *map, u32 nr_values,
			  struct bpf_ctrl_room *room);
void bpf_ctrl_access_end(struct bpf_ctrl_access *a);
int bpf_ctrl_access_acquire(struct bpf_ctrl_access *a, const void *key);
int bpf_ctrl_access_get(struct bpf_ctrl_access *a, enum bpf_ctrl_view view,
			const struct bpf_ctrl_change *change, u64 wanted,
			void *data, u64 *mask);
void bpf_ctrl_access_show(const struct bpf_ctrl_access *a, const void *data,
			  u64 mask, void *value);
int bpf_ctrl_access_read(struct bpf_ctrl_access *a, const void *key, void *value);

#endif /* _BPF_CTRL_ACCESS_H */
