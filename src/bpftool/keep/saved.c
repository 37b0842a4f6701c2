// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The settings of a machine, while they are gathered. */
#include <stdlib.h>
#include <string.h>

#include "keep/saved.h"
#include "keep/word.h"
#include "key/kinds.h"
#include "objects/netdev.h"

/* What the views say of an object, freed by free_views(). */
static int read_views(struct saved_type *type, const void *key, bool all,
		      void *views[CTRL_VIEWS])
{
	int last = all ? CTRL_VIEW_MAX : CTRL_VIEW_DEFAULT, view, err = 0;
	struct request *r = &type->r;

	views[CTRL_VIEW_CURRENT] = calloc(1, r->map->value_size);
	if (!views[CTRL_VIEW_CURRENT])
		return request__no_memory(r);
	err = ctrl_map__lookup(r->map, key, views[CTRL_VIEW_CURRENT], &r->err);
	for (view = CTRL_VIEW_MIN; !err && view <= last; view++)
		err = ctrl_map__lookup_view(r->map, view, key, &views[view], &r->err);

	return err;
}

static void free_views(void *views[CTRL_VIEWS])
{
	int view;

	for (view = 0; view < CTRL_VIEWS; view++)
		free(views[view]);
}

/* What a view says of a member is the value in force. */
static bool is_as(const void *view, const void *value, const struct ctrl_member *m)
{
	return view && ctrl_value__has(view, m) &&
	       ctrl_bits__equal(view, value, m->bit_off, m->bits);
}

/* An attribute with one possible value cannot be set. */
static bool is_chosen(const struct saved_type *type, const struct ctrl_member *m,
		      void *views[CTRL_VIEWS])
{
	const void *value = views[CTRL_VIEW_CURRENT];
	char word[KEEP_WORD_ROOM];

	if (!ctrl_value__has(value, m) || is_as(views[CTRL_VIEW_DEFAULT], value, m))
		return false;
	if (is_as(views[CTRL_VIEW_MIN], value, m) && is_as(views[CTRL_VIEW_MAX], value, m))
		return false;

	return keep_word__value(m, value, type->r.map->value_size, word);
}

/* A device that has another one below it, as a VLAN has, is set after that. */
static unsigned int height_of(const struct saved_type *type, const void *key)
{
	const struct key_kind *kind = key_kinds__of_key(&type->r.map->key);
	struct key_label label;
	__u32 ifindex;

	if (!kind || kind->meaning != CTRL_MEANING_IFINDEX)
		return 0;
	request__label(&type->r, key, &label);
	memcpy(&ifindex, key, sizeof(ifindex));

	return netdev__height(ifindex, label.device);
}

static int add(struct saved_type *type, const void *key, void *views[CTRL_VIEWS])
{
	struct saved_object object = { .height = height_of(type, key) }, *at = NULL;
	__u32 i;

	object.chosen = calloc(type->settings.nr + 1, sizeof(*object.chosen));
	if (object.chosen)
		at = realloc(type->objects, (type->nr + 1) * sizeof(*at));
	if (!at) {
		free(object.chosen);
		return request__no_memory(&type->r);
	}
	memcpy(object.key, key, sizeof(object.key));
	for (i = 0; i < type->settings.nr; i++) {
		object.chosen[i] = is_chosen(type, &type->settings.at[i].member, views);
		object.nr_chosen += object.chosen[i];
	}
	object.value = views[CTRL_VIEW_CURRENT];
	views[CTRL_VIEW_CURRENT] = NULL;
	type->objects = at;
	at[type->nr++] = object;

	return 0;
}

int saved_type__add(struct saved_type *type, const void *key, bool all, bool must_exist)
{
	void *views[CTRL_VIEWS] = {};
	int err;

	err = read_views(type, key, all, views) ?:
	      add(type, key, views);
	free_views(views);
	if (err && !must_exist && type->r.err.fault == CTRL_FAULT_NO_OBJECT) {
		type->r.err = (struct ctrl_error) {};
		return 0;
	}

	return err;
}

/* What is equal stays in its order, which qsort() does not promise. */
void saved_type__order(struct saved_type *type)
{
	struct saved_object *at = type->objects, moved;
	__u32 i, k;

	for (i = 1; i < type->nr; i++) {
		moved = at[i];
		for (k = i; k && at[k - 1].height > moved.height; k--)
			at[k] = at[k - 1];
		at[k] = moved;
	}
}

void saved_type__deinit(struct saved_type *type)
{
	__u32 i;

	for (i = 0; i < type->nr; i++) {
		free(type->objects[i].value);
		free(type->objects[i].chosen);
	}
	free(type->objects);
	free(type->settings.at);
	request__deinit(&type->r);
}
