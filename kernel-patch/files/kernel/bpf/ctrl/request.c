// SPDX-License-Identifier: GPL-2.0-only
/*
 * Update and delete on control maps.
 *
 * All checks are made before the set() operation of the subsystem is called.  When a
 * check or set() fails, the reason is passed to user space as one sentence.
 */
#include <linux/bpf.h>
#include <linux/netlink.h>
#include <linux/sched/signal.h>
#include <linux/string.h>

#include "check.h"
#include "format.h"
#include "layout.h"
#include "reason.h"
#include "registry.h"
#include "request.h"
#include "session.h"
#include "value.h"

#define CREATE_TRACE_POINTS
#include <trace/events/bpf_ctrl.h>

/**
 * struct ctrl_request - an update or a delete
 * @cmap: the map
 * @key: kernel memory
 * @user: the value of an update, in kernel memory; NULL: a delete
 * @dry_run: only make the checks
 * @reads: the caller learns about the current values: an update with an etag, or a
 *	lookup and delete
 * @reason: filled in on failure; may be NULL
 * @s: the session, with the object
 * @change: the members to set
 * @current_value: the current values
 * @wanted: @current_value with the change applied
 * @supported: members that the object supports
 */
struct ctrl_request {
	const struct bpf_ctrl_map *cmap;
	const void *key;
	const void *user;
	bool dry_run;
	bool reads;
	struct bpf_ctrl_reason *reason;
	struct bpf_ctrl_session s;
	struct bpf_ctrl_change change;
	void *current_value;
	void *wanted;
	u64 supported;
};

/*
 * Value buffers of the session: 0 is current_value, 1 is wanted, 2 is used for the
 * defaults and then for the lower limits, 3 for the permitted values and then for
 * the upper limits.
 */
#define REQUEST_VALUES	4

static int request_check_etag(struct ctrl_request *r)
{
	u64 etag = ((const struct bpf_ctrl_header *)r->user)->etag;
	u64 members = r->cmap->prefix & r->s.layout->writable;

	if (!etag || etag == bpf_ctrl_etag(r->s.layout, members, r->current_value))
		return 0;
	bpf_ctrl_say(r->reason, "etag: the attributes have changed since they were read");
	return -EAGAIN;
}

static int request_merge_defaults(struct ctrl_request *r)
{
	void *defaults = bpf_ctrl_session_value(&r->s, 2);
	u64 known;
	int err;

	err = bpf_ctrl_session_get(&r->s, BPF_CTRL_DEFAULT, defaults, &known);
	if (err)
		return err;
	/* a reset leaves alone what cannot be set through this map */
	known &= r->supported & r->cmap->prefix & r->cmap->writable;
	bpf_ctrl_merge_defaults(r->s.layout, known, defaults, &r->change,
				r->wanted);
	return 0;
}

/* Read the current values and determine what is to change. */
static int request_read(struct ctrl_request *r)
{
	int err;

	err = bpf_ctrl_session_get(&r->s, BPF_CTRL_CURRENT, r->current_value,
				   &r->supported);
	if (err)
		return err;
	memcpy(r->wanted, r->current_value, r->s.layout->size);
	if (!r->user)
		return request_merge_defaults(r);
	err = request_check_etag(r);
	if (err)
		return err;
	return bpf_ctrl_merge(r->s.layout, r->cmap->prefix, r->user,
			      r->supported, &r->change, r->wanted, r->reason);
}

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
		     "%s: needs a map made with privilege in the initial user namespace",
		     r->s.layout->members[__ffs64(bad)].name);
	return -EPERM;
}

