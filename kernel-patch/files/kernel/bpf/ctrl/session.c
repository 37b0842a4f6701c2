// SPDX-License-Identifier: GPL-2.0-only
/*
 * Work on the objects of a control map: its network namespace, buffers, the
 * subsystem's lock and the object, taken and given back in this order.
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
 * bpf_ctrl_session_begin() - get ready to work on objects of a map
 * @s: filled in on success; for bpf_ctrl_session_end()
 * @cmap: the map
 * @nr_values: how many values of full size the caller needs
 * @room: lives as long as the session
 *
 * Return: 0; -ENODEV: the network namespace is gone; -ENOMEM; -EINTR.
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
 * bpf_ctrl_session_end() - the inverse of bpf_ctrl_session_begin()
 * @s: the session
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
 * bpf_ctrl_session_acquire() - take the object of a key
 * @s: a session that has no object now
 * @key: kernel memory
 *
 * Return: 0; -ENODEV, -ENOENT or -EBADF: no such object; or what else the
 * subsystem says.
 */
int bpf_ctrl_session_acquire(struct bpf_ctrl_session *s, const void *key)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	memset(s->object, 0, ops->object_size);
	return ops->acquire(s->net, key, s->object);
}

/**
 * bpf_ctrl_session_release() - the inverse of bpf_ctrl_session_acquire()
 * @s: a session with an object
 */
void bpf_ctrl_session_release(struct bpf_ctrl_session *s)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	if (ops->release)
		ops->release(s->object);
}

/**
 * bpf_ctrl_session_permit_read() - whether the caller may see the object
 * @s: a session with an object
 *
 * Return: 0, or what the subsystem says.
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
		/* bpf_capable(), without a line in the log for a read that succeeds */
		call->bpf_capable = ns_capable_noaudit(&init_user_ns, CAP_BPF) ||
				    ns_capable_noaudit(&init_user_ns,
						       CAP_SYS_ADMIN);
		call->bpf_capable_known = true;
	}
	return call->bpf_capable;
}
EXPORT_SYMBOL_GPL(bpf_ctrl_bpf_capable);

/**
 * bpf_ctrl_session_value() - one of the session's buffers
 * @s: the session
 * @i: below the number that bpf_ctrl_session_begin() was told
 *
 * Return: room for a value of full size.
 */
void *bpf_ctrl_session_value(struct bpf_ctrl_session *s, u32 i)
{
	return s->values + i * s->stride;
}

/**
 * bpf_ctrl_session_get() - ask the subsystem for one view of the object
 * @s: a session with an object
 * @view: which
 * @data: room for a value of full size
 * @mask: set to the members that the view has an answer for
 *
 * Return: 0, or what the subsystem says.
 */
int bpf_ctrl_session_get(struct bpf_ctrl_session *s, enum bpf_ctrl_view view,
			 void *data, u64 *mask)
{
	return bpf_ctrl_session_limits(s, NULL, view, data, mask);
}

/**
 * bpf_ctrl_session_limits() - ask the subsystem for a view, as it is for a change
 * @s: a session with an object
 * @change: what is asked for; NULL: nothing
 * @view: which
 * @data: room for a value of full size
 * @mask: set to the members that the view has an answer for
 *
 * Return: 0, or what the subsystem says.
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
 * bpf_ctrl_session_show() - a value, as the map shows it
 * @s: a session
 * @data: a value of full size, of the map's view; may be @value itself
 * @mask: the members that it has an answer for
 * @value: kernel memory of the map's value size
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
 * bpf_ctrl_session_acquire_next() - take the object behind a key
 * @s: a session that has no object now, of a type that has acquire_next()
 * @key: kernel memory; NULL: take the first object
 * @next: kernel memory, set to the key that was found
 *
 * Return: 0; -ENOENT: no more; or what else the subsystem says.
 */
int bpf_ctrl_session_acquire_next(struct bpf_ctrl_session *s, const void *key,
				  void *next)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;

	memset(s->object, 0, ops->object_size);
	return ops->acquire_next(s->net, key, next, s->object);
}

/**
 * bpf_ctrl_session_read_object() - read the object, and give it back
 * @s: a session with an object and one value
 * @value: kernel memory of the map's value size
 *
 * Return: 0, or what the subsystem says.
 */
int bpf_ctrl_session_read_object(struct bpf_ctrl_session *s, void *value)
{
	void *data = value;
	u64 mask;
	int err;

	/* in a batch of odd sizes a value may be anywhere */
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
 * bpf_ctrl_session_read() - one object's value, as the map shows it
 * @s: a session with one value
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 *
 * Return: 0, or what the subsystem says: -ENODEV, -ENOENT or -EBADF for no such
 * object.
 */
int bpf_ctrl_session_read(struct bpf_ctrl_session *s, const void *key,
			  void *value)
{
	int err;

	err = bpf_ctrl_session_acquire(s, key);
	return err ?: bpf_ctrl_session_read_object(s, value);
}
