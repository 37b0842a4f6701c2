/* SPDX-License-Identifier: GPL-2.0-only */
/* A control map, and work on its objects under the subsystem's lock. */
#ifndef _BPF_CTRL_SESSION_H
#define _BPF_CTRL_SESSION_H

#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "registry.h"

/**
 * struct bpf_ctrl_map - a control map
 * @map: what all maps have
 * @entry: the control type, referenced
 * @net: the creator's network namespace, held passively: it may die before the
 *	map does; NULL for types that have nothing to do with one
 * @view: enum bpf_ctrl_view
 * @readonly: no update and no delete, through whatever fd
 * @writable: members that this map may set
 * @prefix: members within the map's value size
 * @prefix_end: where the last of them ends, bytes
 */
struct bpf_ctrl_map {
	struct bpf_map map;
	struct bpf_ctrl_entry *entry;
	struct net *net;
	enum bpf_ctrl_view view;
	bool readonly;
	u64 writable;
	u64 prefix;
	u32 prefix_end;
};

static inline struct bpf_ctrl_map *bpf_ctrl_map(struct bpf_map *map)
{
	return container_of(map, struct bpf_ctrl_map, map);
}

/*
 * Keys, values and objects are small as a rule: there is room for them on the
 * stack, and memory is allocated for larger ones only.  Nothing of either is read
 * before it was written, so that the room is __uninitialized where it is declared.
 */
static inline void *bpf_ctrl_room_take(void *room, size_t has, size_t size)
{
	if (size <= has)
		return room;
	return kvmalloc(size, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
}

static inline void bpf_ctrl_room_free(void *room, void *taken)
{
	if (taken != room)
		kvfree(taken);
}

/**
 * struct bpf_ctrl_session_room - where the buffers of a session are if they fit
 * @words: enough for an update of four values of 100 bytes and an object
 */
struct bpf_ctrl_session_room {
	u64 words[512 / sizeof(u64)];
};

/**
 * struct bpf_ctrl_session - work on objects of one map under one lock
 * @cmap: the map
 * @layout: of its control type
 * @net: referenced, or NULL
 * @object: the subsystem's, one at a time
 * @values: buffers, each of the full value size
 * @stride: bytes from one of them to the next
 * @room: where @object and @values are if they fit; of the caller
 * @call: what was asked so far
 */
struct bpf_ctrl_session {
	const struct bpf_ctrl_map *cmap;
	const struct bpf_ctrl_layout *layout;
	struct net *net;
	void *object;
	void *values;
	size_t stride;
	struct bpf_ctrl_session_room *room;
	struct bpf_ctrl_call call;
};

int bpf_ctrl_session_begin(struct bpf_ctrl_session *s,
			   const struct bpf_ctrl_map *cmap, u32 nr_values,
			   struct bpf_ctrl_session_room *room);
void bpf_ctrl_session_end(struct bpf_ctrl_session *s);
int bpf_ctrl_session_acquire(struct bpf_ctrl_session *s, const void *key);
void bpf_ctrl_session_release(struct bpf_ctrl_session *s);
int bpf_ctrl_session_permit_read(struct bpf_ctrl_session *s);
void *bpf_ctrl_session_value(struct bpf_ctrl_session *s, u32 i);
int bpf_ctrl_session_get(struct bpf_ctrl_session *s, enum bpf_ctrl_view view,
			 void *data, u64 *mask);
int bpf_ctrl_session_limits(struct bpf_ctrl_session *s,
			    const struct bpf_ctrl_change *change,
			    enum bpf_ctrl_view view, void *data, u64 *mask);
void bpf_ctrl_session_show(const struct bpf_ctrl_session *s, const void *data,
			   u64 mask, void *value);
int bpf_ctrl_session_acquire_next(struct bpf_ctrl_session *s, const void *key,
				  void *next);
int bpf_ctrl_session_read_object(struct bpf_ctrl_session *s, void *value);
int bpf_ctrl_session_read(struct bpf_ctrl_session *s, const void *key,
			  void *value);

#endif /* _BPF_CTRL_SESSION_H */
