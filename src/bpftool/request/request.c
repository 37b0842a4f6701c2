// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What a verb works on: the words, the map, the object, the attributes. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "key/btf.h"
#include "objects/bpffs.h"
#include "objects/netns.h"
#include "request/map_arg.h"
#include "request/request.h"
#include "text/number.h"
#include "upstream/batch_maps.h"
#include "upstream/upstream.h"

static void release_key(struct request *r)
{
	const struct key_kind *key = r->kind->key;

	if (!key)
		key_btf__release(&r->map->key, r->key);
	else if (key->release)
		key->release(r->key);
}

void request__deinit(struct request *r)
{
	if (r->has_key)
		release_key(r);
	if (r->given_fd >= 0)
		close(r->given_fd);
	ctrl_map__close(r->map);
	free(r->items.at);
}

int request__usage(struct request *r, const char *fmt, ...)
{
	char why[160], usage[VERB_USAGE_MAX];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof(why), fmt, args);
	va_end(args);
	verb__usage(r->verb, r->kind, usage, sizeof(usage));

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0, "%s; usage: %s",
			       why, usage);
}

int request__no_value(struct request *r, const char *attribute)
{
	snprintf(r->err.attribute, sizeof(r->err.attribute), "%s", attribute);

	return ctrl_error__set(&r->err, CTRL_FAULT_NO_VALUE, 0, NULL);
}

int request__no_memory(struct request *r)
{
	return ctrl_error__set(&r->err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
}

/* Where "map" names an object that is called so, and not a map. */
static const char *map_hint(const struct request *r)
{
	char *at[2] = { (char *)r->kind->key_word };
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	struct words words = { .nr = 2, .at = at };
	struct ctrl_error ignored = {};

	at[1] = "map";
	if (!r->kind->key_word ||
	    r->kind->key->parse(&words, false, key, &ignored))
		return "";

	return "; what is called map is 'dev map'";
}

static int map_fault(struct request *r, const char *how, const char *which,
		     int code)
{
	enum ctrl_fault fault = CTRL_FAULT_PERMISSION;
	const char *why = NULL;

	switch (code) {
	case EEXIST:
		return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, code,
				       "more than one map is called '%s': use its id, or where it is pinned",
				       which);
	case ENOENT:
		return ctrl_error__set(&r->err, CTRL_FAULT_NO_OBJECT, code,
				       "there is no map '%s %s'", how, which);
	case EPERM:
	case EACCES:
		if (!strcmp(how, "pinned"))
			fault = bpffs__why_not_opened(which, &why);
		else
			why = "a map is found by id or name with CAP_SYS_ADMIN";
		return ctrl_error__set(&r->err, fault, code, "map '%s %s': %s",
				       how, which, why ?: strerror(code));
	default:
		return ctrl_error__set(&r->err, CTRL_FAULT_KERNEL, code,
				       "map '%s %s'", how, which);
	}
}

const char *request__why_not_permitted(const struct request *r)
{
	if (map_arg__is_frozen(r->map->fd))
		return "the map is frozen";
	if (!map_arg__may(r->map->fd, !r->read_only))
		return "the map was not opened for that";

	return NULL;
}

/* A number, or a name of the directory. */
static int take_type(struct request *r)
{
	struct ctrl_directory directory;
	const char *word;
	int err;

	if (!r->words.nr)
		return request__usage(r, "TYPE is missing");
	word = words__take(&r->words);
	snprintf(r->type_name, sizeof(r->type_name), "%s", word);
	if (!number__parse_u32(word, &r->control_type))
		return 0;

	err = ctrl_directory__init(&directory, batch_maps__pool(), &r->err);
	if (err)
		return err;
	err = ctrl_directory__find(&directory, word, &r->control_type, &r->err);
	ctrl_directory__deinit(&directory);

	return err;
}

static int take_given(struct request *r)
{
	const char *how, *which;

	words__take(&r->words);
	if (r->words.nr < 2)
		return request__usage(r,
				      "'map' is followed by id, pinned or name and which%s",
				      map_hint(r));
	how = words__take(&r->words);
	which = words__take(&r->words);

	if (!map_arg__is_word(how, which))
		return request__usage(r, "'%s %s' names no map%s", how, which,
				      map_hint(r));
	r->given_fd = map_arg__open(how, which, r->read_only);
	if (r->given_fd < 0)
		return map_fault(r, how, which, -r->given_fd);
	r->given = true;
	snprintf(r->given_name, sizeof(r->given_name), "%s %s", how, which);

	return 0;
}

int request__take_map(struct request *r, void *unused)
{
	if (r->words.nr && !strcmp(r->words.at[0], "map"))
		return take_given(r);

	return object_kind__is_any(r->kind) ? take_type(r) : 0;
}

