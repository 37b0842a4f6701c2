// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The verbs that read many objects: show and dump. All attributes of each, or a table of
 * those that are named; all objects, or those that are meant.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "request/items.h"
#include "request/where.h"
#include "show/show.h"
#include "text/table.h"
#include "verbs/verbs.h"

/**
 * struct list - objects, as lookup_all() gives them
 * @keys: of the objects, owned
 * @values: likewise
 * @nr: number of objects
 */
struct list {
	void *keys;
	void *values;
	__u32 nr;
};

static void show_objects(const struct request *r, const struct list *list,
			 const struct request_where *where, bool as_table)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	const struct show_writer *writer = show_writer();
	struct table table = {};
	struct key_label label;
	const char *value;
	__u32 i;

	if (as_table)
		writer->table_begin(&table, r->kind->key_help, &r->items);
	else
		writer->list_begin();
	for (i = 0; i < list->nr; i++) {
		value = (const char *)list->values + (size_t)i * r->map->value_size;
		if (!request_where__matches(where, value))
			continue;
		memcpy(key, (const char *)list->keys + (size_t)i * r->map->key_size,
		       r->map->key_size);
		request__label(r, key, &label);
		if (request__is_gone(r, key, &label))
			continue;
		if (as_table)
			writer->row(&table, &label, &r->items, value);
		else
			writer->object(&label, &r->items, value);
	}
	if (as_table)
		writer->table_end(&table);
	else
		writer->list_end();
}

/* ENODEV without an object can only be about the network namespace of the map. */
static int lookup_all(struct request *r, void **keys, void **values, __u32 *nr)
{
	struct ctrl_error *err = &r->err;
	int ret = ctrl_map__lookup_all(r->map, keys, values, nr, err);

	if (ret && err->fault == CTRL_FAULT_NO_OBJECT && err->code == ENODEV &&
	    !err->reason[0])
		snprintf(err->reason, sizeof(err->reason),
			 "the network namespace of the map is gone");
	return ret;
}

static int read_and_show(struct request *r, const struct request_where *where)
{
	bool named = r->items.nr;
	struct list list;
	int err;

	err = request__open(r) ?:
	      (named ? 0 : request_items__all(r)) ?:
	      lookup_all(r, &list.keys, &list.values, &list.nr);
	if (err)
		return err;
	show_objects(r, &list, where, named);
	free(list.keys);
	free(list.values);

	return 0;
}

static int show(struct request *r)
{
	struct request_where where = {};
	int err;

	err = request__take(r, &where) ?:
	      read_and_show(r, &where);
	request_where__deinit(&where);

	return err;
}

/* Up to the keyword. */
static int take_attributes(struct request *r, void *unused)
{
	struct ctrl_pair pair = {};
	int err = 0;

	while (!err && r->words.nr && !ctrl_name__equal(r->words.at[0], WHERE_WORD)) {
		pair.attribute = words__take(&r->words);
		err = request__open(r) ?:
		      request_items__named(r, &pair, 1);
	}

	return err;
}

static const struct clause of_list[] = {
	CLAUSE_MAP,
	{ CLAUSE_OPTION, NULL, "ATTR...", .take = take_attributes,
	  .pass = complete_attr__pass_list },
	{ CLAUSE_OPTION, WHERE_WORD, "ATTR VALUE [ATTR VALUE]...", .take = request_where__take },
	{}
};

const struct verb verb_show = {
	"show", "list", .clauses = of_list, .run = show,
};

const struct verb verb_dump = { "dump", .clauses = of_list, .run = show };
