// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/*
 * Changes by the rules of control maps: mask, etag, limits. All of them are judged before
 * anything is set.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "../wide.h"
#include "host.h"

/**
 * struct update - one update or reset on its way
 * @c: what is changed
 * @user: the caller's value; NULL: a reset
 * @current: value in force; owned
 * @wanted: the same with the change made; owned
 * @min: answer of the MIN view, or of the DEFAULT view; owned
 * @max: answer of the MAX view; owned
 * @named: bits of members that the caller named in the mask
 */
struct update {
	struct ctrl_host_change c;
	const void *user;
	void *current;
	void *wanted;
	void *min;
	void *max;
	__u64 named;
};

static int update_init(struct update *u, const struct ctrl_map *map,
		       const void *key, const void *user, struct ctrl_error *err)
{
	*u = (struct update) {
		.user = user,
		.current = malloc(map->value_size),
		.wanted = malloc(map->value_size),
		.min = malloc(map->value_size),
		.max = malloc(map->value_size),
	};
	u->c = (struct ctrl_host_change) {
		.map = map, .key = key,
		.current = u->current, .wanted = u->wanted,
	};
	if (u->current && u->wanted && u->min && u->max)
		return 0;
	ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	return -ENOMEM;
}

static void update_deinit(struct update *u)
{
	free(u->current);
	free(u->wanted);
	free(u->min);
	free(u->max);
}

static __u64 bit_of(const struct ctrl_member *m)
{
	return 1ULL << m->bit;
}

static int check_etag(const struct update *u, struct ctrl_error *err)
{
	const struct bpf_ctrl_header *user = u->user, *current = u->current;

	if (!user->etag || user->etag == current->etag)
		return 0;
	return ctrl_error__set(err, CTRL_FAULT_KERNEL, EAGAIN,
			       "etag: the attributes have changed since they were read");
}

/* Which members the caller's value is about. */
static int read_mask(struct update *u, __u64 *mask, struct ctrl_error *err)
{
	const struct ctrl_type *type = &u->c.map->value;
	const struct bpf_ctrl_header *user = u->user, *current = u->current;
	__u32 i;

	u->named = user->mask;
	*mask = user->mask;
	if (!user->mask && !user->etag)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "mask: 0 names nothing: set bits of it, or give the etag that was read");
	for (i = 0; !user->mask && i < type->nr; i++)
		if (!type->members[i].read_only)
			*mask |= bit_of(&type->members[i]) & current->mask;
	return 0;
}

static int judge_member(const struct update *u, const struct ctrl_member *m,
			struct ctrl_error *err)
{
	if (m->read_only)
		return ctrl_error__set(err, CTRL_FAULT_READ_ONLY, EACCES,
				       "%s: read-only", m->name);
	if (!ctrl_value__has(u->current, m))
		return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP,
				       "%s: not supported here", m->name);
	return 0;
}

static bool is_repeated(const struct update *u, const struct ctrl_member *m)
{
	const size_t *repeats = u->c.map->host->repeats;

	for (; repeats && *repeats; repeats++)
		if (m->bit_off == *repeats * 8)
			return u->named & bit_of(m);
	return false;
}

static void take_member(struct update *u, const struct ctrl_member *m,
			const void *from)
{
	if (!is_repeated(u, m) &&
	    ctrl_bits__equal(u->current, from, m->bit_off, m->bits))
		return;
	u->c.changed |= bit_of(m);
	ctrl_bits__copy(u->wanted, from, m->bit_off, m->bits);
}

/* What the caller asks for. */
static int merge(struct update *u, struct ctrl_error *err)
{
	const struct ctrl_type *type = &u->c.map->value;
	__u64 mask, left;
	__u32 i;
	int ret;

	ret = check_etag(u, err) ?: read_mask(u, &mask, err);
	left = ret ? 0 : mask;
	for (i = 0; i < type->nr && !ret; i++) {
		const struct ctrl_member *m = &type->members[i];

		if (!(mask & bit_of(m)))
			continue;
		left &= ~bit_of(m);
		ret = judge_member(u, m, err);
		if (!ret)
			take_member(u, m, u->user);
	}
	if (!ret && left)
		ret = ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				      "mask: bit %d is no attribute",
				      __builtin_ctzll(left));
	return ret;
}

/* What a reset asks for: what is as it was already, or has no default, stays. */
static int merge_defaults(struct update *u, struct ctrl_error *err)
{
	const struct ctrl_type *type = &u->c.map->value;
	__u32 i;
	int ret;

	ret = ctrl_host_get(u->c.map, u->c.key, CTRL_VIEW_DEFAULT, u->min, err);
	for (i = 0; i < type->nr && !ret; i++) {
		const struct ctrl_member *m = &type->members[i];

		if (!m->read_only && ctrl_value__has(u->current, m) &&
		    ctrl_value__has(u->min, m))
			take_member(u, m, u->min);
	}
	return ret;
}

