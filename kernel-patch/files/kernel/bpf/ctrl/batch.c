// SPDX-License-Identifier: GPL-2.0-only
/*
 * BPF_MAP_LOOKUP_BATCH on control maps.
 *
 * The objects are read in slices.  The subsystem's lock is taken once for each
 * slice and released while the values are copied to user space.  A slice ends
 * early, after the current object, when a driver had to be called for it: the
 * call may take long.
 */
#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include "batch.h"
#include "registry.h"
#include "session.h"

#define BATCH_SLICE	64		/* objects in a slice, at most */
#define BATCH_BYTES	SZ_256K		/* values of a slice, at most */

/**
 * struct ctrl_batch - a batch lookup
 * @map: the control map
 * @slice: number of objects in a slice
 * @keys: kernel memory for the keys of a slice
 * @values: kernel memory for the values of a slice
 * @last: the last key that was found
 * @started: @last is valid
 * @call: state of the system call, kept from slice to slice
 */
struct ctrl_batch {
	struct bpf_map *map;
	u32 slice;
	void *keys;
	void *values;
	void *last;
	bool started;
	struct bpf_ctrl_call call;
};

/*
 * Errors that concern one object only.  It may have been removed after its key was
 * found, or a security module may hide it.  The batch continues with the next one.
 */
static bool batch_skips(int err)
{
	return err == -ENODEV || err == -ENOENT || err == -EBADF ||
	       err == -EACCES || err == -EPERM;
}

static int batch_find(struct ctrl_batch *b, struct bpf_ctrl_session *s,
		      void *next)
{
	const struct bpf_ctrl_ops *ops = s->cmap->entry->ops;
	const void *last = b->started ? b->last : NULL;
	int err;

	memset(next, 0, b->map->key_size);
	if (ops->acquire_next)
		return bpf_ctrl_session_acquire_next(s, last, next);
	rcu_read_lock();
	err = ops->next_key(s->net, last, next);
	rcu_read_unlock();
	return err;
}

/*
 * Returns -ENOENT after the last object.  @skip is set if the object that was found
 * cannot be read.
 */
static int batch_read_next(struct ctrl_batch *b, struct bpf_ctrl_session *s,
			   void *next, void *value, bool *skip)
{
	int err = batch_find(b, s, next);

	if (err)
		return err;
	memcpy(b->last, next, b->map->key_size);
	b->started = true;
	if (s->cmap->entry->ops->acquire_next)
		err = bpf_ctrl_session_read_object(s, value);
	else
		err = bpf_ctrl_session_read(s, next, value);
	*skip = batch_skips(err);
	return *skip ? 0 : err;
}

/*
 * Objects that are skipped count for the length of a slice, too: the caller
 * reschedules and checks for signals between slices only.
 */
static int batch_read_slice(struct ctrl_batch *b, u32 want, u32 *got)
{
	struct bpf_ctrl_session_room room __uninitialized;
	struct bpf_ctrl_session s;
	bool skip;
	u32 tries;
	int err;

	*got = 0;
	err = bpf_ctrl_session_begin(&s, bpf_ctrl_map(b->map), 1, &room);
	if (err)
		return err;
	s.call = b->call;
	s.call.driver_asked = false;
	for (tries = 0; *got < want && tries < b->slice && !s.call.driver_asked;
	     tries++) {
		void *key = b->keys + *got * b->map->key_size;
		void *value = b->values + *got * b->map->value_size;

		err = batch_read_next(b, &s, key, value, &skip);
		if (err)
			break;
		*got += !skip;
	}
	b->call = s.call;
	bpf_ctrl_session_end(&s);
	return err;
}

static int batch_copy_out(const struct ctrl_batch *b, const union bpf_attr *attr,
			  u32 done, u32 got)
{
	u32 ks = b->map->key_size, vs = b->map->value_size;

	if (copy_to_user(u64_to_user_ptr(attr->batch.keys) + (size_t)done * ks,
			 b->keys, (size_t)got * ks) ||
	    copy_to_user(u64_to_user_ptr(attr->batch.values) + (size_t)done * vs,
			 b->values, (size_t)got * vs))
		return -EFAULT;
	return 0;
}

static int batch_read(struct ctrl_batch *b, const union bpf_attr *attr, u32 *done)
{
	u32 got, max = attr->batch.count;
	int err = 0, copied;

	for (*done = 0; *done < max && !err; *done += got) {
		err = batch_read_slice(b, min(max - *done, b->slice), &got);
		copied = batch_copy_out(b, attr, *done, got);
		if (copied)
			return copied;
		cond_resched();
		if (!err && fatal_signal_pending(current))
			err = -EINTR;
	}
	return err;
}

static int batch_init(struct ctrl_batch *b, struct bpf_map *map,
		      const union bpf_attr *attr)
{
	const gfp_t gfp = GFP_KERNEL_ACCOUNT | __GFP_NOWARN;
	void __user *from = u64_to_user_ptr(attr->batch.in_batch);

	b->map = map;
	b->slice = clamp(BATCH_BYTES / map->value_size, 1U, BATCH_SLICE);
	b->slice = min(b->slice, attr->batch.count);
	b->started = from;
	b->keys = kvmalloc_array(b->slice, map->key_size, gfp);
	b->values = kvmalloc_array(b->slice, map->value_size, gfp);
	b->last = kvmalloc(map->key_size, gfp);
	if (!b->keys || !b->values || !b->last)
		return -ENOMEM;
	if (from && copy_from_user(b->last, from, map->key_size))
		return -EFAULT;
	return 0;
}

static void batch_free(struct ctrl_batch *b)
{
	kvfree(b->last);
	kvfree(b->values);
	kvfree(b->keys);
}

/**
 * bpf_ctrl_map_lookup_batch() - BPF_MAP_LOOKUP_BATCH
 * @map: a control map
 * @attr: kernel copy of the attributes
 * @uattr: user memory, its count is set to the number of objects that were read
 *
 * in_batch and out_batch are keys.  The batch begins after the key in_batch; the
 * last key that was found is written to out_batch.
 *
 * Return: 0; -ENOENT: there are no more objects, count is valid; -EOPNOTSUPP: the
 * objects cannot be enumerated; -EINVAL: a flag is set; -EFAULT; -ENOMEM; -ENODEV:
 * the network namespace is gone; -EINTR.
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
		err = batch_read(&b, attr, &done);
	if (err && err != -ENOENT)
		goto out;
	if (put_user(done, &uattr->batch.count) ||
	    (done && copy_to_user(u64_to_user_ptr(attr->batch.out_batch),
				       b.last, map->key_size)))
		err = -EFAULT;
out:
	batch_free(&b);
	return err;
}
