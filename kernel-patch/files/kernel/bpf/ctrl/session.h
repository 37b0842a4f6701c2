/* SPDX-License-Identifier: GPL-2.0-only */
/* A control map, and sessions: access to its objects under the subsystem's lock. */
#ifndef _BPF_CTRL_SESSION_H
#define _BPF_CTRL_SESSION_H

#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "registry.h"

/**
 * struct bpf_ctrl_map - a control map
 * @map: common part of all maps
 * @entry: the control type, referenced
 * @net: network namespace of the creator, with a passive reference: it may be
 *	dismantled before the map is freed; NULL: the control type is not per netns
 * @view: the view, fixed at creation
 * @readonly: update and delete are not permitted, whatever the mode of the fd
 * @writable: members that can be set through this map
 * @prefix: members that fit into the map's value size
 * @prefix_end: offset of the end of the last of them, in bytes
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
 * Return a buffer of @size bytes: @room, memory of @has bytes on the caller's stack,
 * if it is large enough, or else allocated memory.  Most keys, values and objects fit
 * on the stack.  The buffer is written before it is read, so @room is declared
 * __uninitialized.  NULL: no memory.
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
 * struct bpf_ctrl_session_room - stack memory for the buffers of a session
 * @words: fits an object and the four values of an update, up to 100 bytes each
 */
struct bpf_ctrl_session_room {
	u64 words[512 / sizeof(u64)];
};

/**
 * struct bpf_ctrl_session - access to objects of a map under the subsystem's lock
 * @cmap: the map
 * @layout: layout of its control type
 * @net: the network namespace, referenced; NULL: the control type is not per netns
 * @object: the current object, memory for the subsystem
 * @values: value buffers, each of the size of the value struct
 * @stride: offset from one value buffer to the next, in bytes
 * @room: stack memory of the caller, used for @object and @values if they fit
 * @call: state of the system call, shared with the subsystem
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
