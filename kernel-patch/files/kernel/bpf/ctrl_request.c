// SPDX-License-Identifier: GPL-2.0-only
/*
 * Updates and deletes on control maps: every rule is asked before the subsystem
 * is, and a failure says why.
 */
#include <linux/bpf.h>
#include <linux/netlink.h>
#include <linux/string.h>

#include "ctrl_session.h"

#define CREATE_TRACE_POINTS
#include <trace/events/bpf_ctrl.h>

/* One update or delete on its way. */
struct ctrl_request {
	const struct bpf_ctrl_map *cmap;
	const void *key;
	bool dry_run;
	struct bpf_ctrl_reason *reason;
	struct bpf_ctrl_session s;
	struct bpf_ctrl_change change;
	void *current_value;
	void *wanted;
	u64 supported;
};

#define REQUEST_VALUES	4	/* current, wanted, and two for the views */

static int request_check_limits(struct ctrl_request *r)
{
	void *low = bpf_ctrl_session_value(&r->s, 2);
	void *high = bpf_ctrl_session_value(&r->s, 3);
	struct bpf_ctrl_limits min = { .data = low };
	struct bpf_ctrl_limits max = { .data = high };
	int err;

	err = bpf_ctrl_session_limits(&r->s, &r->change, BPF_CTRL_MIN, low,
				      &min.mask);
	if (err)
		return err;
	err = bpf_ctrl_session_limits(&r->s, &r->change, BPF_CTRL_MAX, high,
				      &max.mask);
	if (err)
		return err;
	return bpf_ctrl_check_limits(&r->change, &min, &max, r->reason);
}

static int request_check_permission(struct ctrl_request *r)
{
	u64 bad = r->change.changed & ~r->cmap->writable;

	if (!bad)
		return 0;
	bpf_ctrl_say(r->reason,
		     "%s needs a map made with privilege in the initial user namespace",
		     r->s.layout->members[__ffs64(bad)].name);
	return -EPERM;
}

static void say_driver(struct ctrl_request *r,
		       const struct netlink_ext_ack *extack)
{
	u64 changed = r->change.changed;

	if (!extack->_msg)
		return;
	if (hweight64(changed) == 1)
		bpf_ctrl_say(r->reason, "%s: %s",
			     r->s.layout->members[__ffs64(changed)].name,
			     extack->_msg);
	else
		bpf_ctrl_say(r->reason, "%s", extack->_msg);
}

static void trace_change(const struct ctrl_request *r)
{
	const struct bpf_ctrl_layout *layout = r->s.layout;
	char old[BPF_CTRL_REASON_LEN], new[BPF_CTRL_REASON_LEN];
	u32 i;

	bpf_ctrl_for_each(i, r->change.changed) {
		bpf_ctrl_format_member(layout, i, r->current_value, old,
				       sizeof(old));
		bpf_ctrl_format_member(layout, i, r->wanted, new, sizeof(new));
		trace_bpf_ctrl_change(r->cmap->entry->ops->name, r->key,
				      layout->key_size, r->s.net,
				      layout->members[i].name, old, new);
	}
}

/* Judge the change by every rule that there is, then make it. */
static int request_carry_out(struct ctrl_request *r)
{
	const struct bpf_ctrl_ops *ops = r->cmap->entry->ops;
	struct netlink_ext_ack extack = {};
	int err;

	/* that nothing changes tells what is in force */
	if (!r->change.changed)
		return bpf_ctrl_session_permit_read(&r->s);
	err = request_check_permission(r);
	if (!err)
		err = bpf_ctrl_check_kinds(&r->change, r->reason);
	if (!err && ops->permit) {
		err = ops->permit(r->s.object, &r->change, &extack);
		if (err)
			say_driver(r, &extack);
	}
	if (!err)
		err = request_check_limits(r);
	if (!err && ops->check) {
		err = ops->check(r->s.object, &r->change, &extack);
		if (err)
			say_driver(r, &extack);
	}
	if (err || r->dry_run)
		return err;

	err = ops->set(r->s.object, &r->change, &extack);
	if (err)
		say_driver(r, &extack);
	else if (trace_bpf_ctrl_change_enabled())
		trace_change(r);
	return err;
}

/* @r: with map, key, dry_run and reason filled in */
static int request_begin(struct ctrl_request *r,
			 struct bpf_ctrl_session_room *room)
{
	const struct bpf_ctrl_map *cmap = r->cmap;
	int err;

