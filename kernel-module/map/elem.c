// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands on one object, with the checks and in the order of kernel/bpf/syscall.c, so that
 * a caller gets the same error for the same mistake.
 */
#include <linux/bpf.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "calls.h"
#include "log.h"
#include "reason.h"
#include "syscall.h"

/* Where an update and a delete have their log on a kernel without common attributes. */
union elem_attr {
	union bpf_attr bpf;
	struct {
		__u32 map_fd;
		__aligned_u64 key;
		__aligned_u64 value;
		__u64 flags;
		__aligned_u64 log_buf;
		__u32 log_size;
	};
};

static const union elem_attr *elem_attr(const struct call *c)
{
	return (const union elem_attr *)c->attr;
}

static void *copy_key(const struct call *c)
{
	return vmemdup_user(u64_to_user_ptr(c->attr->key), c->map->key_size);
}

/* The value to user memory; @delete: and what can be reset is reset under the same lock. */
static int read_value(const struct call *c, bool delete)
{
	void __user *uvalue = u64_to_user_ptr(c->attr->value);
	void *key, *value;
	int err;

	if (!call_may(c, delete ? FMODE_CAN_READ | FMODE_CAN_WRITE : FMODE_CAN_READ))
		return -EPERM;
	if (c->attr->flags)
		return -EINVAL;
	key = copy_key(c);
	if (IS_ERR(key))
		return PTR_ERR(key);
	value = kvmalloc(c->map->value_size, GFP_USER | __GFP_NOWARN);
	if (!value)
		err = -ENOMEM;
	else if (!delete)
		err = bpf_ctrl_map_lookup(c->map, key, value);
	else	/* what was replaced would be lost if it could not be written */
		err = fault_in_safe_writeable(uvalue, c->map->value_size) ? -EFAULT :
		      bpf_ctrl_map_delete(c->map, key, value, NULL);
	if (!err && copy_to_user(uvalue, value, c->map->value_size))
		err = -EFAULT;
	kvfree(value);
	kvfree(key);
	return err;
}

static bool lookup_attr_ok(const struct call *c)
{
	return call_attr_ok(c->attr, flags) && !(c->attr->flags & ~(u64)BPF_F_LOCK);
}

int call_lookup(const struct call *c)
{
	return lookup_attr_ok(c) ? read_value(c, false) : -EINVAL;
}

int call_lookup_and_delete(const struct call *c)
{
	int err;

	if (!lookup_attr_ok(c))
		return -EINVAL;
	atomic64_inc(&c->native->writecnt);
	err = read_value(c, true);
	atomic64_dec(&c->native->writecnt);
	return err;
}

/* A caller without common attributes may have a log of the command's own. */
static bool elem_log_ok(const struct call *c)
{
	const union elem_attr *a = elem_attr(c);

	if (HAVE_COMMON_ATTRS)
		return true;
	return !a->log_buf == !a->log_size;
}

static bool elem_attr_ok(const struct call *c)
{
	if (HAVE_COMMON_ATTRS)
		return c->cmd == BPF_MAP_UPDATE_ELEM ? call_attr_ok(c->attr, flags) :
						       call_attr_ok(c->attr, key);
	return call_attr_ok(elem_attr(c), log_size) &&
	       (c->cmd == BPF_MAP_UPDATE_ELEM || (!c->attr->value && !c->attr->flags));
}

static void tell_reason(const struct call *c, const struct bpf_ctrl_reason *reason)
{
	const union elem_attr *a = elem_attr(c);

	if (HAVE_COMMON_ATTRS)
		log_common(c->common, reason->text);
	else
		log_own(u64_to_user_ptr(a->log_buf), a->log_size, reason->text);
}

static noinline_for_stack int update(const struct call *c, const void *key, const void *value)
{
	struct bpf_ctrl_reason reason;
	int err = log_common_ok(c->common);

	if (err)
		return err;
	bpf_ctrl_reason_init(&reason);
	err = value ? bpf_ctrl_map_update(c->map, key, value, c->attr->flags, &reason) :
		      bpf_ctrl_map_delete(c->map, key, NULL, &reason);
	tell_reason(c, &reason);
	return err;
}

/* An update, or a delete without a value. */
static int change(const struct call *c)
{
	void *key, *value = NULL;
	int err;

	if (!call_may(c, FMODE_CAN_WRITE))
		return -EPERM;
	if (!elem_log_ok(c))
		return -EINVAL;
	if (!HAVE_COMMON_ATTRS && c->attr->flags & BPF_F_LOCK)
		return -EINVAL;
	key = copy_key(c);
	if (IS_ERR(key))
		return PTR_ERR(key);
	if (c->cmd == BPF_MAP_UPDATE_ELEM)
		value = vmemdup_user(u64_to_user_ptr(c->attr->value), c->map->value_size);
	err = IS_ERR(value) ? PTR_ERR(value) : update(c, key, value);
	if (!IS_ERR(value))
		kvfree(value);
	kvfree(key);
	return err;
}

/* Meanwhile the map cannot be frozen. */
int call_change(const struct call *c)
{
	int err;

	if (!elem_attr_ok(c))
		return -EINVAL;
	atomic64_inc(&c->native->writecnt);
	err = change(c);
	atomic64_dec(&c->native->writecnt);
	return err;
}

int call_next_key(const struct call *c)
{
	void *key = NULL, *next;
	int err;

	if (!call_attr_ok(c->attr, next_key))
		return -EINVAL;
	if (!call_may(c, FMODE_CAN_READ))
		return -EPERM;
	if (c->attr->key)
		key = copy_key(c);
	if (IS_ERR(key))
		return PTR_ERR(key);
	next = kvmalloc(c->map->key_size, GFP_USER);
	err = -ENOMEM;
	if (next) {
		rcu_read_lock();
		err = ctrl_map_ops.map_get_next_key(c->map, key, next);
		rcu_read_unlock();
	}
	if (!err && copy_to_user(u64_to_user_ptr(c->attr->next_key), next, c->map->key_size))
		err = -EFAULT;
	kvfree(next);
	kvfree(key);
	return err;
}
