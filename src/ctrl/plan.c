// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What a change is about: every word is judged before the kernel is asked. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

static void name_pair(const struct ctrl_pair *pair, struct ctrl_error *err)
{
	if (!err || err->attribute[0])
		return;
	ctrl_name__plain(pair->attribute, err->attribute, sizeof(err->attribute));
	if (pair->value && !err->value[0])
		snprintf(err->value, sizeof(err->value), "%s", pair->value);
}

/* Whether @part is a path into what @whole names. */
static bool is_inside(const char *part, const char *whole)
{
	char begin[CTRL_PATH_MAX];
	size_t n = strlen(whole);

	if (n >= sizeof(begin) || strlen(part) <= n)
		return false;
	snprintf(begin, sizeof(begin), "%.*s", (int)n, part);
	return ctrl_name__equal(begin, whole) && (part[n] == '.' || part[n] == '[');
}

static int say_overlap(const char *a, const char *b, struct ctrl_error *err)
{
	char other[CTRL_PATH_MAX];

	if (ctrl_name__equal(a, b))
		return ctrl_error__set(err, CTRL_FAULT_TWICE, 0, NULL);
	ctrl_name__plain(a, other, sizeof(other));
	if (is_inside(b, a))
		return ctrl_error__set(err, CTRL_FAULT_OVERLAP, 0,
				       "it is a part of %s", other);
	if (is_inside(a, b))
		return ctrl_error__set(err, CTRL_FAULT_OVERLAP, 0,
				       "%s is a part of it", other);
	return ctrl_error__set(err, CTRL_FAULT_OVERLAP, 0,
			       "it and %s are one place, as members of a union",
			       other);
}

static int check_overlap(const struct ctrl_plan *plan, size_t i,
			 struct ctrl_error *err)
{
	size_t k;

	for (k = 0; k < i; k++)
		if (ctrl_member__overlaps(&plan->members[k], &plan->members[i]))
			return say_overlap(plan->pairs[k].attribute,
					   plan->pairs[i].attribute, err);
	return 0;
}

/* What is never set is not reset either. */
static int check_word(const struct ctrl_member *m, const char *word, void *scratch,
		      struct ctrl_error *err)
{
	if (ctrl_view_of_value(word) && m->kind != CTRL_KIND_FLOAT &&
	    m->kind != CTRL_KIND_OPAQUE)
		return 0;
	return ctrl_member__parse(m, word, scratch, err);
}

/* @scratch: a value that is thrown away */
static int resolve_pair(struct ctrl_plan *plan, size_t i, void *scratch,
			struct ctrl_error *err)
{
	const struct ctrl_pair *pair = &plan->pairs[i];
	struct ctrl_member *m = &plan->members[i];
	int ret;

	ret = ctrl_map__find(plan->map, pair->attribute, m, err);
	if (ret)
		return ret;
	ret = check_overlap(plan, i, err);
	if (ret)
		return ret;
	if (m->read_only)
		return ctrl_error__set(err, CTRL_FAULT_READ_ONLY, EACCES, NULL);
	if (!pair->value)
		return ctrl_error__set(err, CTRL_FAULT_NO_VALUE, 0, NULL);
	return check_word(m, pair->value, scratch, err);
}

static int resolve_pairs(struct ctrl_plan *plan, struct ctrl_error *err)
{
	void *scratch = calloc(1, plan->map->value_size);
	int ret = 0;
	size_t i;

	if (!scratch)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	for (i = 0; i < plan->n && !ret; i++) {
		ret = resolve_pair(plan, i, scratch, err);
		if (ret)
			name_pair(&plan->pairs[i], err);
	}
	free(scratch);
	return ret;
}

int ctrl_plan_init(struct ctrl_plan *plan, const struct ctrl_map *map,
		   const void *key, const struct ctrl_pair *pairs, size_t n,
		   struct ctrl_error *err)
{
	struct ctrl_plan p = {
		.map = map, .key = key, .pairs = pairs, .n = n,
		.members = calloc(n ? n : 1, sizeof(*p.members)),
		.views = { .map = map, .key = key },
	};
	int ret;

	if (!p.members)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	ret = resolve_pairs(&p, err);
	if (ret)
		ctrl_plan_deinit(&p);
	else
		*plan = p;
	return ret;
}

void ctrl_plan_deinit(struct ctrl_plan *plan)
{
	ctrl_views_deinit(&plan->views);
	free(plan->members);
}

static int store_pair(struct ctrl_plan *plan, size_t i, void *value,
		      struct ctrl_error *err)
{
	const struct ctrl_member *m = &plan->members[i];
	const char *word = plan->pairs[i].value;
	enum ctrl_view view = ctrl_view_of_value(word);

	if (!ctrl_value__has(value, m))
		return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP, NULL);
	if (view)
		return ctrl_views_take(&plan->views, view, m, value, err);
	return ctrl_member__parse(m, word, value, err);
}

