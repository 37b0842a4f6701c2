// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Completion: attributes and their values. All of it comes from the map's BTF
 * and from what the kernel says of this object in the views.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "key/kinds.h"
#include "request/where.h"

/* The attributes that make sense behind a verb. */
enum which {
	ALL,
	WRITABLE,	/* that the object has, and that can be set */
	WITH_DEFAULT,	/* of these, those with a known default */
};

/**
 * struct search - which attributes are offered
 * @r: has the words that are on the command line already
 * @step: every so many of them is an attribute
 * @wanted: bit i: member i of the value is
 * @leaves: structs are offered as their members, for they cannot be set whole
 * @at: the cursor
 */
struct search {
	const struct request *r;
	int step;
	__u64 wanted;
	bool leaves;
	const struct candidates *at;
};

/* What a view says of the object; NULL: nothing. To be freed. */
static void *view_value(struct request *r, enum ctrl_view view)
{
	void *value;

	if (view != CTRL_VIEW_CURRENT)
		return ctrl_map__lookup_view(r->map, view, r->key, &value,
					     &r->err) ? NULL : value;
	value = calloc(1, r->map->value_size);
	if (value && ctrl_map__lookup(r->map, r->key, value, &r->err)) {
		free(value);
		value = NULL;
	}

	return value;
}

static bool has_attribute(const struct search *s, const char *path)
{
	int i;

	for (i = 0; i < s->r->words.nr - 1; i += s->step)
		if (ctrl_name__equal(s->r->words.at[i], path))
			return true;
	return false;
}

static void offer_member(const struct search *s,
			 const struct ctrl_member *member, const char *path);

static void offer_parts(const struct search *s, const struct ctrl_member *whole,
			const char *path)
{
	char part[CTRL_PATH_MAX];
	struct ctrl_member member;
	__u32 i;

	for (i = 0; i < whole->nr; i++) {
		if (ctrl_member__child(whole, i, &member) || !member.name[0])
			continue;
		snprintf(part, sizeof(part), "%s.%s", path, member.name);
		offer_member(s, &member, part);
	}
}

static void offer_member(const struct search *s,
			 const struct ctrl_member *member, const char *path)
{
	bool has_parts = member->kind == CTRL_KIND_STRUCT ||
			 member->kind == CTRL_KIND_UNION;

	if (s->leaves && (member->read_only ||
			  member->kind == CTRL_KIND_FLOAT ||
			  member->kind == CTRL_KIND_OPAQUE))
		return;
	if (!(s->leaves && has_parts) && !has_attribute(s, path))
		candidates__offer_name(s->at, path, ctrl_member__unit(member));
	if (has_parts)
		offer_parts(s, member, path);
}

static bool is_wanted(const struct ctrl_member *member, enum which which,
		      const void *value)
{
	if (which == ALL)
		return true;
	return !member->read_only && value && ctrl_value__has(value, member);
}

/* @step: 2: every other word is a value, 1: none is */
static void offer_attributes(struct request *r, int step, enum which which,
			     const struct candidates *at)
{
	const struct ctrl_type *type = &r->map->value;
	struct search s = {
		.r = r, .step = step, .leaves = which != ALL, .at = at,
	};
	void *value = NULL;
	__u32 i;

	if (which != ALL)
		value = view_value(r, which == WITH_DEFAULT ?
					CTRL_VIEW_DEFAULT : CTRL_VIEW_CURRENT);
	for (i = 0; i < type->nr; i++)
		if (is_wanted(&type->members[i], which, value))
			offer_member(&s, &type->members[i],
				     type->members[i].name);
	free(value);
}

static bool is_in_list(const char *list, size_t len, const char *word)
{
	size_t n = strlen(word);
	const char *end = list + len;

	for (; list < end; list += strcspn(list, ",") + 1)
		if (strcspn(list, ",") == n && !strncmp(list, word, n))
			return true;
	return false;
}

