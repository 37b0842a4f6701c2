// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What the views say of an object, read when it is first asked for. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "views.h"
#include "wide.h"

static const char *const words[CTRL_VIEWS] = {
	[CTRL_VIEW_CURRENT] = "current",
	[CTRL_VIEW_MIN] = "min",
	[CTRL_VIEW_MAX] = "max",
	[CTRL_VIEW_DEFAULT] = "default",
};

enum ctrl_view ctrl_view__of_word(const char *word)
{
	int v;

	for (v = CTRL_VIEW_CURRENT; v < CTRL_VIEWS; v++)
		if (!strcmp(word, words[v]))
			break;
	return v;
}

const char *ctrl_view__word(enum ctrl_view view)
{
	return words[view];
}

enum ctrl_view ctrl_view_of_value(const char *word)
{
	enum ctrl_view view = ctrl_view__of_word(word);

	return view == CTRL_VIEWS ? CTRL_VIEW_CURRENT : view;
}

void ctrl_views_deinit(struct ctrl_views *views)
{
	int v;

	for (v = 0; v < CTRL_VIEWS; v++)
		free(views->values[v]);
}

/*
 * A map of our own is about our namespace, the one that was given may not be. Both
 * have zeros where no namespace matters; that of the one that was given may be gone.
 */
static bool is_foreign(const struct ctrl_map *given, const struct ctrl_map *ours)
{
	return given->netns_ino != ours->netns_ino ||
	       given->netns_dev != ours->netns_dev;
}

/* With room for the attributes of @map, whichever of the two has more. */
static int read_view(const struct ctrl_map *map, const struct ctrl_map *of_view,
		     const void *key, void **out, struct ctrl_error *err)
{
	__u32 size = map->value_size > of_view->value_size ? map->value_size :
							     of_view->value_size;
	void *value;
	int ret;

	if (is_foreign(map, of_view))
		return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP,
			"the map is of another network namespace, whose limits and defaults are not known here");
	value = calloc(1, size);
	if (!value)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	ret = ctrl_map__lookup(of_view, key, value, err);
	if (ret)
		free(value);
	else
		*out = value;
	return ret;
}

int ctrl_map__lookup_view(const struct ctrl_map *map, enum ctrl_view view,
			  const void *key, void **value, struct ctrl_error *err)
{
	struct ctrl_map *of_view;
	int ret;

	ret = ctrl_pool__map(map->pool, map->control_type, view, true, &of_view,
			     err);
	if (ret)
		return ret;
	ret = read_view(map, of_view, key, value, err);
	ctrl_map__close(of_view);
	return ret;
}

static int load(struct ctrl_views *views, enum ctrl_view view,
		struct ctrl_error *err)
{
	if (views->values[view])
		return 0;
	return ctrl_map__lookup_view(views->map, view, views->key,
				     &views->values[view], err);
}

int ctrl_views_take(struct ctrl_views *views, enum ctrl_view view,
		    const struct ctrl_member *m, void *value,
		    struct ctrl_error *err)
{
	int ret = load(views, view, err);

	if (ret)
		return ret;
	if (!ctrl_value__has(views->values[view], m))
		return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP,
				       "no %s is known for it", words[view]);
	ctrl_bits__copy(value, views->values[view], m->bit_off, m->bits);
	return 0;
}

/* NULL: the view has no answer for it */
static const void *limit(struct ctrl_views *views, enum ctrl_view view,
			 const struct ctrl_member *m)
{
	if (load(views, view, NULL) || !ctrl_value__has(views->values[view], m))
		return NULL;
	return views->values[view];
}

bool ctrl_views_say_limits(struct ctrl_views *views, const struct ctrl_member *m,
			   const void *value, struct ctrl_error *err)
{
	const void *min, *max;

	if (m->kind > CTRL_KIND_BOOL)
		return false;
	min = limit(views, CTRL_VIEW_MIN, m);
	max = limit(views, CTRL_VIEW_MAX, m);
	if (!(min && ctrl_member_less(m, value, min)) && !(max && ctrl_member_less(m, max, value)))
		return false;
	if (min)
		ctrl_member__format(m, min, err->min, sizeof(err->min));
	if (max)
		ctrl_member__format(m, max, err->max, sizeof(err->max));
	return true;
}
