// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The control types that the running kernel has, by name. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"

int ctrl_directory__init(struct ctrl_directory *directory,
			 struct ctrl_pool *pool, struct ctrl_error *err)
{
	struct ctrl_directory d = { 0 };
	int ret;

	ret = ctrl_pool__map(pool, CTRL_TYPE_DIRECTORY, CTRL_VIEW_CURRENT, true,
			     &d.map, err);
	if (ret)
		return ret;
	ret = ctrl_map__lookup_all(d.map, &d.keys, &d.values, &d.nr, err);
	if (ret)
		ctrl_map__close(d.map);
	else
		*directory = d;
	return ret;
}

void ctrl_directory__deinit(struct ctrl_directory *d)
{
	free(d->keys);
	free(d->values);
	ctrl_map__close(d->map);
	memset(d, 0, sizeof(*d));
}

__u32 ctrl_directory__number(const struct ctrl_directory *d, __u32 i)
{
	const struct ctrl_member *m = d->map->key.members;
	const char *key = (const char *)d->keys + (size_t)i * d->map->key_size;

	return ctrl_bits__load(key, m->bit_off, m->bits);
}

const void *ctrl_directory__value(const struct ctrl_directory *d, __u32 i)
{
	return (const char *)d->values + (size_t)i * d->map->value_size;
}

void ctrl_directory__name(const struct ctrl_directory *d, __u32 i,
			  char name[CTRL_TYPE_NAME_MAX])
{
	struct ctrl_member m;

	name[0] = '\0';
	if (!ctrl_type__find(&d->map->value, "name", &m, NULL))
		ctrl_member__format(&m, ctrl_directory__value(d, i), name,
				    CTRL_TYPE_NAME_MAX);
}

/* As the directory has them: a type's name is not a word of its struct. */
static void restore_names(struct ctrl_error *err)
{
	int i;

	for (i = 0; i < err->nr_near; i++)
		ctrl_name__declared(err->near[i]);
}

static void say_near(const struct ctrl_directory *d, const char *word,
		     struct ctrl_error *err)
{
	char (*names)[CTRL_TYPE_NAME_MAX] = calloc(d->nr ?: 1, sizeof(*names));
	const char **list = calloc(d->nr ?: 1, sizeof(*list));
	__u32 i;

	for (i = 0; names && list && i < d->nr; i++) {
		ctrl_directory__name(d, i, names[i]);
		list[i] = names[i];
	}
	if (names && list)
		ctrl_error__near(err, word, list, d->nr);
	restore_names(err);
	free(names);
	free(list);
}

int ctrl_directory__find(const struct ctrl_directory *d, const char *word,
			 __u32 *number, struct ctrl_error *err)
{
	char name[CTRL_TYPE_NAME_MAX];
	__u32 i;

	for (i = 0; i < d->nr; i++) {
		ctrl_directory__name(d, i, name);
		if (!ctrl_name__equal(name, word))
			continue;
		*number = ctrl_directory__number(d, i);
		return 0;
	}
	if (err && err->fault == CTRL_FAULT_NONE) {
		say_near(d, word, err);
		snprintf(err->object, sizeof(err->object), "%s", word);
	}
	return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_TYPE, ENOENT,
			       ctrl_map__is_host(d->map) ?
			       "without control maps there are only those of the directory" :
			       NULL);
}
