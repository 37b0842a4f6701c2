// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool xdp queues: the receive queues of devices, a line each. */
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "key/netdev.h"
#include "key/netqueue.h"
#include "request/items.h"
#include "show/show.h"
#include "upstream/upstream.h"
#include "verbs/list.h"
#include "verbs/verbs.h"

/**
 * struct queues - which queues
 * @where: what they have to be; the first member, as CLAUSE_LIST_WHERE wants it
 * @of_device: those of one device
 * @ifindex: that one
 */
struct queues {
	struct request_where where;
	bool of_device;
	__u32 ifindex;
};

static bool is_attribute(struct request *r, const char *word)
{
	struct ctrl_error ignored = {};
	struct ctrl_member member;

	return !ctrl_type__find(&r->map->value, word, &member, &ignored);
}

/* A device that is called as an attribute, or as a keyword, is behind "dev". */
static int take_device(struct request *r, void *options)
{
	struct queues *q = options;
	int err;

	if (!r->words.nr || ctrl_name__equal(r->words.at[0], WHERE_WORD))
		return 0;
	err = request__open(r);
	if (err || is_attribute(r, r->words.at[0]))
		return err;
	q->of_device = true;

	return key_netdev_kind.parse(&r->words, r->foreign, &q->ifindex, &r->err);
}

static bool pass_device(struct request *r, const struct candidates *at)
{
	key_netdev_kind.offer(&r->words, at);

	return true;
}

/* Those of one device are not behind each other only while it changes. */
static void keep_device(struct list *list, const struct ctrl_map *map, __u32 ifindex)
{
	char *keys = list->keys, *values = list->values;
	__u32 i, kept = 0, of;

	for (i = 0; i < list->nr; i++) {
		memcpy(&of, keys + (size_t)i * map->key_size, sizeof(of));
		if (of != ifindex)
			continue;
		memmove(keys + (size_t)kept * map->key_size,
			keys + (size_t)i * map->key_size, map->key_size);
		memmove(values + (size_t)kept * map->value_size,
			values + (size_t)i * map->value_size, map->value_size);
		kept++;
	}
	list->nr = kept;
}

/* Whether any queue has it; @zeroes: a value of the map, or NULL: 0 will do. */
static bool has_any(const struct ctrl_map *map, const struct list *list,
		    const struct ctrl_member *member, const void *zeroes)
{
	const char *value = list->values;
	__u32 i;

	for (i = 0; i < list->nr; i++, value += map->value_size)
		if (ctrl_value__has(value, member) &&
		    (!zeroes || !ctrl_bits__equal(value, zeroes, member->bit_off,
						  member->bits)))
			return true;

	return false;
}

/* The attributes that tell something. */
static int add_columns(struct request *r, const struct list *list, const void *zeroes)
{
	const struct ctrl_type *type = &r->map->value;
	struct ctrl_pair pairs[64] = {};
	__u32 nr = 0, i;

	for (i = 0; i < type->nr && nr < ARRAY_SIZE(pairs); i++)
		if (has_any(r->map, list, &type->members[i], zeroes))
			pairs[nr++].attribute = type->members[i].name;

	return nr ? request_items__named(r, pairs, nr) : 0;
}

/* Text has those that are not 0 everywhere. */
static int choose_columns(struct request *r, const struct list *list)
{
	void *zeroes;
	int err;

	if (json_output)
		return request_items__all(r);
	zeroes = calloc(1, r->map->value_size);
	if (!zeroes)
		return request__no_memory(r);
	err = add_columns(r, list, zeroes);
	if (!err && !r->items.nr)
		err = add_columns(r, list, NULL);
	free(zeroes);

	return err;
}

static int show_queues(struct request *r, const struct queues *q)
{
	bool as_table = r->items.nr || !json_output;
	struct list list;
	int err;

	err = list__read(r, &list);
	if (err)
		return err;
	if (q->of_device)
		keep_device(&list, r->map, q->ifindex);
	if (!r->items.nr)
		err = choose_columns(r, &list);
	if (!err)
		list__show(r, &list, &q->where, as_table);
	list__deinit(&list);

	return err;
}

static int queues(struct request *r)
{
	struct queues q = {};
	int err;

	err = request__take(r, &q) ?:
	      request__open(r) ?:
	      show_queues(r, &q);
	request_where__deinit(&q.where);

	return err;
}

static const struct clause clauses[] = {
	CLAUSE_MAP,
	{ CLAUSE_OPTION, NULL, "DEV", .take = take_device, .pass = pass_device },
	CLAUSE_LIST_ATTRIBUTES, CLAUSE_LIST_WHERE, {}
};

static const struct verb show = {
	"show", "list", .implied = true, .clauses = clauses, .run = queues,
};

static const struct verb *const verbs[] = { &show, &verb_help, NULL };

#define ATTRS	"ctrl attrs xdp_queue"

static void add_terms(FILE *out)
{
	fprintf(out,
		"       DEV := %s\n"
		"       ATTR := as \"%s " ATTRS "\" lists them; '-' and '_' are alike\n"
		"       VALUE := { NUMBER | WORD }\n"
		"       " HELP_SPEC_MAP "\n",
		key_netdev_kind.syntax, bin_name);
}

static const struct object_kind queue_of_device = {
	.command = "xdp queues",
	.control_type = CTRL_TYPE_XDP_QUEUE,
	.key = &key_netqueue_kind,
	.key_help = "QUEUE",
	.verbs = verbs,
	.add_terms = add_terms,
	.attrs = ATTRS,
	.examples =
		"       Examples:\n"
		"              bpftool xdp queues eth0\n"
		"              bpftool xdp queues packets drop where xsk-mode copy\n",
};

const struct verb verb_queues = { "queues", .below = &queue_of_device };
