/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * libctrl: create.c, map.c, set.c. Maps of attributes, and the kernel behind them. To be included
 * through ctrl.h.
 */
#ifndef CTRL_MAP_H
#define CTRL_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl_error.h"
#include "ctrl_type.h"

#ifdef __cplusplus
extern "C" {
#endif

struct btf;
struct ctrl_host_type;
struct ctrl_pool;
struct ctrl_source;

/* create.c, map.c, kernel/, host/ */

/** enum ctrl_view - which question a lookup answers; enum bpf_ctrl_view */
enum ctrl_view {
	CTRL_VIEW_CURRENT,
	CTRL_VIEW_MIN,
	CTRL_VIEW_MAX,
	CTRL_VIEW_DEFAULT,
	CTRL_VIEWS,
};

/**
 * ctrl_view__word() - the name of a view
 * @view: the view
 *
 * Return: "current", "min", "max" or "default".
 */
const char *ctrl_view__word(enum ctrl_view view);

/**
 * ctrl_view__of_word() - the view of a name
 * @word: of the user
 *
 * Return: the view; CTRL_VIEWS: none is called so.
 */
enum ctrl_view ctrl_view__of_word(const char *word);

/**
 * struct ctrl_map - an open map of attributes and what its BTF says
 * @source: who answers: a control map of the kernel or, where the kernel has none,
 *	the interfaces that it has instead
 * @fd: file descriptor of the control map, owned; -1: there is none
 * @id: of the control map, or 0
 * @control_type: number of its control type
 * @view: enum ctrl_view
 * @key_size: bytes
 * @value_size: bytes
 * @btf_id: of the BTF that the kernel made, or 0
 * @netns_dev: device of the file of the network namespace that it answers for; 0:
 *	as @netns_ino, or the kernel does not tell it
 * @netns_ino: inode of that file; 0: no namespace matters, or it is gone
 * @btf: owned
 * @key: parts of the key
 * @value: the attributes
 * @pool: where maps of the other views are taken from; NULL: they are created
 * @users: of a map in a pool: the pool and those who have it open; else 0
 * @wanted: of a map that is no control map: ctrl_map__want()
 * @read_only: of a map that is no control map: it can never set anything
 * @host: the library's own, of a map that is no control map
 */
struct ctrl_map {
	const struct ctrl_source *source;
	int fd;
	__u32 id;
	__u32 control_type;
	enum ctrl_view view;
	__u32 key_size;
	__u32 value_size;
	__u32 btf_id;
	__u64 netns_dev;
	__u64 netns_ino;
	struct btf *btf;
	struct ctrl_type key;
	struct ctrl_type value;
	struct ctrl_pool *pool;
	__u32 users;
	__u64 wanted;
	bool read_only;
	const struct ctrl_host_type *host;
};

#define CTRL_TYPE_DIRECTORY	0
#define CTRL_TYPE_XDP		1
#define CTRL_TYPE_PROG_STATS_BY_FD	2
#define CTRL_TYPE_SOCK		3
#define CTRL_TYPE_PROG_STATS		4	/* by id */
#define CTRL_TYPE_PROG_CPU_STATS	5	/* by id, on one CPU */
#define CTRL_TYPE_XDP_STATS	6
#define CTRL_TYPE_XDP_QUEUE	7

/**
 * ctrl_map__create() - create a map and read its BTF
 * @control_type: number of the control type
 * @view: enum ctrl_view
 * @read_only: needs no privilege where the type is public
 * @out: on success a map for ctrl_map__close()
 * @err: on failure
 *
 * A control map, if the kernel has them. If not, the attributes that are known here
 * are read and set through the interfaces that have them: bpf_prog_info, rtnetlink,
 * ethtool, sysfs, socket options. The environment variable CTRL_SOURCE, "kernel" or
 * "host", allows that source alone, for comparing them.
 *
 * Return: 0 or a negative errno.
 */
int ctrl_map__create(__u32 control_type, enum ctrl_view view, bool read_only,
		     struct ctrl_map **out, struct ctrl_error *err);

/**
 * ctrl_map__from_fd() - use a control map that exists
 * @fd: owned by the map on success, by the caller on failure
 * @out: on success a map for ctrl_map__close()
 * @err: on failure; -EINVAL: not a control map
 *
 * Return: 0 or a negative errno.
 */
int ctrl_map__from_fd(int fd, struct ctrl_map **out, struct ctrl_error *err);

/**
 * ctrl_map__close() - close a map and free what belongs to it
 * @map: may be NULL; one of a pool is given back to it
 */
void ctrl_map__close(struct ctrl_map *map);

/**
 * ctrl_map__source() - who answers for a map
 * @map: the map
 *
 * Return: "kernel": a control map; "host": the interfaces that a kernel without
 * control maps has.
 */
const char *ctrl_map__source(const struct ctrl_map *map);

/**
 * ctrl_map__is_host() - whether a map is not a control map of the kernel
 * @map: the map
 */
bool ctrl_map__is_host(const struct ctrl_map *map);

/**
 * ctrl_map__want() - say which attributes are needed
 * @map: the map
 * @members: bit i: member i of the struct; 0: all, as at first
 *
 * Without control maps an attribute may take system calls of its own. One that is not
 * among @members may be left out by lookups from now on.
 */
void ctrl_map__want(struct ctrl_map *map, __u64 members);

/**
 * ctrl_map__find() - an attribute of a map's objects by its path
 * @map: the map
 * @path: as for ctrl_type__find()
 * @out: filled in on success
 * @err: on failure, as from ctrl_type__find(), and with the attributes that there
 *	are where others need a kernel with control maps
 *
 * Return: 0; -ENOENT: no such attribute; -ENOMEM.
 */
int ctrl_map__find(const struct ctrl_map *map, const char *path,
		   struct ctrl_member *out, struct ctrl_error *err);

/**
 * ctrl_map__lookup() - read the attributes of an object
 * @map: the map
 * @key: of key_size bytes
 * @value: of value_size bytes, filled in on success
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int ctrl_map__lookup(const struct ctrl_map *map, const void *key, void *value,
		     struct ctrl_error *err);

/**
 * ctrl_map__lookup_view() - what another view says of an object
 * @map: says which control type, and where the objects are
 * @view: of which a map is created, or taken from the map's pool
 * @key: of key_size bytes
 * @value: on success allocated, with room for the attributes of @map; to be freed
 * @err: on failure; -EOPNOTSUPP: the objects of @map are in another network
 *	namespace, which no map can be created for from here
 *
 * Return: 0 or a negative errno.
 */
int ctrl_map__lookup_view(const struct ctrl_map *map, enum ctrl_view view,
			  const void *key, void **value, struct ctrl_error *err);

#define CTRL_UPDATE_DRY_RUN	(1U << 8)	/* BPF_F_CTRL_DRY_RUN */
#define CTRL_SET_AS_READ	(1ULL << 63)	/* of ctrl_map__set() alone */

/**
 * ctrl_map__update() - change attributes of an object
 * @map: the map
 * @key: of key_size bytes
 * @value: of value_size bytes, with mask and etag
 * @flags: 0 or CTRL_UPDATE_DRY_RUN
 * @err: on failure, with the kernel's reason
 *
 * Return: 0 or a negative errno, nothing changed.
 */
int ctrl_map__update(const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err);

/**
 * ctrl_map__reset() - set all attributes of an object to their defaults
 * @map: the map
 * @key: of key_size bytes
 * @err: on failure, with the kernel's reason
 *
 * Return: 0 or a negative errno, nothing changed.
 */
int ctrl_map__reset(const struct ctrl_map *map, const void *key,
		    struct ctrl_error *err);

/**
 * ctrl_map__lookup_and_reset() - read the attributes of an object, and reset them
 * @map: the map, writable
 * @key: of key_size bytes
 * @value: of value_size bytes, filled in on success with what was there before
 * @err: on failure
 *
 * One step for the kernel: of a counter, nothing is lost between the two.
 *
 * Return: 0 or a negative errno, nothing changed; -EOPNOTSUPP: the control type
 * cannot do it in one step.
 */
int ctrl_map__lookup_and_reset(const struct ctrl_map *map, const void *key,
			       void *value, struct ctrl_error *err);

/**
 * ctrl_map__lookup_all() - read the attributes of all objects
 * @map: the map
 * @keys: on success an array of key_size bytes each; to be freed
 * @values: on success an array of value_size bytes each; to be freed
 * @n: on success the number of both
 * @err: on failure; -EOPNOTSUPP: the objects cannot be enumerated
 *
 * One system call for up to 1,024 objects; one for each object where the kernel
 * has no batch operation on the map.
 *
 * Return: 0 or a negative errno.
 */
int ctrl_map__lookup_all(const struct ctrl_map *map, void **keys, void **values,
			 __u32 *n, struct ctrl_error *err);

/**
 * ctrl_value__mask() - the header's mask
 * @value: as from a lookup
 *
 * Return: bit i: member i of the struct.
 */
__u64 ctrl_value__mask(const void *value);

/**
 * ctrl_value__has() - whether an object supports a member
 * @value: as from a lookup
 * @member: of the map's value
 *
 * Return: false: the member is unsupported, which is not the same as 0.
 */
bool ctrl_value__has(const void *value, const struct ctrl_member *member);

/* set.c, views.c */

/**
 * struct ctrl_pair - an attribute and what to set it to
 * @attribute: path of a member
 * @value: word for it; min, max or default: what these views say; NULL in a
 *	reset
 */
struct ctrl_pair {
	const char *attribute;
	const char *value;
};

/**
 * struct ctrl_change - what a set or a reset did, or would have done
 * @before: value before; owned
 * @after: value after; owned
 * @changed: bit i: member i differs
 * @unread: errno, positive: the change was made, but what is there now could not
 *	be read, as when the object has gone since; then @after is as @before, and
 *	@changed is 0. Else 0
 * @unasked: a dry run that was judged by the rules that are known here alone, since
 *	without control maps there is nobody to ask
 */
struct ctrl_change {
	void *before;
	void *after;
	__u64 changed;
	int unread;
	bool unasked;
};

/**
 * ctrl_change__deinit() - free the values
 * @change: zeroed, or filled in
 */
void ctrl_change__deinit(struct ctrl_change *change);

/**
 * ctrl_map__set() - set attributes of an object, all or none
 * @map: of the CURRENT view, writable
 * @key: of key_size bytes
 * @pairs: what to set; at least one
 * @n: number of @pairs
 * @flags: 0, CTRL_UPDATE_DRY_RUN, CTRL_SET_AS_READ or both
 * @change: filled in on success, for ctrl_change__deinit()
 * @err: on failure
 *
 * Every word is judged before the kernel is asked. A whole member is set without
 * an etag, for the mask keeps it from touching others. Parts of a member are set
 * with one, and so is all with CTRL_SET_AS_READ, after which @change->before is what
 * the change has replaced: when others change something meanwhile, all is read and
 * set again, a bounded number of times.
 *
 * Return: 0 or a negative errno, nothing changed. Of -EAGAIN the fault tells
 * whether it was too many times (CTRL_FAULT_BUSY), or is the kernel's own refusal.
 */
int ctrl_map__set(const struct ctrl_map *map, const void *key,
		  const struct ctrl_pair *pairs, size_t n, __u64 flags,
		  struct ctrl_change *change, struct ctrl_error *err);

/**
 * ctrl_map__imagine() - what a set would make of an object, by its words alone
 * @map: of the CURRENT view; read-only is enough
 * @key: of key_size bytes
 * @pairs: as for ctrl_map__set()
 * @n: number of @pairs
 * @change: filled in on success, for ctrl_change__deinit(); its @changed has the
 *	members in which the object is not as the words say
 * @err: on failure; CTRL_FAULT_UNSUPPORTED: the object lacks one of them
 *
 * The words are judged as for a set. Whether it would be made nobody is asked.
 *
 * Return: 0 or a negative errno.
 */
int ctrl_map__imagine(const struct ctrl_map *map, const void *key,
		      const struct ctrl_pair *pairs, size_t n,
		      struct ctrl_change *change, struct ctrl_error *err);

/**
 * ctrl_map__put_back() - set members to what they were
 * @map: as for ctrl_map__set()
 * @key: of key_size bytes
 * @before: value from an earlier lookup
 * @members: bit i: member i of the struct; 0: nothing is to be done
 * @err: on failure, with the kernel's reason
 *
 * Return: 0 or a negative errno, nothing changed.
 */
int ctrl_map__put_back(const struct ctrl_map *map, const void *key,
		       const void *before, __u64 members, struct ctrl_error *err);

/**
 * ctrl_map__reset_some() - set attributes of an object to their defaults
 * @map: as for ctrl_map__set()
 * @key: of key_size bytes
 * @pairs: the attributes; their values are ignored
 * @n: number of @pairs; 0: all that have a default
 * @change: filled in on success, for ctrl_change__deinit()
 * @err: on failure
 *
 * Return: 0 or a negative errno, nothing changed.
 */
int ctrl_map__reset_some(const struct ctrl_map *map, const void *key,
			 const struct ctrl_pair *pairs, size_t n,
			 struct ctrl_change *change, struct ctrl_error *err);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_MAP_H */
