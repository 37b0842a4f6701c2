// SPDX-License-Identifier: GPL-2.0-only
/*
 * A session is the time in which an operation on a control map has access to objects
 * of the subsystem.  bpf_ctrl_session_begin() takes a reference to the network
 * namespace, allocates the buffers and takes the subsystem's lock.  Then objects are
 * acquired and released, one at a time.
 */
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/export.h>
#include <linux/string.h>
#include <net/net_namespace.h>

#include "layout.h"
#include "session.h"
#include "value.h"

/**
 * bpf_ctrl_session_begin() - begin a session
 * @s: filled in on success; ended with bpf_ctrl_session_end()
 * @cmap: the map
 * @nr_values: number of value buffers that the caller needs
 * @room: stack memory of the caller, valid until the end of the session
 *
 * Return: 0; -ENODEV: the network namespace is gone; -ENOMEM; -EINTR: killed while
 * waiting for the lock.
 */
int bpf_ctrl_session_begin(struct bpf_ctrl_session *s,
			   const struct bpf_ctrl_map *cmap, u32 nr_values,
			   struct bpf_ctrl_session_room *room)
{
	const struct bpf_ctrl_ops *ops = cmap->entry->ops;
	size_t object_size = ALIGN(ops->object_size, sizeof(u64));
	int err = 0;

	s->cmap = cmap;
	s->layout = cmap->entry->layout;
	s->stride = ALIGN(s->layout->size, sizeof(u64));
	s->net = NULL;
	s->call = (struct bpf_ctrl_call) {};
	if (cmap->net) {
		s->net = maybe_get_net(cmap->net);
		if (!s->net)
			return -ENODEV;
	}
	s->room = room;
	s->object = bpf_ctrl_room_take(room, sizeof(*room),
				       object_size + nr_values * s->stride);
	if (!s->object) {
		err = -ENOMEM;
		goto err_net;
	}
	s->values = s->object + object_size;
	if (ops->lock)
		err = ops->lock(s->net);
	if (!err)
		return 0;

	bpf_ctrl_room_free(s->room, s->object);
err_net:
	if (s->net)
		put_net(s->net);
	return err;
}

/**
 * bpf_ctrl_session_end() - end a session
 * @s: a session without an object
 */
void bpf_ctrl_session_end(struct bpf_ctrl_session *s)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	if (ops->unlock)
		ops->unlock(s->net);
	bpf_ctrl_room_free(s->room, s->object);
	if (s->net)
		put_net(s->net);
}

/**
 * bpf_ctrl_session_acquire() - acquire the object of a key
 * @s: a session without an object
 * @key: kernel memory of the map's key size
 *
 * Return: 0; -ENODEV, -ENOENT or -EBADF: no such object; or another error of the
 * subsystem.
 */
int bpf_ctrl_session_acquire(struct bpf_ctrl_session *s, const void *key)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	memset(s->object, 0, ops->object_size);
	return ops->acquire(s->net, key, s->object);
}

/**
 * bpf_ctrl_session_release() - release the object
 * @s: a session with an object
 */
void bpf_ctrl_session_release(struct bpf_ctrl_session *s)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	if (ops->release)
		ops->release(s->object);
}

/**
 * bpf_ctrl_session_permit_read() - check whether the caller may read the object
 * @s: a session with an object
 *
 * Return: 0, or an error of the subsystem.
 */
int bpf_ctrl_session_permit_read(struct bpf_ctrl_session *s)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	return ops->permit_read ? ops->permit_read(s->object) : 0;
}

bool bpf_ctrl_bpf_capable(struct bpf_ctrl_value *value)
{
	struct bpf_ctrl_call *call = value->call;

	if (!call->bpf_capable_known) {
		/* as bpf_capable(), without audit: the read succeeds either way */
		call->bpf_capable = ns_capable_noaudit(&init_user_ns, CAP_BPF) ||
				    ns_capable_noaudit(&init_user_ns,
						       CAP_SYS_ADMIN);
		call->bpf_capable_known = true;
	}
	return call->bpf_capable;
}
EXPORT_SYMBOL_GPL(bpf_ctrl_bpf_capable);

/**
 * bpf_ctrl_session_value() - get a value buffer of the session
 * @s: the session
 * @i: index, less than nr_values of bpf_ctrl_session_begin()
 *
 * Return: a buffer of the size of the value struct, not initialized.
 */
void *bpf_ctrl_session_value(struct bpf_ctrl_session *s, u32 i)
{
	return s->values + i * s->stride;
}

/**
 * bpf_ctrl_session_get() - get a view of the object from the subsystem
 * @s: a session with an object
 * @view: the view
 * @data: buffer of the size of the value struct, filled in
 * @mask: set to the members that the subsystem has filled in
 *
 * Return: 0, or an error of the subsystem.
 */
