// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to objects of a control map: bpf_ctrl_access_begin() takes a reference to the network
 * namespace, allocates memory for an object and values, and takes the subsystem's lock.  Then
 * objects are acquired and released, one at a time.
 */
#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <net/net_namespace.h>

#include "access.h"
#include "layout.h"
#include "syscall.h"
#include "value.h"

/* -ENODEV: the network namespace is gone; -EINTR: killed while waiting for the lock */
int bpf_ctrl_access_begin(struct bpf_ctrl_access *a, const struct bpf_map *map, u32 nr_values,
			  struct bpf_ctrl_room *room)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	const struct bpf_ctrl_ops *ops = cmap->entry->ops;
	size_t object_size = ALIGN(ops->object_size, sizeof(u64));
	size_t value_size = ALIGN(cmap->entry->layout->size, sizeof(u64));
	int err = -ENOMEM;
	u32 i;

	a->cmap = cmap;
	a->ops = ops;
	a->layout = cmap->entry->layout;
	a->net = cmap->net ? maybe_get_net(cmap->net) : NULL;
	a->call = (struct bpf_ctrl_call) {};
	if (cmap->net && !a->net)
		return -ENODEV;
	a->allocated = NULL;
	if (object_size + nr_values * value_size > sizeof(*room)) {
		a->allocated = kvmalloc(object_size + nr_values * value_size, GFP_KERNEL);
		if (!a->allocated)
			goto err_net;
	}
	a->object = a->allocated ?: room;
	for (i = 0; i < nr_values; i++)
		a->values[i] = a->object + object_size + i * value_size;
	err = ops->lock ? ops->lock(a->net) : 0;
	if (!err)
		return 0;

	kvfree(a->allocated);
err_net:
	if (a->net)
		put_net(a->net);
	return err;
}

void bpf_ctrl_access_end(struct bpf_ctrl_access *a)
{
	if (a->ops->unlock)
		a->ops->unlock(a->net);
	kvfree(a->allocated);
	if (a->net)
		put_net(a->net);
}

/* Returns 0; -ENODEV, -ENOENT or -EBADF: no such object; or as the subsystem. */
int bpf_ctrl_access_acquire(struct bpf_ctrl_access *a, const void *key)
{
	memset(a->object, 0, a->ops->object_size);
	return a->ops->acquire(a->net, key, a->object);
}

/*
 * Get a view of the object.  @change: adapt the limits to it; may be NULL.  @wanted: members
 * that are needed; the subsystem may leave out others.  @data: has the size of the value
 * struct.  @mask: set to the members that are filled in.
 */
int bpf_ctrl_access_get(struct bpf_ctrl_access *a, enum bpf_ctrl_view view,
			const struct bpf_ctrl_change *change, u64 wanted, void *data, u64 *mask)
{
	struct bpf_ctrl_value v = {
		.data = data, .wanted = wanted, .call = &a->call, .layout = a->layout,
	};
	int err;

	memset(data, 0, a->layout->size);
	err = a->ops->get(a->object, view, &v);
	if (err)
		return err;
	if (change && a->ops->limits)
		a->ops->limits(a->object, change, view, &v);
	*mask = v.mask;
	if (view != BPF_CTRL_CURRENT)
		*mask &= a->layout->writable;
	return 0;
}

/*
 * Convert a value of the map's view, with the members in @mask, to the map's value size and
 * give it its header.
 */
void bpf_ctrl_access_show(const struct bpf_ctrl_access *a, const void *data, u64 mask, void *value)
{
	const struct bpf_ctrl_map *cmap = a->cmap;
	struct bpf_ctrl_header header = { .mask = mask & cmap->prefix };

	memcpy(value, data, cmap->prefix_end);
	memset(value + cmap->prefix_end, 0, cmap->map.value_size - cmap->prefix_end);
	if (cmap->view == BPF_CTRL_CURRENT)
		header.etag = bpf_ctrl_etag(a->layout, cmap->prefix & a->layout->writable, data);
	memcpy(value, &header, sizeof(header));
}

/* Read the object of a key.  @value: kernel memory of the map's value size. */
int bpf_ctrl_access_read(struct bpf_ctrl_access *a, const void *key, void *value)
{
	u64 mask;
	int err;

	err = bpf_ctrl_access_acquire(a, key);
	if (err)
		return err;
	err = bpf_ctrl_access_permit_read(a);
	if (!err)
		err = bpf_ctrl_access_get(a, a->cmap->view, NULL, a->cmap->prefix,
					  a->values[0], &mask);
	bpf_ctrl_access_release(a);
	if (!err)
		bpf_ctrl_access_show(a, a->values[0], mask, value);
	return err;
}

/* BPF_MAP_LOOKUP_ELEM, between kernel memory of the map's key and value size. */
int bpf_ctrl_map_lookup(struct bpf_map *map, const void *key, void *value)
{
	struct bpf_ctrl_room room __uninitialized;
	struct bpf_ctrl_access a;
	int err;

	err = bpf_ctrl_access_begin(&a, map, 1, &room);
	if (err)
		return err;
	err = bpf_ctrl_access_read(&a, key, value);
	bpf_ctrl_access_end(&a);
	return err;
}
