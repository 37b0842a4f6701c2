// SPDX-License-Identifier: GPL-2.0-only
/*
 * The operations on control maps that are called by bpf(): copy key and value from
 * and to user space.  Keys and values that are small, as most are, are kept on the stack.
 */
#include <linux/bpf.h>
#include <linux/pagemap.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "reason.h"
#include "request.h"
#include "session.h"
#include "syscall.h"

#define KEY_ROOM	32	/* bytes */
#define VALUE_ROOM	256	/* bytes */

/**
 * struct copies_room - stack memory for a key and a value
 * @key: used if the map's key size is at most KEY_ROOM
 * @value: used if the map's value size is at most VALUE_ROOM
 */
struct copies_room {
	u64 key[KEY_ROOM / sizeof(u64)];
	u64 value[VALUE_ROOM / sizeof(u64)];
};

/**
 * struct ctrl_copies - copies of a key and a value in kernel memory
 * @key: has the map's key size
 * @value: has the map's value size
 * @room: stack memory of the caller
 */
struct ctrl_copies {
	void *key;
	void *value;
	struct copies_room *room;
};

static void copies_free(struct ctrl_copies *c)
{
	bpf_ctrl_room_free(c->room->value, c->value);
	bpf_ctrl_room_free(c->room->key, c->key);
}

static int copies_alloc(struct ctrl_copies *c, const struct bpf_map *map,
			struct copies_room *room)
{
	c->room = room;
	c->key = bpf_ctrl_room_take(room->key, sizeof(room->key),
				    map->key_size);
	c->value = bpf_ctrl_room_take(room->value, sizeof(room->value),
				      map->value_size);
	if (c->key && c->value)
		return 0;
	copies_free(c);
	return -ENOMEM;
}

/**
 * bpf_ctrl_map_lookup() - BPF_MAP_LOOKUP_ELEM into kernel memory
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @value: kernel memory of the map's value size, filled in on success
 *
 * Return: 0; or a negative errno as from bpf_ctrl_session_begin() and
 * bpf_ctrl_session_read().
 */
int bpf_ctrl_map_lookup(struct bpf_map *map, const void *key, void *value)
{
	struct bpf_ctrl_session_room room __uninitialized;
	struct bpf_ctrl_session s;
	int err;

	err = bpf_ctrl_session_begin(&s, bpf_ctrl_map(map), 1, &room);
	if (err)
		return err;
	err = bpf_ctrl_session_read(&s, key, value);
	bpf_ctrl_session_end(&s);
	return err;
}

/**
 * bpf_ctrl_map_lookup_user() - BPF_MAP_LOOKUP_ELEM
 * @map: a control map
 * @ukey: user memory of the map's key size
 * @uvalue: user memory of the map's value size
 *
 * Return: 0; -EFAULT; or a negative errno as from bpf_ctrl_map_lookup().
 */
int bpf_ctrl_map_lookup_user(struct bpf_map *map, const void __user *ukey,
			     void __user *uvalue)
{
	struct copies_room room __uninitialized;
	struct ctrl_copies c;
	int err;

	err = copies_alloc(&c, map, &room);
	if (err)
		return err;
	if (copy_from_user(c.key, ukey, map->key_size))
		err = -EFAULT;
	if (!err)
		err = bpf_ctrl_map_lookup(map, c.key, c.value);
	if (!err && copy_to_user(uvalue, c.value, map->value_size))
		err = -EFAULT;
	copies_free(&c);
	return err;
}

/**
 * bpf_ctrl_map_update_user() - BPF_MAP_UPDATE_ELEM
 * @map: a control map
 * @ukey: user or kernel memory of the map's key size
 * @uvalue: user or kernel memory of the map's value size
 * @flags: BPF_EXIST and BPF_F_CTRL_DRY_RUN
 * @reason: initialized, filled in on failure; may be NULL
 *
 * Return: 0; -EFAULT; or a negative errno as from bpf_ctrl_update().
 */
int bpf_ctrl_map_update_user(struct bpf_map *map, bpfptr_t ukey,
			     bpfptr_t uvalue, u64 flags,
			     struct bpf_ctrl_reason *reason)
{
	struct copies_room room __uninitialized;
	struct ctrl_copies c;
	int err;

	err = copies_alloc(&c, map, &room);
	if (err)
		return err;
	if (copy_from_bpfptr(c.key, ukey, map->key_size) ||
	    copy_from_bpfptr(c.value, uvalue, map->value_size))
		err = -EFAULT;
	if (!err)
		err = bpf_ctrl_update(map, c.key, c.value, flags, reason);
	copies_free(&c);
	return err;
}

/**
 * bpf_ctrl_map_delete() - BPF_MAP_DELETE_ELEM: reset to the defaults
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @reason: initialized, filled in on failure; may be NULL
 *
 * Return: 0; or a negative errno as from bpf_ctrl_delete(), then nothing was changed.
 */
int bpf_ctrl_map_delete(struct bpf_map *map, const void *key,
			struct bpf_ctrl_reason *reason)
{
	return bpf_ctrl_delete(map, key, NULL, reason);
}

/**
 * bpf_ctrl_map_lookup_and_delete() - BPF_MAP_LOOKUP_AND_DELETE_ELEM
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @value: kernel memory of the map's value size, set to the value before the reset
 * @uvalue: user memory of the map's value size; the caller copies @value to it
 *
 * Counters are read and reset under one lock, so that no event is lost or counted
 * twice.  The values would be lost if @uvalue turned out not to be writable after
 * the reset, so this is checked before.
 *
 * Return: 0; -EFAULT; or a negative errno as from bpf_ctrl_delete().  On failure
 * nothing was changed.
 */
int bpf_ctrl_map_lookup_and_delete(struct bpf_map *map, const void *key,
				   void *value, void __user *uvalue)
{
	if (fault_in_safe_writeable(uvalue, map->value_size))
		return -EFAULT;
	return bpf_ctrl_delete(map, key, value, NULL);
}
