// SPDX-License-Identifier: GPL-2.0-only
/*
 * Update and delete on control maps.
 *
 * All checks are made before the set() operation of the subsystem is called.  When a check or
 * set() fails, the reason is passed to user space as one sentence.
 */
#include <linux/bpf.h>
#include <linux/netlink.h>
#include <linux/sched/signal.h>
#include <linux/string.h>

#include "access.h"
#include "layout.h"
#include "reason.h"
#include "syscall.h"
#include "value.h"

#define CREATE_TRACE_POINTS
#include <trace/events/bpf_ctrl.h>

/**
 * struct ctrl_request - an update or a delete
 * @a: access to the object; its values are the current one, the wanted one, and two for the
 *	defaults, for what was permitted, and for the limits
 * @key: kernel memory
 * @user: the value of an update, in kernel memory; NULL: a delete
 * @dry_run: only make the checks
 * @reads: the caller learns about the current values: an update with an etag, or a lookup and
 *	delete
 * @reason: filled in on failure; may be NULL
 * @change: the members to set
 * @supported: members that the object supports
 */
struct ctrl_request {
	struct bpf_ctrl_access a;
	const void *key;
	const struct bpf_ctrl_header *user;
	bool dry_run;
	bool reads;
	struct bpf_ctrl_reason *reason;
	struct bpf_ctrl_change change;
	u64 supported;
};

/* A reset leaves alone what cannot be set through this map. */
static int request_take_defaults(struct ctrl_request *r)
{
	const struct bpf_ctrl_map *cmap = r->a.cmap;
	u64 known;
	int err;

	err = bpf_ctrl_access_get(&r->a, BPF_CTRL_DEFAULT, NULL, cmap->prefix,
				  r->a.values[2], &known);
	if (!err)
		bpf_ctrl_take(known & r->supported & cmap->prefix & cmap->writable,
			      r->a.values[2], &r->change, r->a.values[1]);
	return err;
}

/* Read the current values and determine what is to change. */
static int request_read(struct ctrl_request *r)
{
	const struct bpf_ctrl_header *user = r->user;
	u64 prefix = r->a.cmap->prefix, wanted = prefix;
	int err;

	/* a mask without an etag names all that counts */
	if (user && user->mask && !user->etag)
		wanted = user->mask;
	err = bpf_ctrl_access_get(&r->a, BPF_CTRL_CURRENT, NULL, wanted,
				  r->a.values[0], &r->supported);
	if (err)
		return err;
	memcpy(r->a.values[1], r->a.values[0], r->a.layout->size);
	if (!user)
		return request_take_defaults(r);
	if (user->etag && user->etag != bpf_ctrl_etag(r->a.layout, prefix & r->a.layout->writable,
						      r->a.values[0])) {
		bpf_ctrl_say(r->reason, "etag: the attributes have changed since they were read");
		return -EAGAIN;
	}
	return bpf_ctrl_merge(prefix, user, r->supported, &r->change, r->a.values[1], r->reason);
}

static int request_check_limits(struct ctrl_request *r)
{
	struct bpf_ctrl_limits min = { .data = r->a.values[2] };
	struct bpf_ctrl_limits max = { .data = r->a.values[3] };
	struct bpf_ctrl_change *c = &r->change;
	int err;

	err = bpf_ctrl_access_get(&r->a, BPF_CTRL_MIN, c, c->changed, r->a.values[2], &min.mask);
	if (!err)
		err = bpf_ctrl_access_get(&r->a, BPF_CTRL_MAX, c, c->changed,
					  r->a.values[3], &max.mask);
	return err ?: bpf_ctrl_check_limits(c, &min, &max, r->reason);
}

/* Call an operation of the subsystem, if there is one; its message is the reason. */
static int request_call(struct ctrl_request *r,
			int (*op)(void *object, const struct bpf_ctrl_change *change,
				  struct netlink_ext_ack *extack))
{
	u64 changed = r->change.changed;
	struct netlink_ext_ack extack = {};
	int err;

	err = op ? op(r->a.object, &r->change, &extack) : 0;
	if (!err || !extack._msg)
		return err;
	if (hweight64(changed) == 1)
		bpf_ctrl_say(r->reason, "%s: %s",
			     r->a.layout->members[__ffs64(changed)].name, extack._msg);
	else
		bpf_ctrl_say(r->reason, "%s", extack._msg);
	return err;
}

static void request_trace(const struct ctrl_request *r)
{
	const struct bpf_ctrl_layout *layout = r->a.layout;
	char old[BPF_CTRL_REASON_LEN], new[BPF_CTRL_REASON_LEN];
	u32 i;

	bpf_ctrl_for_each(i, r->change.changed) {
		bpf_ctrl_format_member(layout, i, r->a.values[0], old, sizeof(old));
		bpf_ctrl_format_member(layout, i, r->a.values[1], new, sizeof(new));
		trace_bpf_ctrl_change(r->a.ops->name, r->key, layout->key_size,
				      r->a.net, layout->members[i].name, old, new);
	}
}

/*
 * Check whether the caller may make the change.  Called without hold(), as security modules may
 * sleep: setsockopt() calls them without the socket lock, too.
 */
static int request_permit(struct ctrl_request *r)
{
	u64 bad = r->change.changed & ~r->a.cmap->writable;
	int err;

	/* success without a change discloses the current values */
	if (!r->change.changed)
		return r->reads ? 0 : bpf_ctrl_access_permit_read(&r->a);
	if (bad) {
		bpf_ctrl_say(r->reason,
			     "%s: needs a map made with privilege in the initial user namespace",
			     r->a.layout->members[__ffs64(bad)].name);
		return -EPERM;
	}
	err = bpf_ctrl_check_kinds(&r->change, r->reason);
	return err ?: request_call(r, r->a.ops->permit);
}