int bpf_ctrl_session_get(struct bpf_ctrl_session *s, enum bpf_ctrl_view view,
			 void *data, u64 *mask)
{
	return bpf_ctrl_session_limits(s, NULL, view, data, mask);
}

/**
 * bpf_ctrl_session_limits() - get the limits that apply to a change
 * @s: a session with an object
 * @change: the change; NULL: as bpf_ctrl_session_get()
 * @view: BPF_CTRL_MIN or BPF_CTRL_MAX; any view if @change is NULL
 * @data: buffer of the size of the value struct, filled in
 * @mask: set to the members that the subsystem has filled in
 *
 * Return: 0, or an error of the subsystem.
 */
int bpf_ctrl_session_limits(struct bpf_ctrl_session *s,
			    const struct bpf_ctrl_change *change,
			    enum bpf_ctrl_view view, void *data, u64 *mask)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;
	struct bpf_ctrl_value v = {
		.data = data, .layout = s->layout,
		.slots = s->layout->slots, .nr_slots = s->layout->size,
		.call = &s->call,
	};
	int err;

	memset(data, 0, s->layout->size);
	err = ops->get(s->object, view, &v);
	if (err)
		return err;
	if (change && ops->limits)
		ops->limits(s->object, change, view, &v);
	*mask = v.mask & ~BPF_CTRL_HEADER_MASK;
	if (view != BPF_CTRL_CURRENT)
		*mask &= s->layout->writable;
	return 0;
}

/**
 * bpf_ctrl_session_show() - convert a value to the map's value size, with its header
 * @s: a session
 * @data: value of the size of the value struct, of the map's view; may be @value
 * @mask: members that are valid in @data
 * @value: kernel memory of the map's value size, filled in
 */
void bpf_ctrl_session_show(const struct bpf_ctrl_session *s, const void *data,
			   u64 mask, void *value)
{
	const struct bpf_ctrl_map *cmap = s->cmap;
	struct bpf_ctrl_header header = { .mask = mask & cmap->prefix };

	if (value != data)
		memcpy(value, data, cmap->prefix_end);
	memset(value + cmap->prefix_end, 0,
	       cmap->map.value_size - cmap->prefix_end);
	if (cmap->view == BPF_CTRL_CURRENT)
		header.etag = bpf_ctrl_etag(s->layout, cmap->prefix &
					    s->layout->writable, data);
	memcpy(value, &header, sizeof(header));
}

/**
 * bpf_ctrl_session_acquire_next() - acquire the object after a key
 * @s: a session without an object, of a control type that has acquire_next()
 * @key: kernel memory of the map's key size; NULL: acquire the first object
 * @next: kernel memory of the map's key size, set to the key of the object
 *
 * Return: 0; -ENOENT: there are no more objects; or another error of the subsystem.
 */
int bpf_ctrl_session_acquire_next(struct bpf_ctrl_session *s, const void *key,
				  void *next)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	memset(s->object, 0, ops->object_size);
	return ops->acquire_next(s->net, key, next, s->object);
}

/**
 * bpf_ctrl_session_read_object() - read the object and release it
 * @s: a session with an object and at least one value buffer
 * @value: kernel memory of the map's value size, filled in on success
 *
 * Return: 0, or an error of the subsystem.  The object is released in any case.
 */
int bpf_ctrl_session_read_object(struct bpf_ctrl_session *s, void *value)
{
	void *data = value;
	u64 mask;
	int err;

	/* in a batch, @value is not aligned if the value size is odd */
	if (s->cmap->map.value_size < s->layout->size ||
	    !IS_ALIGNED((unsigned long)value, sizeof(u64)))
		data = bpf_ctrl_session_value(s, 0);
	err = bpf_ctrl_session_permit_read(s);
	if (!err)
		err = bpf_ctrl_session_get(s, s->cmap->view, data, &mask);
	bpf_ctrl_session_release(s);
	if (!err)
		bpf_ctrl_session_show(s, data, mask, value);
	return err;
}

/**
 * bpf_ctrl_session_read() - read the object of a key
 * @s: a session without an object, with at least one value buffer
 * @key: kernel memory of the map's key size
 * @value: kernel memory of the map's value size, filled in on success
 *
 * Return: 0; or a negative errno as from bpf_ctrl_session_acquire() and
 * bpf_ctrl_session_read_object().
 */
int bpf_ctrl_session_read(struct bpf_ctrl_session *s, const void *key,
			  void *value)
{
	int err;

	err = bpf_ctrl_session_acquire(s, key);
	return err ?: bpf_ctrl_session_read_object(s, value);
}
