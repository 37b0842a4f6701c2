// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands on many objects.  kernel/bpf/ctrl/batch.c has the lookup; updates and deletes are
 * one for each key, as the kernel makes them for any map.
 */
#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "../kernel/bpf/ctrl/batch.h"
#include "calls.h"
#include "syscall.h"

/* One key, and its value for an update. */
static int batch_one(const struct call *c, u32 i, void *key, void *value)
{
	const void __user *keys = u64_to_user_ptr(c->attr->batch.keys);
	const void __user *values = u64_to_user_ptr(c->attr->batch.values);
	u32 key_size = c->map->key_size, value_size = c->map->value_size;

	if (copy_from_user(key, keys + (size_t)i * key_size, key_size))
		return -EFAULT;
	if (!value)
		return bpf_ctrl_map_delete(c->map, key, NULL, NULL);
	if (copy_from_user(value, values + (size_t)i * value_size, value_size))
		return -EFAULT;
	return bpf_ctrl_map_update(c->map, key, value, 0, NULL);
}

/* @value: NULL for deletes */
static int batch_all(const struct call *c, void *key, void *value)
{
	u32 i, count = c->attr->batch.count;
	int err = 0;

	for (i = 0; i < count && !err; i += !err) {
		err = batch_one(c, i, key, value);
		cond_resched();
	}
	if (copy_to_user(&c->uattr->batch.count, &i, sizeof(i)))
		err = -EFAULT;
	return err;
}

static int batch_change(const struct call *c)
{
	bool update = c->cmd == BPF_MAP_UPDATE_BATCH;
	void *key, *value = NULL;
	int err = -ENOMEM;

	if (c->attr->batch.elem_flags)
		return -EINVAL;
	if (!c->attr->batch.count)
		return 0;
	if (put_user(0, &c->uattr->batch.count))
		return -EFAULT;
	key = kvmalloc(c->map->key_size, GFP_USER | __GFP_NOWARN);
	if (update)
		value = kvmalloc(c->map->value_size, GFP_USER | __GFP_NOWARN);
	if (key && (value || !update))
		err = batch_all(c, key, value);
	kvfree(value);
	kvfree(key);
	return err;
}

static int batch_by_command(const struct call *c)
{
	bool reads = c->cmd == BPF_MAP_LOOKUP_BATCH ||
		     c->cmd == BPF_MAP_LOOKUP_AND_DELETE_BATCH;
	bool writes = c->cmd != BPF_MAP_LOOKUP_BATCH;

	if ((reads && !call_may(c, FMODE_CAN_READ)) || (writes && !call_may(c, FMODE_CAN_WRITE)))
		return -EPERM;
	switch (c->cmd) {
	case BPF_MAP_LOOKUP_BATCH:
		return bpf_ctrl_map_lookup_batch(c->map, c->attr, c->uattr);
	case BPF_MAP_LOOKUP_AND_DELETE_BATCH:
		return -ENOTSUPP;
	}
	return batch_change(c);
}

int call_batch(const struct call *c)
{
	bool writes = c->cmd != BPF_MAP_LOOKUP_BATCH;
	int err;

	if (!call_attr_ok(c->attr, batch.flags))
		return -EINVAL;
	if (writes)
		atomic64_inc(&c->native->writecnt);
	err = batch_by_command(c);
	if (writes)
		atomic64_dec(&c->native->writecnt);
	return err;
}
