// SPDX-License-Identifier: GPL-2.0-only
/*
 * What bpf() does with control maps: key and value are copied in and out, and the
 * reason of a failure is handed over.  Keys and values are small as a rule, so
 * that no operation allocates memory for them.
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
#define VALUE_ROOM	256

/* Where an operation's key and value are in kernel memory if they fit. */
struct copies_room {
	u64 key[KEY_ROOM / sizeof(u64)];
	u64 value[VALUE_ROOM / sizeof(u64)];
};

/**
 * struct ctrl_copies - an operation's key and value in kernel memory
 * @key: of the map's key size
 * @value: of the map's value size
 * @room: of the caller
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
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 *
 * Return: 0 or a negative errno, see bpf_ctrl_session_begin() and
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

/*
 * The reason is best effort: the errno of the operation is what counts. The
 * buffer is user memory also when a program makes the call, as all logs of bpf()
 * are: a program has no say over where the kernel writes in its own memory.
 */
static void give_reason(const union bpf_attr *attr,
			const struct bpf_ctrl_reason *reason)
{
	char __user *to = u64_to_user_ptr(attr->ctrl_log_buf);
	size_t len = strlen(reason->text) + 1;

	if (!attr->ctrl_log_size)
		return;
	if (len > attr->ctrl_log_size) {
		len = attr->ctrl_log_size - 1;
		if (put_user('\0', to + len))
			return;
	}
	if (copy_to_user(to, reason->text, len))
		return;
}

/**
 * bpf_ctrl_map_update_user() - BPF_MAP_UPDATE_ELEM
 * @map: a control map
 * @ukey: memory of the map's key size
 * @uvalue: memory of the map's value size
 * @attr: flags and where the reason of a failure goes
 *
 * Return: 0; -EFAULT; or a negative errno as from bpf_ctrl_update().
 */
int bpf_ctrl_map_update_user(struct bpf_map *map, bpfptr_t ukey,
			     bpfptr_t uvalue, const union bpf_attr *attr)
{
	struct bpf_ctrl_reason reason __uninitialized;
	struct copies_room room __uninitialized;
	struct ctrl_copies c;
	int err;

	err = copies_alloc(&c, map, &room);
	if (err)
		return err;
	bpf_ctrl_reason_init(&reason);
	if (copy_from_bpfptr(c.key, ukey, map->key_size) ||
	    copy_from_bpfptr(c.value, uvalue, map->value_size))
		err = -EFAULT;
	if (!err)
		err = bpf_ctrl_update(map, c.key, c.value, attr->flags, &reason);
	give_reason(attr, &reason);
	copies_free(&c);
	return err;
}

/**
 * bpf_ctrl_map_delete() - BPF_MAP_DELETE_ELEM: reset to the defaults
 * @map: a control map
 * @key: kernel memory
 * @attr: where the reason of a failure goes
 *
 * Return: 0 or a negative errno as from bpf_ctrl_delete(), nothing changed.
 */
int bpf_ctrl_map_delete(struct bpf_map *map, const void *key,
			const union bpf_attr *attr)
{
	struct bpf_ctrl_reason reason __uninitialized;
	int err;

	bpf_ctrl_reason_init(&reason);
	err = bpf_ctrl_delete(map, key, NULL, &reason);
	give_reason(attr, &reason);
	return err;
}

/**
 * bpf_ctrl_map_lookup_and_delete() - BPF_MAP_LOOKUP_AND_DELETE_ELEM
 * @map: a control map
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 * @uvalue: user memory of that size that the caller copies @value to
 *
 * A lookup and a delete as one: what counts by itself is neither lost nor told
 * twice.  So @uvalue is tried first.
 *
 * Return: 0; -EFAULT; or a negative errno as from bpf_ctrl_delete(), nothing
 * changed.
 */
int bpf_ctrl_map_lookup_and_delete(struct bpf_map *map, const void *key,
				   void *value, void __user *uvalue)
{
	if (fault_in_safe_writeable(uvalue, map->value_size))
		return -EFAULT;
	return bpf_ctrl_delete(map, key, value, NULL);
}