static int object_missing(struct request *r)
{
	char syntax[160];

	if (!object_kind__is_any(r->kind))
		return request__usage(r, "%s is missing", r->kind->key_help);
	key_btf__syntax(&r->map->key, syntax, sizeof(syntax));

	return request__usage(r, "%s is missing: it is %s", r->kind->key_help,
			      syntax);
}

int request__take_object(struct request *r, void *unused)
{
	int err;

	/* the map has the network namespace of names, or the BTF of the key */
	err = r->given || object_kind__is_any(r->kind) ? request__open(r) : 0;
	if (err)
		return err;
	if (!r->words.nr && !(object_kind__is_any(r->kind) && !r->map->key.nr))
		return object_missing(r);

	if (r->kind->key)
		err = r->kind->key->parse(&r->words, r->foreign, r->key,
					  &r->err);
	else
		err = key_btf__parse(&r->map->key, &r->words, r->foreign,
				     r->key, &r->err);
	if (err)
		return err;
	r->has_key = true;
	request__label(r, r->key, &r->label);

	return 0;
}

int request__take_if_object(struct request *r, void *unused)
{
	return r->words.nr ? request__take_object(r, NULL) : 0;
}

static int too_many(struct request *r, const char *word)
{
	return request__usage(r, "'%s' is one word too many", word);
}

int request__no_more(struct request *r)
{
	return r->words.nr ? too_many(r, r->words.at[0]) : 0;
}

const char *request__argument(struct request *r, const char *missing)
{
	if (r->words.nr)
		return words__take(&r->words);
	request__usage(r, "%s", missing);

	return NULL;
}

bool request__take_verb(struct request *r)
{
	r->verb = verb__take(&r->kind, &r->words);
	r->control_type = r->kind->control_type;

	return r->verb;
}

/* @taken: bit i: clause i was there before */
static int take_clause(struct request *r, void *options, __u64 *taken)
{
	const struct clause *c = verb__clause(r->verb, r->words.at[0]);
	const char *word;
	__u64 bit;

	if (!c)
		return r->verb->unknown ?
		       r->verb->unknown(r, r->words.at[0]) : request__no_more(r);
	bit = 1ULL << (c - r->verb->clauses);
	if (c->word) {
		word = words__take(&r->words);
		if ((*taken & bit) && c->once)
			return too_many(r, word);
	}
	*taken |= bit;

	return c->take(r, options);
}

int request__take(struct request *r, void *options)
{
	const struct clause *c = r->verb->clauses;
	__u64 taken = 0;
	int err = 0;

	for (; c && c->form && !c->word && !c->begins; c++) {
		if (!c->take)
			return 0;
		err = c->take(r, options);
		if (err)
			return err;
	}
	while (!err && r->words.nr)
		err = take_clause(r, options, &taken);

	return err;
}

static int check_map(struct request *r)
{
	const struct object_kind *kind = r->kind;
	bool any = object_kind__is_any(kind);
	size_t room;

	if (!any && r->map->control_type != kind->control_type)
		return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
				       "the map is of control type %u, but '%s' is about type %u",
				       r->map->control_type, kind->command,
				       kind->control_type);
	room = any ? KEY_ROOM : key_kind__size(kind->key);
	if (any ? r->map->key_size > room : r->map->key_size != room)
		return ctrl_error__set(&r->err, CTRL_FAULT_KERNEL, EINVAL,
				       "keys have %u bytes on this kernel, %zu are known here",
				       r->map->key_size, room);
	return 0;
}

static bool is_of_devices(const struct ctrl_type *key)
{
	return key->nr && key->members[0].meaning == CTRL_MEANING_IFINDEX;
}

static int see_netns(struct request *r)
{
	const struct ctrl_map *map = r->map;
	struct netns own;
	int err;

	if (!map->netns_ino && !is_of_devices(&map->key))
		return 0;
	err = netns__own(&own);
	if (err == -EOPNOTSUPP)
		return 0;
	if (err)
		return ctrl_error__set(&r->err, CTRL_FAULT_KERNEL, -err,
				       "cannot tell of which network namespace the map is");
	r->netns_gone = !map->netns_ino;
	/* a kernel that has no netns_dev for a map has 0 there */
	r->foreign = map->netns_ino != own.ino ||
		     (map->netns_dev && map->netns_dev != own.dev);

	return 0;
}

static int open_given(struct request *r)
{
	int err = ctrl_map__from_fd(r->given_fd, &r->map, &r->err);

	if (err) {
		snprintf(r->err.object, sizeof(r->err.object), "map %s",
			 r->given_name);
		return err;
	}
	r->given_fd = -1;
	r->map->pool = batch_maps__pool();

	return see_netns(r);
}

static int create(struct request *r)
{
	return ctrl_pool__map(batch_maps__pool(), r->control_type,
			      CTRL_VIEW_CURRENT, r->read_only, &r->map,
			      &r->err);
}

int request__open(struct request *r)
{
	if (r->map)
		return 0;

	return (r->given ? open_given(r) : create(r)) ?: check_map(r);
}