/* Make the remaining checks and then the change. */
static int request_make(struct ctrl_request *r)
{
	int err;

	err = request_check_limits(r);
	if (!err)
		err = request_call(r, r->a.ops->check);
	if (err || r->dry_run)
		return err;
	err = request_call(r, r->a.ops->set);
	if (!err && trace_bpf_ctrl_change_enabled())
		request_trace(r);
	return err;
}

/*
 * Make the change under hold().  Since request_permit() ran without it, others may have changed
 * the object: read it again.  @again is set if the change is no longer the one that was
 * permitted.
 */
static int request_make_held(struct ctrl_request *r, bool *again)
{
	const struct bpf_ctrl_change *c = &r->change;
	u64 permitted = c->changed;
	int err;

	memcpy(r->a.values[3], r->a.values[1], r->a.layout->size);
	r->a.ops->hold(r->a.object);
	err = request_read(r);
	*again = !err && (!c->changed || c->changed & ~permitted ||
			  bpf_ctrl_differ(r->a.layout, c->changed, r->a.values[1], r->a.values[3]));
	if (!err && !*again)
		err = request_make(r);
	r->a.ops->unhold(r->a.object);
	return err;
}

static int request_apply(struct ctrl_request *r)
{
	bool again = false;
	int err;

	do {
		err = request_read(r);
		if (!err)
			err = request_permit(r);
		if (err || !r->change.changed)
			return err;
		err = r->a.ops->hold ? request_make_held(r, &again) : request_make(r);
	} while (again && !fatal_signal_pending(current));
	return again ? -EINTR : err;
}

static int request_acquired(struct ctrl_request *r, void *value)
{
	int err = r->reads ? bpf_ctrl_access_permit_read(&r->a) : 0;

	if (!err)
		err = request_apply(r);
	if (!err && value)
		bpf_ctrl_access_show(&r->a, r->a.values[0], r->supported, value);
	if (err && r->reason && r->reason->limits && !r->reads &&
	    bpf_ctrl_access_permit_read(&r->a))
		bpf_ctrl_hide_limits(r->reason);
	return err;
}

/* @r has key, user, dry_run, reads and reason; @value: see bpf_ctrl_map_delete() */
static int request_run(struct ctrl_request *r, struct bpf_map *map, void *value)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct bpf_ctrl_room room __uninitialized;
	int err;

	if (cmap->readonly || !cmap->entry->ops->set) {
		bpf_ctrl_say(r->reason, "this map is read-only");
		return -EPERM;
	}
	err = bpf_ctrl_access_begin(&r->a, map, ARRAY_SIZE(r->a.values), &room);
	if (err)
		return err;
	r->change = (struct bpf_ctrl_change) {
		.current_value = r->a.values[0], .replaced = r->a.values[0],
		.wanted = r->a.values[1], .layout = r->a.layout,
	};

	err = bpf_ctrl_access_acquire(&r->a, r->key);
	if (!err) {
		err = request_acquired(r, value);
		bpf_ctrl_access_release(&r->a);
	}
	bpf_ctrl_access_end(&r->a);
	return err;
}

/**
 * bpf_ctrl_map_update() - BPF_MAP_UPDATE_ELEM: change attributes of an object
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @value: kernel memory of the map's value size
 * @flags: BPF_EXIST and BPF_F_CTRL_DRY_RUN
 * @reason: initialized, filled in on failure; may be NULL
 *
 * Return: 0; -EPERM: the map is read-only, or a member needs privilege in the initial user
 * namespace; -E2BIG: a byte after the last member is not zero; -EAGAIN: the etag is outdated;
 * -EINVAL: unknown flag or bit of the mask, or neither mask nor etag; -EACCES: a member is
 * read-only; -EOPNOTSUPP: the object does not support a member; -ERANGE: a value is outside of
 * its limits or not valid for its type; -ENODEV: the network namespace is gone; -ENOMEM;
 * -EINTR; or an error of the subsystem.  On failure nothing was changed.
 */
int bpf_ctrl_map_update(struct bpf_map *map, const void *key, const void *value,
			u64 flags, struct bpf_ctrl_reason *reason)
{
	struct ctrl_request r = {
		.key = key, .user = value, .reason = reason,
		.dry_run = flags & BPF_F_CTRL_DRY_RUN,
	};
	int err;

	if (flags & ~(u64)(BPF_EXIST | BPF_F_CTRL_DRY_RUN)) {
		bpf_ctrl_say(reason, "unknown flag: BPF_EXIST and BPF_F_CTRL_DRY_RUN are known");
		return -EINVAL;
	}
	r.reads = r.user->etag;
	err = bpf_ctrl_check_tail(value, bpf_ctrl_map(map)->prefix_end, map->value_size, reason);
	return err ?: request_run(&r, map, NULL);
}

/**
 * bpf_ctrl_map_delete() - BPF_MAP_DELETE_ELEM: reset an object to its defaults
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @value: NULL; or kernel memory of the map's value size for what was replaced: a lookup and
 *	delete of counters loses no event, as one lock is held for both
 * @reason: initialized, filled in on failure; may be NULL
 *
 * Members without a known default, or that cannot be set through this map, are kept.
 *
 * Return: 0; or a negative errno as from bpf_ctrl_map_update(): nothing was changed.
 */
int bpf_ctrl_map_delete(struct bpf_map *map, const void *key, void *value,
			struct bpf_ctrl_reason *reason)
{
	struct ctrl_request r = { .key = key, .reason = reason, .reads = value };

	return request_run(&r, map, value);
}