static void request_say_extack(struct ctrl_request *r,
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

static void request_trace(const struct ctrl_request *r)
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

/*
 * Check whether the caller may make the change.  Called without hold(), as
 * security modules may sleep: setsockopt() calls them without the socket lock, too.
 */
static int request_permit(struct ctrl_request *r)
{
	const struct bpf_ctrl_ops *ops = r->cmap->entry->ops;
	struct netlink_ext_ack extack = {};
	int err;

	/* success without a change discloses the current values */
	if (!r->change.changed)
		return r->reads ? 0 : bpf_ctrl_session_permit_read(&r->s);
	err = request_check_permission(r);
	if (!err)
		err = bpf_ctrl_check_kinds(&r->change, r->reason);
	if (!err && ops->permit) {
		err = ops->permit(r->s.object, &r->change, &extack);
		if (err)
			request_say_extack(r, &extack);
	}
	return err;
}

/* Make the remaining checks and then the change. */
static int request_make(struct ctrl_request *r)
{
	const struct bpf_ctrl_ops *ops = r->cmap->entry->ops;
	struct netlink_ext_ack extack = {};
	int err;

	err = request_check_limits(r);
	if (!err && ops->check) {
		err = ops->check(r->s.object, &r->change, &extack);
		if (err)
			request_say_extack(r, &extack);
	}
	if (err || r->dry_run)
		return err;

	err = ops->set(r->s.object, &r->change, &extack);
	if (err)
		request_say_extack(r, &extack);
	else if (trace_bpf_ctrl_change_enabled())
		request_trace(r);
	return err;
}

/* Whether all that is to change now was checked by request_permit(). */
static bool request_is_permitted(const struct ctrl_request *r, u64 permitted,
				 const void *wanted)
{
	const struct bpf_ctrl_change *c = &r->change;

	return c->changed && !(c->changed & ~permitted) &&
	       bpf_ctrl_members_equal(r->s.layout, c->changed, r->wanted, wanted);
}

/*
 * Make the change under hold().  Since request_permit() ran without it, others may
 * have changed the object: read it again.  @again is set if the change is no
 * longer the one that was permitted.
 */
static int request_make_held(struct ctrl_request *r, bool *again)
{
	const struct bpf_ctrl_ops *ops = r->cmap->entry->ops;
	void *wanted = bpf_ctrl_session_value(&r->s, 3);
	u64 permitted = r->change.changed;
	int err;

	memcpy(wanted, r->wanted, r->s.layout->size);
	ops->hold(r->s.object);
	err = request_read(r);
	*again = !err && !request_is_permitted(r, permitted, wanted);
	if (!err && !*again)
		err = request_make(r);
	ops->unhold(r->s.object);
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
		if (r->cmap->entry->ops->hold)
			err = request_make_held(r, &again);
		else
			err = request_make(r);
	} while (again && !fatal_signal_pending(current));
	return again ? -EINTR : err;
}

/* The caller has filled in cmap, key, user, dry_run, reads and reason. */
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
		bpf_ctrl_session_end(&r->s);
	return err;
}

static void request_end(struct ctrl_request *r)
{
	bpf_ctrl_session_release(&r->s);
	bpf_ctrl_session_end(&r->s);
}

static int request_run(struct ctrl_request *r)
{
	int err = 0;

	if (r->reads)
		err = bpf_ctrl_session_permit_read(&r->s);
	if (!err)
		err = request_apply(r);
	if (err && r->reason && r->reason->limits_at && !r->reads &&
	    bpf_ctrl_session_permit_read(&r->s))
		bpf_ctrl_hide_limits(r->reason);
	return err;
}

/**
 * bpf_ctrl_update() - change attributes of an object
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @value: kernel memory of the map's value size
 * @flags: flags of BPF_MAP_UPDATE_ELEM
 * @reason: filled in on failure; may be NULL
 *
 * Return: 0; -EPERM: the map is read-only, or a member needs privilege in the initial
 * user namespace; -E2BIG: a byte after the last member is not zero; -EAGAIN: the etag
 * is outdated; -EINVAL: unknown flag or bit of the mask, or neither mask nor etag;
 * -EACCES: a member is read-only; -EOPNOTSUPP: the object does not support a member;
 * -ERANGE: a value is outside of its limits or not valid for its type; -ENODEV: the
 * network namespace is gone; -ENOMEM; -EINTR; or an error of the subsystem.  On
 * failure nothing was changed.
 */
int bpf_ctrl_update(struct bpf_map *map, const void *key, const void *value,
		    u64 flags, struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct bpf_ctrl_session_room room __uninitialized;
	struct ctrl_request r = {
		.cmap = cmap, .key = key, .user = value, .reason = reason,
		.dry_run = flags & BPF_F_CTRL_DRY_RUN,
		.reads = ((const struct bpf_ctrl_header *)value)->etag,
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
	err = request_run(&r);
	request_end(&r);
	return err;
}

/**
 * bpf_ctrl_delete() - reset an object to its defaults
 * @map: a control map
 * @key: kernel memory of the map's key size
 * @value: kernel memory of the map's value size, set to the value that was replaced;
 *	may be NULL
 * @reason: filled in on failure; may be NULL
 *
 * Members without a known default, and members that cannot be set through this map,
 * are not reset.
 *
 * Return: 0; or a negative errno as from bpf_ctrl_update(), then nothing was changed.
 */
int bpf_ctrl_delete(struct bpf_map *map, const void *key, void *value,
		    struct bpf_ctrl_reason *reason)
{
	const struct bpf_ctrl_map *cmap = bpf_ctrl_map(map);
	struct bpf_ctrl_session_room room __uninitialized;
	struct ctrl_request r = {
		.cmap = cmap, .key = key, .reason = reason, .reads = value,
	};
	int err;

	err = request_begin(&r, &room);
	if (err)
		return err;
	err = request_run(&r);
	if (!err && value)
		bpf_ctrl_session_show(&r.s, r.current_value, r.supported, value);
	request_end(&r);
	return err;
}