/* Flags are a list: what is in it stays, each of the others may follow. */
static void offer_flags(const struct ctrl_member *member,
			const struct candidates *at)
{
	const char *comma = strrchr(at->typed, ',');
	size_t len = comma ? comma + 1 - at->typed : 0;
	char word[128], list[512];
	const char *none = "none";
	__u64 number;
	__u32 i;

	for (i = 0; !ctrl_member__enumerator(member, i, word, sizeof(word),
					     &number); i++) {
		if (!number)
			none = NULL;	/* it has a name of its own */
		if (is_in_list(at->typed, len, word) || (len && !number))
			continue;
		snprintf(list, sizeof(list), "%.*s%s", (int)len, at->typed,
			 word);
		candidates__offer(at, list, NULL);
	}
	if (!len && none)
		candidates__offer(at, none, NULL);
	candidates__ask("nospace");
}

static void offer_words(const struct ctrl_member *member,
			const struct candidates *at)
{
	const struct key_kind *kind = key_kinds__of(member);
	char word[128];
	__u64 number;
	__u32 i;

	switch (member->kind) {
	case CTRL_KIND_BOOL:
		candidates__offer(at, "on", NULL);
		candidates__offer(at, "off", NULL);
		break;
	case CTRL_KIND_ENUM:
		for (i = 0; !ctrl_member__enumerator(member, i, word,
						     sizeof(word), &number);
		     i++)
			candidates__offer(at, word, NULL);
		break;
	case CTRL_KIND_FLAGS:
		offer_flags(member, at);
		break;
	default:
		if (kind && kind->offer_word)
			kind->offer_word(at);
		break;
	}
}

/* min, max and default, as far as the kernel knows them for this object */
static void offer_views(struct request *r, const struct ctrl_member *member,
			const struct candidates *at)
{
	char text[256];
	void *value;
	int view;

	for (view = CTRL_VIEW_MIN; view < CTRL_VIEWS; view++) {
		value = view_value(r, view);
		if (value && ctrl_value__has(value, member)) {
			ctrl_member__format(member, value, text, sizeof(text));
			candidates__offer(at, ctrl_view__word(view),
					  text[0] ? "%s" : NULL, text);
		}
		free(value);
	}
}

static void offer_values(struct request *r, const char *attribute,
			 const struct candidates *at)
{
	struct ctrl_member member;

	if (ctrl_type__find(&r->map->value, attribute, &member, &r->err) ||
	    member.read_only)
		return;
	offer_words(&member, at);
	offer_views(r, &member, at);
}

bool complete_attr__pass(struct request *r, const struct candidates *at)
{
	offer_attributes(r, 1, ALL, at);

	return false;
}

bool complete_attr__pass_defaults(struct request *r, const struct candidates *at)
{
	offer_attributes(r, 1, WITH_DEFAULT, at);

	return false;
}

/* Number of words up to the keyword, or to the cursor. */
static int before_where(const struct words *words)
{
	int i;

	for (i = 0; i < words->nr - 1; i++)
		if (ctrl_name__equal(words->at[i], WHERE_WORD))
			break;
	return i;
}

static void offer_conditions(struct request *r, const struct candidates *at)
{
	struct ctrl_member member;

	if (r->words.nr % 2)
		offer_attributes(r, 2, ALL, at);
	else if (!ctrl_type__find(&r->map->value, r->words.at[r->words.nr - 2],
				  &member, &r->err))
		offer_words(&member, at);
}

bool complete_attr__pass_list(struct request *r, const struct candidates *at)
{
	int nr = before_where(&r->words);

	if (request__open(r))
		return false;
	if (nr == r->words.nr - 1) {
		offer_attributes(r, 1, ALL, at);
		candidates__offer(at, WHERE_WORD, NULL);
		return false;
	}
	r->words.at += nr + 1;
	r->words.nr -= nr + 1;
	offer_conditions(r, at);

	return false;
}

/* Keywords follow whole pairs. */
bool complete_attr__pass_pairs(struct request *r, const struct candidates *at)
{
	const char *last = r->words.nr > 1 ? r->words.at[r->words.nr - 2] : "";

	if (r->words.nr % 2 == 0)
		offer_values(r, last, at);
	else if (!ctrl_name__equal(last, "dry-run"))
		offer_attributes(r, 2, WRITABLE, at);

	return r->words.nr > 1 && r->words.nr % 2;
}
