// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What the views say of an object, read when it is first asked for. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "views.h"

static const char *const words[CTRL_VIEWS] = {
	[CTRL_VIEW_CURRENT] = "current",
	[CTRL_VIEW_MIN] = "min",
	[CTRL_VIEW_MAX] = "max",
	[CTRL_VIEW_DEFAULT] = "default",
};

enum ctrl_view ctrl_view_of_word(const char *word)
{
	int v;

	for (v = CTRL_VIEW_MIN; v < CTRL_VIEWS; v++)
		if (!strcmp(word, words[v]))
			return v;
	return CTRL_VIEW_CURRENT;
}

const char *ctrl_view_word(enum ctrl_view view)
{
	return words[view];
}

void ctrl_views_deinit(struct ctrl_views *views)
{
	int v;

	for (v = 0; v < CTRL_VIEWS; v++)
		free(views->values[v]);
}

/* A map of our own is about our namespace, the one that was given may not be. */
static bool is_foreign(const struct ctrl_map *given, const struct ctrl_map *ours)
{
	return given->netns_ino && ours->netns_ino &&
	       given->netns_ino != ours->netns_ino;
}

static int read_view(struct ctrl_views *views, const struct ctrl_map *map,
		     void **out, struct ctrl_error *err)
{
	__u32 size = views->map->value_size;
	void *value;
	int ret;

	if (is_foreign(views->map, map))
		return ctrl_error__set(err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP,
			"the map is of another network namespace, whose limits and defaults are not known here");
	value = calloc(1, map->value_size > size ? map->value_size : size);
	if (!value)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	ret = ctrl_map__lookup(map, views->key, value, err);
	if (ret)
		free(value);
	else
		*out = value;
	return ret;
}

static int load(struct ctrl_views *views, enum ctrl_view view,
		struct ctrl_error *err)
{
	struct ctrl_map *map;
	int ret;

	if (views->values[view])
		return 0;
	ret = ctrl_map__create(views->map->control_type, view, true, &map, err);
	if (ret)
		return ret;
	ret = read_view(views, map, &views->values[view], err);
	ctrl_map__close(map);
	return ret;
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

static void say_limit(struct ctrl_views *views, enum ctrl_view view,
		      const struct ctrl_member *m, char *buf, size_t len)
{
	buf[0] = '\0';
	if (!load(views, view, NULL) && ctrl_value__has(views->values[view], m))
		ctrl_member__format(m, views->values[view], buf, len);
}

void ctrl_views_say_limits(struct ctrl_views *views, const struct ctrl_member *m,
			   struct ctrl_error *err)
{
	if (m->kind > CTRL_KIND_BOOL)
		return;
	say_limit(views, CTRL_VIEW_MIN, m, err->min, sizeof(err->min));
	say_limit(views, CTRL_VIEW_MAX, m, err->max, sizeof(err->max));
}
