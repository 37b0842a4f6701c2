// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs that read one object, or what can be read: get, attrs and types. */
#include <stdlib.h>

#include "complete/complete.h"
#include "request/items.h"
#include "show/show.h"
#include "upstream/batch_maps.h"
#include "verbs/verbs.h"

static int items_from_words(struct request *r)
{
	__u32 nr = r->words.nr;
	struct ctrl_pair *pairs;
	int err;

	if (!nr)
		return request_items__all(r);

	pairs = request_items__pairs(r);
	if (!pairs)
		return request__no_memory(r);
	err = request_items__named(r, pairs, nr);
	free(pairs);

	return err;
}

static int lookup_and_show(struct request *r, bool alone)
{
	void *value = calloc(1, r->map->value_size);
	int err;

	if (!value)
		return request__no_memory(r);

	err = ctrl_map__lookup(r->map, r->key, value, &r->err);
	if (!err && alone)
		show_writer()->alone(&r->label, r->items.at, value);
	else if (!err)
		show_writer()->object(&r->label, &r->items, value);
	free(value);

	return err;
}

static int get(struct request *r)
{
	bool alone;
	int err = request__take(r, NULL);

	if (err)
		return err;
	alone = r->words.nr == 1;

	return request__open(r) ?:
	       items_from_words(r) ?:
	       lookup_and_show(r, alone);
}

static int lookup_limits(struct request *r, void *values[CTRL_VIEWS])
{
	struct ctrl_error error = r->err;
	int view, err;

	for (view = CTRL_VIEW_MIN; view < CTRL_VIEWS; view++) {
		err = ctrl_map__lookup_view(r->map, view, r->key, &values[view],
					    &error);
		/* the map given may be all that the caller has access to */
		if (err && !r->given) {
			r->err = error;
			return err;
		}
	}

	return 0;
}

static int lookup_views(struct request *r, void *values[CTRL_VIEWS])
{
	values[CTRL_VIEW_CURRENT] = calloc(1, r->map->value_size);
	if (!values[CTRL_VIEW_CURRENT])
		return request__no_memory(r);

	return ctrl_map__lookup(r->map, r->key, values[CTRL_VIEW_CURRENT],
				&r->err) ?:
	       (r->foreign ? 0 : lookup_limits(r, values));
}

/* Only commands that work on any control type describe the key. */
static const struct ctrl_type *key_type(const struct request *r)
{
	return object_kind__is_any(r->kind) ? &r->map->key : NULL;
}

static int describe_object(struct request *r)
{
	void *values[CTRL_VIEWS] = {};
	int view, err;

	err = lookup_views(r, values);
	if (!err)
		show_writer()->attributes(&r->label, key_type(r), &r->items,
					  (const void *const *)values);
	for (view = 0; view < CTRL_VIEWS; view++)
		free(values[view]);

	return err;
}

static int attrs(struct request *r)
{
	int err;

	err = request__take(r, NULL) ?:
	      request__open(r) ?:
	      request_items__all(r);
	if (err)
		return err;
	if (r->has_key)
		return describe_object(r);
	show_writer()->attributes(NULL, key_type(r), &r->items, NULL);

	return 0;
}

static int types(struct request *r)
{
	struct ctrl_directory directory;
	int err;

	err = request__take(r, NULL) ?:
	      ctrl_directory__init(&directory, batch_maps__pool(), &r->err);
	if (err)
		return err;
	err = show__types(&directory, &r->err);
	ctrl_directory__deinit(&directory);

	return err;
}

static const struct clause of_get[] = {
	CLAUSE_MAP,
	CLAUSE_OBJECT,
	{ CLAUSE_OPTION, NULL, "ATTR...", .pass = complete_attr__pass },
	{}
};

static const struct clause of_attrs[] = {
	CLAUSE_MAP,
	{ CLAUSE_OPTION, .argument_of = object_kind__key_help,
	  .take = request__take_if_object, .pass = complete_key__pass },
	{}
};

const struct verb verb_get = { "get", .clauses = of_get, .run = get };

const struct verb verb_attrs = { "attrs", .clauses = of_attrs, .run = attrs };

const struct verb verb_types = { "types", .run = types };