/* A part of a member is written with the rest of it, which others may change. */
static bool is_part(const struct ctrl_map *map, const struct ctrl_member *m)
{
	const struct ctrl_member *members = map->value.members;
	__u32 i;

	for (i = 0; i < map->value.nr; i++)
		if (members[i].bit == m->bit &&
		    (members[i].bit_off != m->bit_off ||
		     members[i].bits != m->bits))
			return true;
	return false;
}

void ctrl_plan_set_header(void *value, bool keep_etag, __u64 mask)
{
	if (!keep_etag)
		memset(value, 0, sizeof(__u64));
	memcpy((char *)value + sizeof(__u64), &mask, sizeof(mask));
}

int ctrl_plan_apply(struct ctrl_plan *plan, void *value, struct ctrl_error *err)
{
	bool parts = false;
	__u64 mask = 0;
	size_t i;
	int ret;

	for (i = 0; i < plan->n; i++) {
		ret = store_pair(plan, i, value, err);
		if (ret) {
			name_pair(&plan->pairs[i], err);
			return ret;
		}
		mask |= 1ULL << plan->members[i].bit;
		parts |= is_part(plan->map, &plan->members[i]);
	}
	ctrl_plan_set_header(value, parts || plan->with_etag, mask);
	return 0;
}

/* The first name of a path. */
static size_t first_name(const char *path)
{
	return strcspn(path, ".[: ");
}

/* Where the reason itself begins; NULL: it is about no member */
static const char *behind_path(const char *reason)
{
	const char *end = strstr(reason, ": ");

	return end && strcspn(reason, " ") > (size_t)(end - reason) ? end + 2 : NULL;
}

bool ctrl_reason_names(const char *reason, const char *name)
{
	char begin[CTRL_PATH_MAX];

	snprintf(begin, sizeof(begin), "%.*s", (int)first_name(reason), reason);
	return behind_path(reason) && begin[0] && ctrl_name__equal(begin, name);
}

static bool is_blamed(const struct ctrl_pair *pair, const char *reason)
{
	char name[CTRL_PATH_MAX];

	snprintf(name, sizeof(name), "%.*s", (int)first_name(pair->attribute),
		 pair->attribute);
	return ctrl_reason_names(reason, name);
}

/* The name that the reason begins with is said in front of it already. */
static void drop_name(char *reason)
{
	const char *rest = behind_path(reason);

	if (rest)
		memmove(reason, rest, strlen(rest) + 1);
}

/* Whether the kernel takes this change with the limit in place of the value. */
static bool limit_holds(struct ctrl_plan *plan, enum ctrl_view view,
			const struct ctrl_member *m, const void *value)
{
	const void *limit = plan->views.values[view];
	bool holds;
	void *copy;

	if (!limit || !ctrl_value__has(limit, m))
		return true;
	copy = malloc(plan->map->value_size);
	if (!copy)
		return false;
	memcpy(copy, value, plan->map->value_size);
	ctrl_bits__copy(copy, limit, m->bit_off, m->bits);
	holds = !ctrl_map__update(plan->map, plan->key, copy,
				  CTRL_UPDATE_DRY_RUN, NULL);
	free(copy);
	return holds;
}

/*
 * A range that the value is outside of says more than the kernel's reason. What
 * else is set may have changed it: then the kernel is asked, who tells its reason
 * in no other way.
 */
static void explain_range(struct ctrl_plan *plan, const struct ctrl_member *m,
			  const void *value, struct ctrl_error *err)
{
	if (!ctrl_views_say_limits(&plan->views, m, value, err))
		return;
	if (plan->n == 1 ||
	    (limit_holds(plan, CTRL_VIEW_MIN, m, value) &&
	     limit_holds(plan, CTRL_VIEW_MAX, m, value))) {
		err->reason[0] = '\0';
	} else {
		err->min[0] = '\0';
		err->max[0] = '\0';
	}
}

void ctrl_plan_explain(struct ctrl_plan *plan, const void *value,
		       struct ctrl_error *err)
{
	size_t i;

	/* the object has all that is set: it is another reason of this errno */
	if (err->fault == CTRL_FAULT_UNSUPPORTED)
		err->fault = CTRL_FAULT_KERNEL;
	for (i = 0; i < plan->n; i++)
		if (is_blamed(&plan->pairs[i], err->reason))
			break;
	if (i < plan->n && err->fault == CTRL_FAULT_RANGE)
		drop_name(err->reason);
	else if (i == plan->n && plan->n == 1 && err->fault == CTRL_FAULT_RANGE)
		i = 0;
	if (i == plan->n)
		return;
	name_pair(&plan->pairs[i], err);
	if (err->fault == CTRL_FAULT_RANGE)
		explain_range(plan, &plan->members[i], value, err);
}
