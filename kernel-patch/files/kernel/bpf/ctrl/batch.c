// SPDX-License-Identifier: GPL-2.0-only
/*
 * BPF_MAP_LOOKUP_BATCH on control maps.  The objects are read in slices: the subsystem's lock
 * is taken once for each and released while the values are copied to user space. A slice ends
 * early when a driver had to be called for an object, which may take long.
 */
#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "access.h"
#include "batch.h"

#define BATCH_SLICE	64		/* objects in a slice, at most */
#define BATCH_BYTES	SZ_256K		/* values of a slice, at most */

/**
 * struct ctrl_batch - a batch lookup
 * @map: the control map
 * @attr: attributes of the system call
 * @slice: number of objects in a slice
 * @keys: kernel memory for the keys of a slice
 * @values: for their values, behind @keys; not aligned
 * @last: the last key that was found
 * @started: @last is valid
 * @call: state of the system call, kept from slice to slice
 */
struct ctrl_batch {
	struct bpf_map *map;
	const union bpf_attr *attr;
	u32 slice;
	void *keys;
	void *values;
	u8 last[BPF_CTRL_KEY_MAX] __aligned(sizeof(u64));
	bool started;
	struct bpf_ctrl_call call;
};

/*
 * Errors that concern one object only.  It may have been removed after its key was found, or a
 * security module may hide it.  The batch continues with the next one.
 */
static bool batch_skips(int err)
{
	return err == -ENODEV || err == -ENOENT || err == -EBADF || err == -EACCES || err == -EPERM;
}

/* Returns -ENOENT after the last object. */
static int batch_find(struct ctrl_batch *b, const struct bpf_ctrl_access *a, void *next)
{
	int err;

	memset(next, 0, b->map->key_size);
	rcu_read_lock();
	err = a->ops->next_key(a->net, b->started ? b->last : NULL, next);
	rcu_read_unlock();
	if (!err)
		memcpy(b->last, next, b->map->key_size);
	b->started |= !err;
	return err;
}

/*
 * Objects that are skipped count for the length of a slice, too: the caller reschedules and
 * checks for signals between slices only.
 */
static int batch_read_slice(struct ctrl_batch *b, u32 want, u32 *got)
{
	struct bpf_ctrl_room room __uninitialized;
	struct bpf_ctrl_access a;
	u32 tries;
	int err;

	*got = 0;
	err = bpf_ctrl_access_begin(&a, b->map, 1, &room);
	if (err)
		return err;
	a.call = b->call;
	a.call.driver_asked = false;
	for (tries = 0; *got < want && tries < b->slice && !a.call.driver_asked;
	     tries++) {
		void *key = b->keys + *got * b->map->key_size;

		err = batch_find(b, &a, key);
		if (err)
			break;
		err = bpf_ctrl_access_read(&a, key, b->values + *got * b->map->value_size);
		if (err && !batch_skips(err))
			break;
		*got += !err;
		err = 0;
	}
	b->call = a.call;
	bpf_ctrl_access_end(&a);
	return err;
}

static int batch_copy_out(const struct ctrl_batch *b, u32 done, u32 got)
{
	u32 ks = b->map->key_size, vs = b->map->value_size;

	if (copy_to_user(u64_to_user_ptr(b->attr->batch.keys) + (size_t)done * ks,
			 b->keys, (size_t)got * ks) ||
	    copy_to_user(u64_to_user_ptr(b->attr->batch.values) + (size_t)done * vs,
			 b->values, (size_t)got * vs))
		return -EFAULT;
	return 0;
}

static int batch_read(struct ctrl_batch *b, u32 *done)
{
	u32 got, max = b->attr->batch.count;
	int err = 0, copied;

	for (*done = 0; *done < max && !err; *done += got) {
		err = batch_read_slice(b, min(max - *done, b->slice), &got);
		copied = batch_copy_out(b, *done, got);
		if (copied)
			return copied;
		cond_resched();
		if (!err && fatal_signal_pending(current))
			err = -EINTR;
	}
	return err;
}

static int batch_init(struct ctrl_batch *b, struct bpf_map *map, const union bpf_attr *attr)
{
	void __user *from = u64_to_user_ptr(attr->batch.in_batch);

	b->map = map;
	b->attr = attr;
	b->slice = clamp(BATCH_BYTES / map->value_size, 1U, BATCH_SLICE);
	b->slice = min(b->slice, attr->batch.count);
	b->started = from;
	b->keys = kvmalloc_array(b->slice, map->key_size + map->value_size,
				 GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
	if (!b->keys)
		return -ENOMEM;
	b->values = b->keys + b->slice * map->key_size;
	if (from && copy_from_user(b->last, from, map->key_size))
		return -EFAULT;
	return 0;
}

/*
 * in_batch and out_batch are keys.  The batch begins after the key in_batch; the last key that
 * was found is written to out_batch, the number of objects that were read to count.  Returns 0;
 * -ENOENT: there are no more objects, count is valid; -EOPNOTSUPP: the objects cannot be
 * enumerated; or another negative errno.
 */
int bpf_ctrl_map_lookup_batch(struct bpf_map *map, const union bpf_attr *attr,
			      union bpf_attr __user *uattr)
{
	struct ctrl_batch b = {};
	u32 done = 0;
	int err;

	if (attr->batch.elem_flags || attr->batch.flags)
		return -EINVAL;
	if (!bpf_ctrl_map(map)->entry->ops->next_key)
		return -EOPNOTSUPP;
	if (!attr->batch.count)
		return 0;
	if (put_user(0, &uattr->batch.count))
		return -EFAULT;

	err = batch_init(&b, map, attr);
	if (!err)
		err = batch_read(&b, &done);
	if (err && err != -ENOENT)
		goto out;
	if (put_user(done, &uattr->batch.count) ||
	    (done && copy_to_user(u64_to_user_ptr(attr->batch.out_batch), b.last, map->key_size)))
		err = -EFAULT;
out:
	kvfree(b.keys);
	return err;
}
