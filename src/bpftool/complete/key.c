// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the keys of a control map. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "key/kinds.h"
#include "key/member.h"

/* A word of a key that has several members: "name=value" in the member's words. */
static bool says(const char *word, const struct ctrl_type *type,
		 const void *key, bool foreign)
{
	const char *equals = strchr(word, '=');
	struct ctrl_error ignored = {};
	char name[CTRL_PATH_MAX], text[256];
	struct ctrl_member member;

	if (!equals)
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)(equals - word), word);
	if (ctrl_type__find(type, name, &member, &ignored))
		return false;
	ctrl_member__format(&member, key, text, sizeof(text));
	if (!strcmp(equals + 1, text))
		return true;
	key_member__write(&member, key, foreign, true, text, sizeof(text));

	return !strcmp(equals + 1, text);
}

static bool is_possible(const struct request *r, const void *key)
{
	int i;

	for (i = 0; i < r->words.nr - 1; i++)
		if (!says(r->words.at[i], &r->map->key, key, r->foreign))
			return false;
	return true;
}

/* The values of a member in the existing keys, each behind @prefix. */
static void offer_existing(struct request *r, const struct ctrl_member *member,
			   const char *prefix, const struct candidates *at)
{
	char text[256], word[512], last[512] = "";
	void *keys, *values;
	__u32 nr, i;

	if (ctrl_map__lookup_all(r->map, &keys, &values, &nr, &r->err))
		return;
	for (i = 0; i < nr; i++) {
		const void *key = keys + (size_t)i * r->map->key_size;

		if (!is_possible(r, key))
			continue;
		key_member__write(member, key, r->foreign, true, text,
				  sizeof(text));
		snprintf(word, sizeof(word), "%s%s", prefix, text);
		if (strcmp(word, last))
			candidates__offer(at, word, NULL);
		strcpy(last, word);
	}
	free(keys);
	free(values);
}

static bool has_member(const struct request *r, const char *name)
{
	char given[CTRL_PATH_MAX];
	int i;

	for (i = 0; i < r->words.nr - 1; i++) {
		snprintf(given, sizeof(given), "%.*s",
			 (int)strcspn(r->words.at[i], "="), r->words.at[i]);
		if (ctrl_name__equal(given, name))
			return true;
	}

	return false;
}

static void offer_member_names(const struct request *r,
			       const struct candidates *at)
{
	const struct ctrl_type *key = &r->map->key;
	char word[CTRL_PATH_MAX];
	__u32 i;

	for (i = 0; i < key->nr; i++) {
		if (has_member(r, key->members[i].name))
			continue;
		snprintf(word, sizeof(word), "%s=", key->members[i].name);
		candidates__offer_name(at, word, NULL);
	}
	candidates__ask("nospace");
}

static void offer_member_values(struct request *r, const char *equals,
				const struct candidates *at)
{
	char name[CTRL_PATH_MAX], prefix[CTRL_PATH_MAX];
	struct ctrl_member member;

	snprintf(prefix, sizeof(prefix), "%.*s", (int)(equals + 1 - at->typed),
		 at->typed);
	snprintf(name, sizeof(name), "%.*s", (int)(equals - at->typed),
		 at->typed);
	if (!ctrl_type__find(&r->map->key, name, &member, &r->err))
		offer_existing(r, &member, prefix, at);
}

/* Names of devices in another network namespace are not known. */
static bool is_device_elsewhere(const struct request *r)
{
	return r->foreign &&
	       r->map->key.members[0].meaning == CTRL_MEANING_IFINDEX;
}

static void offer_index_elsewhere(struct request *r,
				  const struct candidates *at)
{
	struct words words = r->words;

	if (words.nr > 1 && !strcmp(words.at[words.nr - 2], "ifindex")) {
		r->words.nr = 1;
		offer_existing(r, &r->map->key.members[0], "", at);
		r->words = words;
	} else if (words.nr == 1) {
		candidates__offer(at, "ifindex", NULL);
		candidates__offer(at, "dev", NULL);
	}
}

static void offer_key(struct request *r, const struct candidates *at)
{
	const struct ctrl_type *key = &r->map->key;
	const struct key_kind *kind = key_kinds__of_key(key);
	const char *equals = strchr(at->typed, '=');

	if (key->nr > 1 && equals)
		offer_member_values(r, equals, at);
	else if (key->nr > 1)
		offer_member_names(r, at);
	else if (key->nr == 1 && is_device_elsewhere(r))
		offer_index_elsewhere(r, at);
	else if (kind)
		kind->offer(&r->words, at);
	else if (key->nr == 1)
		offer_existing(r, &key->members[0], "", at);
}

/* Words that may follow a name that is complete. */
static void offer_rest(const struct request *r, const struct words *words,
		       const struct candidates *at)
{
	const struct key_kind *kind = key_kinds__of_key(&r->map->key);

	if (kind && kind->offer_rest)
		kind->offer_rest(words, at);
}

bool complete_key__pass(struct request *r, const struct candidates *at)
{
	struct words words = r->words;
	int err = -1;

	if (request__open(r))
		return false;
	r->words.nr--;
	if (r->words.nr)
		err = request__take_object(r, NULL);
	if (err) {
		r->words = words;
		offer_key(r, at);
		return false;
	}
	if (!r->words.nr)
		offer_rest(r, &words, at);
	r->words.nr++;

	return true;
}
