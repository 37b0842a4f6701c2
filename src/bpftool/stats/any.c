// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of any control type, by BTF alone: a front without a word of its own. Any
 * number of objects may be named, up to a keyword of the verb.
 */
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "key/btf.h"
#include "stats/any.h"
#include "stats/clauses.h"
#include "stats/commands.h"

static const struct stats_front any_front = {
	.object = "object",
	.objects = "objects",
	.idle = "did nothing",
};

static int parse_key(struct request *r, void *key)
{
	const char *first = r->words.at[0];
	int err = key_btf__parse_next(&r->map->key, &r->words, r->foreign, key, &r->err);

	return err ? stats_clause__explain(r, first, err) : 0;
}

/* Who is there twice would be so in the total. */
static bool is_named(const struct stats *s, const void *key)
{
	__u32 i;

	for (i = 0; i < s->keys.nr; i++)
		if (!memcmp((const char *)s->keys.at + (size_t)i * KEY_ROOM, key,
			    s->r->map->key_size))
			return true;
	return false;
}

static int add_key(struct stats *s)
{
	struct stats_keys *keys = &s->keys;
	char *at = realloc(keys->at, (size_t)(keys->nr + 1) * KEY_ROOM);
	__u8 key[KEY_ROOM] __attribute__((aligned(8))) = {};
	int err;

	if (!at)
		return request__no_memory(s->r);
	keys->at = at;
	err = parse_key(s->r, key);
	if (err)
		return err;
	if (is_named(s, key))
		err = request__usage(s->r, "an object is named twice");
	memcpy(at + (size_t)keys->nr++ * KEY_ROOM, key, KEY_ROOM);
	s->named = true;

	return err;
}

/* A type whose key has no members has one object, which need not be named. */
static int take_keys(struct request *r, void *options)
{
	int err = 0;

	while (!err && r->words.nr && !verb__clause(r->verb, r->words.at[0]))
		err = request__open(r) ?: add_key(options);

	return err;
}

static void release_keys(struct stats *s)
{
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
	__u32 i;

	for (i = 0; i < s->keys.nr; i++) {
		memcpy(key, (char *)s->keys.at + (size_t)i * KEY_ROOM, KEY_ROOM);
		key_btf__release(&s->r->map->key, key);
	}
	free(s->keys.at);
}

static int run(struct request *r, int (*command)(struct stats *s))
{
	struct stats s = { .r = r, .front = &any_front };
	int err = command(&s);

	release_keys(&s);

	return err;
}

static int show(struct request *r)
{
	return run(r, stats__show);
}

static int reset(struct request *r)
{
	return run(r, stats__reset);
}

static bool begins_keyword(const struct request *r, const char *typed)
{
	const struct clause *c;

	for (c = r->verb->clauses; *typed && c->form; c++)
		if (c->word && !strncmp(c->word, typed, strlen(typed)))
			return true;
	return false;
}

/* Behind a whole key there may be another one, or a keyword. */
static bool pass_keys(struct request *r, const struct candidates *at)
{
	int left;

	while (r->words.nr > 1 && !verb__clause(r->verb, r->words.at[0])) {
		left = r->words.nr;
		if (!complete_key__pass(r, at))
			return false;
		if (r->words.nr == left)
			break;
	}
	if (r->words.nr == 1 && !begins_keyword(r, at->typed))
		complete_key__pass(r, at);

	return true;
}

static void offer_keys(struct request *r, const struct candidates *at)
{
	stats_show__offer_keys(r, &any_front, at);
}

#define CLAUSE_KEYS \
	{ CLAUSE_OPTION, NULL, "KEY...", .take = take_keys, .pass = pass_keys }

static const struct clause of_show[] = {
	CLAUSE_MAP,
	CLAUSE_KEYS,
	{ CLAUSE_OPTION, "sort", "ATTR", .take = stats_clause__take_sort,
	  .offer = offer_keys },
	{ CLAUSE_OPTION, "openmetrics", .take = stats_clause__take_openmetrics },
	STATS_CLAUSE_PROMETHEUS,
	STATS_CLAUSE_INTERVAL,
	STATS_CLAUSE_COUNT,
	{}
};

static const struct clause of_reset[] = { CLAUSE_MAP, CLAUSE_KEYS, {} };

const struct verb stats_any_show = {
	"show", "list", .implied = true, .clauses = of_show, .run = show,
};

const struct verb stats_any_reset = {
	"reset", .writes = true, .clauses = of_reset, .run = reset,
};