	if (cmap->readonly || !cmap->entry->ops->set) {
		bpf_ctrl_say(r->reason, "this map is read-only");
		return -EPERM;
	}
	err = bpf_ctrl_session_begin(&r->s, cmap, REQUEST_VALUES, room);
	if (err)
		return err;
	r->current_value = bpf_ctrl_session_value(&r->s, 0);
	r->wanted = bpf_ctrl_session_value(&r->s, 1);
	r->change.current_value = r->current_value;
	r->change.wanted = r->wanted;
	r->change.replaced = r->current_value;
	r->change.layout = r->s.layout;

	err = bpf_ctrl_session_acquire(&r->s, r->key);
	if (err)
		goto err_end;
	if (cmap->entry->ops->hold)
		cmap->entry->ops->hold(r->s.object);
	err = bpf_ctrl_session_get(&r->s, BPF_CTRL_CURRENT, r->current_value,
				   &r->supported);
	if (err)
		goto err_release;
	memcpy(r->wanted, r->current_value, r->s.layout->size);
	return 0;

err_release:
	bpf_ctrl_session_release(&r->s);
err_end:
	bpf_ctrl_session_end(&r->s);
	return err;
}

static void request_end(struct ctrl_request *r)
{
	bpf_ctrl_session_release(&r->s);
	bpf_ctrl_session_end(&r->s);
}

static int request_check_etag(struct ctrl_request *r, u64 etag)
{
	u64 members = r->cmap->prefix & r->s.layout->writable;
	int err;

	if (!etag)
		return 0;
	err = bpf_ctrl_session_permit_read(&r->s);
	if (err || etag == bpf_ctrl_etag(r->s.layout, members, r->current_value))
		return err;
	bpf_ctrl_say(r->reason, "etag: the attributes have changed since they were read");
	return -EAGAIN;
}

/**
 * bpf_ctrl_update() - change attributes of an object
 * @map: a control map
 * @key: kernel memory
 * @value: kernel memory of the map's value size
 * @flags: of the system call
 * @reason: filled in on failure, or NULL
 *
 * Return: 0; -EPERM: the map is read-only, or a member asks for more privilege;
 * -E2BIG: the tail is not zero; -EAGAIN: outdated etag; -EINVAL: flag or mask
 * bit; -EACCES: read-only member; -EOPNOTSUPP: unsupported member; -ERANGE:
 * outside of the limits; and what the subsystem says.  On failure nothing has
 * changed.
 */
int bpf_ctrl_update(struct bpf_map *map, const void *key, const void *value,
		    u64 flags, struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct bpf_ctrl_session_room room __uninitialized;
	struct ctrl_request r = {
		.cmap = cmap, .key = key, .reason = reason,
		.dry_run = flags & BPF_F_CTRL_DRY_RUN,
	};
	int err;

	if (flags & ~(u64)(BPF_EXIST | BPF_F_CTRL_DRY_RUN)) {
		bpf_ctrl_say(reason, "unknown flag: BPF_EXIST and BPF_F_CTRL_DRY_RUN are known");
		return -EINVAL;
	}
	err = bpf_ctrl_check_tail(value, cmap->prefix_end, map->value_size,
				  reason);
	if (err)
		return err;
	err = request_begin(&r, &room);
	if (err)
		return err;
	err = request_check_etag(&r, ((const struct bpf_ctrl_header *)value)->etag);
	if (!err)
		err = bpf_ctrl_merge(r.s.layout, cmap->prefix, value,
				     r.supported, &r.change, r.wanted, reason);
	if (!err)
		err = request_carry_out(&r);
	request_end(&r);
	return err;
}

/**
 * bpf_ctrl_delete() - reset an object to its defaults
 * @map: a control map
 * @key: kernel memory
 * @value: kernel memory of the map's value size, set to what was there before;
 *	or NULL
 * @reason: filled in on failure, or NULL
 *
 * Members whose default is not known stay as they are.
 *
 * Return: 0 or a negative errno as from bpf_ctrl_update(), nothing changed.
 */
int bpf_ctrl_delete(struct bpf_map *map, const void *key, void *value,
		    struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct bpf_ctrl_session_room room __uninitialized;
	struct ctrl_request r = { .cmap = cmap, .key = key, .reason = reason };
	void *defaults;
	u64 known;
	int err;

	err = request_begin(&r, &room);
	if (err)
		return err;
	defaults = bpf_ctrl_session_value(&r.s, 2);
	if (value)
		err = bpf_ctrl_session_permit_read(&r.s);
	if (!err)
		err = bpf_ctrl_session_get(&r.s, BPF_CTRL_DEFAULT, defaults,
					   &known);
	if (!err) {
		bpf_ctrl_merge_defaults(r.s.layout,
					known & r.supported & cmap->prefix,
					defaults, &r.change, r.wanted);
		err = request_carry_out(&r);
	}
	if (!err && value)
		bpf_ctrl_session_show(&r.s, r.current_value, r.supported, value);
	request_end(&r);
	return err;
}
