// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb save: the settings of a machine as commands that make them again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "keep/keep.h"
#include "keep/saved.h"
#include "keep/settings.h"
#include "key/btf.h"
#include "key/kinds.h"
#include "stats/types.h"
#include "upstream/batch_maps.h"
#include "upstream/upstream.h"
#include "verbs/list.h"
#include "verbs/verbs.h"

/**
 * struct save - what is to be saved
 * @all: also what is as it was at first
 * @named: one control type, with those of its objects that are named, if any
 * @types: owned
 * @nr: number of @types
 * @keys: of the objects that are named, of KEY_ROOM bytes each; owned
 * @nr_keys: number of @keys
 */
struct save {
	bool all;
	bool named;
	struct saved_type *types;
	__u32 nr;
	char *keys;
	__u32 nr_keys;
};

static struct saved_type *type_add(const struct request *r, struct save *s)
{
	struct saved_type *at = realloc(s->types, (s->nr + 1) * sizeof(*at));

	if (!at)
		return NULL;
	s->types = at;
	at[s->nr] = (struct saved_type) {
		.r = {
			.kind = r->kind,
			.verb = r->verb,
			.words = r->words,
			.read_only = true,
			.given_fd = -1,
		},
	};

	return &at[s->nr++];
}

/* The error of a control type is that of the command. */
static int fail_as(struct request *r, struct saved_type *type, int err)
{
	verbs__explain(&type->r);
	r->err = type->r.err;

	return err;
}

static bool is_descriptor(const struct ctrl_type *key)
{
	const struct key_kind *kind;
	__u32 i;

	for (i = 0; i < key->nr; i++) {
		kind = key_kinds__of(&key->members[i]);
		if (kind && kind->is_fd)
			return true;
	}

	return false;
}

static int open_type(struct saved_type *type)
{
	struct request *r = &type->r;
	int err = request__open(r);

	if (err)
		return err;
	stats_types__name_request(r);
	if (keep_settings__find(&r->map->value, &type->settings))
		return request__no_memory(r);

	return 0;
}

/* Why nothing can be saved of a type that is named. */
static int refuse_type(struct saved_type *type)
{
	struct request *r = &type->r;

	if (is_descriptor(&r->map->key))
		return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
				       "an object of %s is a descriptor of a process, which no file can name",
				       r->type_name);
	if (!type->settings.nr)
		return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
				       "%s has no settings, only what changes by itself or cannot be set",
				       r->type_name);
	return 0;
}

static int add_key(struct save *s, struct request *r)
{
	char *at = realloc(s->keys, (size_t)(s->nr_keys + 1) * KEY_ROOM);
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	int err;

	if (!at)
		return request__no_memory(r);
	s->keys = at;
	err = key_btf__parse_next(&r->map->key, &r->words, r->foreign, key, &r->err);
	if (err)
		return err;
	memcpy(at + (size_t)s->nr_keys++ * KEY_ROOM, key, KEY_ROOM);

	return 0;
}

/* [TYPE [KEY...]] */
static int take_objects(struct request *r, void *options)
{
	struct saved_type *type;
	struct save *s = options;
	int err;

	if (!r->words.nr || verb__clause(r->verb, r->words.at[0]))
		return 0;
	if (!strcmp(r->words.at[0], "map"))
		return request__usage(r, "a file names objects of control types, not of maps");
	type = type_add(r, s);
	if (!type)
		return request__no_memory(r);
	s->named = true;
	err = request__take_map(&type->r, NULL) ?:
	      open_type(type) ?:
	      refuse_type(type);
	while (!err && type->r.words.nr && !verb__clause(r->verb, type->r.words.at[0]))
		err = add_key(s, &type->r);
	r->words = type->r.words;

	return err ? fail_as(r, type, err) : 0;
}

static int take_all(struct request *r, void *options)
{
	struct save *s = options;

	s->all = true;

	return 0;
}

static int read_keys(struct saved_type *type, const struct save *s)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
	int err = 0;
	__u32 i;

	for (i = 0; !err && i < s->nr_keys; i++) {
		memcpy(key, s->keys + (size_t)i * KEY_ROOM, KEY_ROOM);
		request__label(&type->r, key, &type->r.label);
		err = saved_type__add(type, key, s->all, true);
	}

	return err;
}

static int read_objects(struct saved_type *type, const struct save *s)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
	size_t size = type->r.map->key_size;
	struct list list;
	int err;
	__u32 i;

	err = list__read(&type->r, &list);
	if (err)
		return err;
	for (i = 0; !err && i < list.nr; i++) {
		memset(key, 0, sizeof(key));
		memcpy(key, (const char *)list.keys + i * size, size);
		err = saved_type__add(type, key, s->all, false);
	}
	list__deinit(&list);
	saved_type__order(type);

	return err;
}

/* Of all types, those are meant whose objects a file can name. */
static int read_type(struct request *r, struct save *s, __u32 number)
{
	struct saved_type *type = type_add(r, s);
	int err;

	if (!type)
		return request__no_memory(r);
	type->r.control_type = number;
	err = open_type(type);
	if (!err && (is_descriptor(&type->r.map->key) || !type->settings.nr))
		return 0;
	if (!err)
		err = read_objects(type, s);
	if (err && type->r.err.fault == CTRL_FAULT_NOT_LISTED)
		return 0;

	return err ? fail_as(r, type, err) : 0;
}

static int read_types(struct request *r, struct save *s)
{
	struct ctrl_directory directory;
	int err;
	__u32 i;

	err = ctrl_directory__init(&directory, batch_maps__pool(), &r->err);
	if (err)
		return err;
	for (i = 0; !err && i < directory.nr; i++)
		err = read_type(r, s, ctrl_directory__number(&directory, i));
	ctrl_directory__deinit(&directory);

	return err;
}

static int read_named(struct request *r, struct save *s)
{
	struct saved_type *type = &s->types[0];
	int err = s->nr_keys ? read_keys(type, s) : read_objects(type, s);

	return err ? fail_as(r, type, err) : 0;
}

/* The maps of all views are needed for each object, and kept as in a batch. */
static int save(struct request *r)
{
	struct save s = {};
	int err;
	__u32 i;

	ctrl_batch_begin();
	err = request__take(r, &s);
	if (!err)
		err = s.named ? read_named(r, &s) : read_types(r, &s);
	if (!err)
		saved__write(s.types, s.nr);
	for (i = 0; i < s.nr; i++)
		saved_type__deinit(&s.types[i]);
	free(s.types);
	free(s.keys);
	ctrl_batch_end();

	return err;
}

static bool pass_objects(struct request *r, const struct candidates *at)
{
	if (r->words.nr == 1) {
		complete_map__offer_types(r, at);
		return true;
	}
	if (verb__clause(r->verb, r->words.at[0]) || request__take_map(r, NULL))
		return true;

	return complete_key__pass(r, at);
}

static const struct clause of_save[] = {
	{ CLAUSE_OPTION, NULL, "TYPE [KEY...]", .take = take_objects, .pass = pass_objects },
	{ CLAUSE_OPTION, "all", .once = true, .take = take_all },
	{}
};

const struct verb verb_save = { "save", .clauses = of_save, .run = save };
