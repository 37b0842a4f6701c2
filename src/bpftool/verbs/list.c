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
#include "show/show.h"
#include "text/table.h"
#include "verbs/list.h"
#include "verbs/verbs.h"

void list__show(const struct request *r, const struct list *list,
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
int list__read(struct request *r, struct list *list)
{
	struct ctrl_error *err = &r->err;
	int ret = ctrl_map__lookup_all(r->map, &list->keys, &list->values,
				       &list->nr, err);

	if (ret && err->fault == CTRL_FAULT_NO_OBJECT && err->code == ENODEV &&
	    !err->reason[0])
		snprintf(err->reason, sizeof(err->reason),
			 "the network namespace of the map is gone");
	return ret;
}

void list__deinit(struct list *list)
{
	free(list->keys);
	free(list->values);
}

static int read_and_show(struct request *r, const struct request_where *where)
{
	bool named = r->items.nr;
	struct list list;
	int err;

	err = request__open(r) ?:
	      (named ? 0 : request_items__all(r)) ?:
	      list__read(r, &list);
	if (err)
		return err;
	list__show(r, &list, where, named);
	list__deinit(&list);

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

int list__take_attributes(struct request *r, void *unused)
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
	CLAUSE_MAP, CLAUSE_LIST_ATTRIBUTES, CLAUSE_LIST_WHERE, {}
};

const struct verb verb_show = {
	"show", "list", .clauses = of_list, .run = show,
};

const struct verb verb_dump = { "dump", .clauses = of_list, .run = show };
