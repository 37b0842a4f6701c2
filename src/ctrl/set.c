// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A change as a whole: read, apply, write, and again when others were faster. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

#define TRIES	64	/* against others who write the same object */

static int change_init(struct ctrl_change *c, const struct ctrl_map *map,
		       struct ctrl_error *err)
{
	c->before = calloc(1, map->value_size);
	c->after = calloc(1, map->value_size);
	c->changed = 0;
	c->unread = 0;
	c->unasked = false;
	if (c->before && c->after)
		return 0;
	ctrl_change__deinit(c);
	ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	return -ENOMEM;
}

void ctrl_change__deinit(struct ctrl_change *c)
{
	free(c->before);
	free(c->after);
	memset(c, 0, sizeof(*c));
}

/* What can only be read changes by itself: that is no change of ours. */
static void compare(const struct ctrl_map *map, struct ctrl_change *c)
{
	__u32 i;

	c->changed = 0;
	for (i = 0; i < map->value.nr; i++) {
		const struct ctrl_member *m = &map->value.members[i];

		if (!m->read_only &&
		    !ctrl_bits__equal(c->before, c->after, m->bit_off, m->bits))
			c->changed |= 1ULL << m->bit;
	}
}

/* To the caller, with what differs; after an error there is no change. */
static int hand_over(const struct ctrl_map *map, struct ctrl_change *c, int err,
		     struct ctrl_change *out)
{
	if (err) {
		ctrl_change__deinit(c);
		return err;
	}
	compare(map, c);
	*out = *c;
	return 0;
}

/*
 * An etag that others have made outdated. Drivers have this errno, too: it is told
 * by what the reason begins with, as that of any member.
 */
static bool is_outdated(const struct ctrl_change *c,
			const struct ctrl_error *refusal)
{
	__u64 etag;

	memcpy(&etag, c->after, sizeof(etag));
	return etag && refusal->code == EAGAIN &&
	       ctrl_reason_names(refusal->reason, "etag");
}

/* 1: others were faster, so that it may be tried again */
static int try_once(struct ctrl_plan *plan, __u64 flags, struct ctrl_change *c,
		    struct ctrl_error *err)
{
	struct ctrl_error refusal = { 0 };
	int ret;

	ret = ctrl_map__lookup(plan->map, plan->key, c->before, err);
	if (ret)
		return ret;
	memcpy(c->after, c->before, plan->map->value_size);
	ret = ctrl_plan_apply(plan, c->after, err);
	if (ret)
		return ret;
	ret = ctrl_map__update(plan->map, plan->key, c->after,
			       flags & ~CTRL_SET_AS_READ, &refusal);
	if (!ret)
		return 0;
	if (is_outdated(c, &refusal))
		return 1;
	ctrl_plan_explain(plan, c->after, &refusal);
	if (err && err->fault == CTRL_FAULT_NONE) {
		memcpy(refusal.object, err->object, sizeof(refusal.object));
		*err = refusal;
	}
	return ret;
}

static int run(struct ctrl_plan *plan, __u64 flags, struct ctrl_change *out,
	       struct ctrl_error *err)
{
	struct ctrl_change c;
	int ret, tries = TRIES;

	ret = change_init(&c, plan->map, err);
	if (ret)
		return ret;
	do {
		ret = try_once(plan, flags, &c, err);
	} while (ret > 0 && --tries);
	if (ret > 0)
		ret = ctrl_error__set(err, CTRL_FAULT_BUSY, EAGAIN, NULL);
	c.unasked = flags & CTRL_UPDATE_DRY_RUN && ctrl_map__is_host(plan->map);
	return hand_over(plan->map, &c, ret, out);
}

int ctrl_map__set(const struct ctrl_map *map, const void *key,
		  const struct ctrl_pair *pairs, size_t n, __u64 flags,
		  struct ctrl_change *change, struct ctrl_error *err)
{
	struct ctrl_plan plan;
	int ret;

	ret = ctrl_plan_init(&plan, map, key, pairs, n, err);
	if (ret)
		return ret;
	plan.with_etag = flags & CTRL_SET_AS_READ;
	ret = run(&plan, flags, change, err);
	ctrl_plan_deinit(&plan);
	return ret;
}

static int imagine(struct ctrl_plan *plan, struct ctrl_change *out,
		   struct ctrl_error *err)
{
	struct ctrl_change c;
	int ret;

	ret = change_init(&c, plan->map, err);
	if (ret)
		return ret;
	ret = ctrl_map__lookup(plan->map, plan->key, c.before, err);
	if (!ret) {
		memcpy(c.after, c.before, plan->map->value_size);
		ret = ctrl_plan_apply(plan, c.after, err);
	}
	return hand_over(plan->map, &c, ret, out);
}

int ctrl_map__imagine(const struct ctrl_map *map, const void *key,
		      const struct ctrl_pair *pairs, size_t n,
		      struct ctrl_change *change, struct ctrl_error *err)
{
	struct ctrl_plan plan;
	int ret;

	ret = ctrl_plan_init(&plan, map, key, pairs, n, err);
	if (ret)
		return ret;
	ret = imagine(&plan, change, err);
	ctrl_plan_deinit(&plan);
	return ret;
}

int ctrl_map__put_back(const struct ctrl_map *map, const void *key,
		       const void *before, __u64 members, struct ctrl_error *err)
{
	void *value;
	int ret;

	if (!members)
		return 0;
	value = malloc(map->value_size);
	if (!value)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	memcpy(value, before, map->value_size);
	ctrl_plan_set_header(value, false, members);
	ret = ctrl_map__update(map, key, value, 0, err);
	free(value);
	return ret;
}

static int reset_all(const struct ctrl_map *map, const void *key,
		     struct ctrl_change *change, struct ctrl_error *err)
{
	struct ctrl_change c;
	int ret;

	ret = change_init(&c, map, err);
	if (ret)
		return ret;
	ret = ctrl_map__lookup(map, key, c.before, err);
	if (!ret)
		ret = ctrl_map__reset(map, key, err);
	/* what happens from here on does not undo it */
	if (!ret)
		c.unread = -ctrl_map__lookup(map, key, c.after, NULL);
	if (c.unread)
		memcpy(c.after, c.before, map->value_size);
	return hand_over(map, &c, ret, change);
}

int ctrl_map__reset_some(const struct ctrl_map *map, const void *key,
			 const struct ctrl_pair *pairs, size_t n,
			 struct ctrl_change *change, struct ctrl_error *err)
{
	struct ctrl_pair *defaults;
	size_t i;
	int ret;

	if (!n)
		return reset_all(map, key, change, err);
	defaults = calloc(n, sizeof(*defaults));
	if (!defaults)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	for (i = 0; i < n; i++) {
		defaults[i].attribute = pairs[i].attribute;
		defaults[i].value = ctrl_view__word(CTRL_VIEW_DEFAULT);
	}
	ret = ctrl_map__set(map, key, defaults, n, 0, change, err);
	free(defaults);
	return ret;
}