static void write_number(const struct ctrl_member *m, const void *value,
			 char word[CTRL_WIDE_ROOM])
{
	ctrl_wide_format(ctrl_wide_load(m, value), m->kind == CTRL_KIND_INT, word,
			 CTRL_WIDE_ROOM);
}

static int check_member(const struct update *u, const struct ctrl_member *m,
			struct ctrl_error *err)
{
	char word[CTRL_WIDE_ROOM], low[CTRL_WIDE_ROOM] = "", high[CTRL_WIDE_ROOM] = "";
	bool has_min = ctrl_value__has(u->min, m), has_max = ctrl_value__has(u->max, m);

	if (!(has_min && ctrl_member_less(m, u->wanted, u->min)) &&
	    !(has_max && ctrl_member_less(m, u->max, u->wanted)))
		return 0;
	write_number(m, u->wanted, word);
	if (has_min)
		write_number(m, u->min, low);
	if (has_max)
		write_number(m, u->max, high);
	return ctrl_error__set(err, CTRL_FAULT_RANGE, ERANGE,
			       "%s: %s is outside %s..%s", m->name, word, low, high);
}

static int check_limits(struct update *u, struct ctrl_error *err)
{
	const struct ctrl_type *type = &u->c.map->value;
	struct ctrl_host_value max = { u->c.map, u->max };
	__u32 i;
	int ret;

	ret = ctrl_host_get(u->c.map, u->c.key, CTRL_VIEW_MIN, u->min, err) ?:
	      ctrl_host_get(u->c.map, u->c.key, CTRL_VIEW_MAX, u->max, err);
	if (!ret && u->c.map->host->limit)
		u->c.map->host->limit(&u->c, &max);
	for (i = 0; i < type->nr && !ret; i++)
		if (u->c.changed >> type->members[i].bit & 1 &&
		    type->members[i].kind <= CTRL_KIND_BOOL)
			ret = check_member(u, &type->members[i], err);
	return ret;
}

/* A bool of another program may be any byte. */
static int check_bools(const struct update *u, struct ctrl_error *err)
{
	const struct ctrl_type *type = &u->c.map->value;
	__u32 i;

	for (i = 0; i < type->nr; i++) {
		const struct ctrl_member *m = &type->members[i];

		if (u->c.changed & bit_of(m) && m->kind == CTRL_KIND_BOOL &&
		    ctrl_bits__load(u->wanted, m->bit_off, m->bits) > 1)
			return ctrl_error__set(err, CTRL_FAULT_RANGE, ERANGE,
					       "%s: neither 0 nor 1", m->name);
	}
	return 0;
}

static int carry_out(struct update *u, __u64 flags, struct ctrl_error *err)
{
	const struct ctrl_host_type *type = u->c.map->host;
	int ret;

	if (!u->c.changed)
		return 0;
	ret = check_bools(u, err);
	if (!ret && type->permit)
		ret = type->permit(&u->c, err);
	if (!ret)
		ret = check_limits(u, err);
	if (!ret && type->check)
		ret = type->check(&u->c, err);
	if (ret || flags & CTRL_UPDATE_DRY_RUN)
		return ret;
	return ctrl_host_make(&u->c, err);
}

static int may_set(const struct ctrl_map *map, struct ctrl_error *err)
{
	const char *why_not = map->host->why_not;

	if (map->read_only || map->view != CTRL_VIEW_CURRENT)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				       "this map is read-only");
	if (!map->host->nr_steps)
		return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP,
				       why_not ? "%s" : NULL, why_not);
	return 0;
}

/* @user: NULL: a reset */
static int run(const struct ctrl_map *map, const void *key, const void *user,
	       __u64 flags, struct ctrl_error *err)
{
	struct update u;
	int ret;

	ret = may_set(map, err);
	if (ret)
		return ret;
	ret = update_init(&u, map, key, user, err);
	if (!ret)
		ret = ctrl_host_get(map, key, CTRL_VIEW_CURRENT, u.current, err);
	if (!ret) {
		memcpy(u.wanted, u.current, map->value_size);
		ret = user ? merge(&u, err) : merge_defaults(&u, err);
	}
	if (!ret)
		ret = carry_out(&u, flags, err);
	update_deinit(&u);
	return ret;
}

int ctrl_host_update(const struct ctrl_map *map, const void *key,
		     const void *value, __u64 flags, struct ctrl_error *err)
{
	if (flags & ~(__u64)(BPF_EXIST | CTRL_UPDATE_DRY_RUN))
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, EINVAL,
				       "unknown flag: BPF_EXIST and BPF_F_CTRL_DRY_RUN are known");
	return run(map, key, value, flags, err);
}

int ctrl_host_reset(const struct ctrl_map *map, const void *key,
		    struct ctrl_error *err)
{
	return run(map, key, NULL, 0, err);
}
