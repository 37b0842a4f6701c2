// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The attributes of a control type that statistics are made of. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/fields.h"

#define FIELDS_MAX	512
#define DEPTH_MAX	8	/* of structs and arrays in each other */

/**
 * struct search - a walk over the members of a value
 * @fields: what was found
 * @front: names some
 * @no_memory: it could not be kept
 */
struct search {
	struct stats_fields *fields;
	const struct stats_front *front;
	bool no_memory;
};

static bool is_counted(const struct stats_column *column)
{
	return column->form >= STATS_COUNT && column->form <= STATS_SHARE;
}

static bool is_named(const struct stats_front *front, const char *path)
{
	const struct stats_column *c;

	for (c = front->columns; c && c->title; c++)
		if (is_counted(c) &&
		    (!strcmp(c->member, path) || (c->by && !strcmp(c->by, path))))
			return true;
	return false;
}

/* What is shown of it is one word, and a number in most cases. */
static bool is_shown(const struct ctrl_member *m)
{
	return m->bits <= 64 && m->kind <= CTRL_KIND_FLOAT && m->kind != CTRL_KIND_TEXT;
}

static void add(struct search *s, const struct ctrl_member *m, const char *path)
{
	bool named = m->kind == CTRL_KIND_UINT && is_named(s->front, path);
	struct stats_fields *f = s->fields;
	struct stats_field *at;

	if (!is_shown(m) || !(named || m->is_counter || m->is_volatile) ||
	    f->nr == FIELDS_MAX)
		return;
	at = realloc(f->at, (f->nr + 1) * sizeof(*at));
	if (!at) {
		s->no_memory = true;
		return;
	}
	f->at = at;
	at += f->nr++;
	snprintf(at->path, sizeof(at->path), "%s", path);
	at->member = *m;
	at->is_counter = m->is_counter || named;
}

static void walk(struct search *s, const struct ctrl_member *m, const char *path,
		 int depth)
{
	struct ctrl_member part;
	char name[CTRL_PATH_MAX];
	__u32 i;
	int len;

	if (m->kind != CTRL_KIND_STRUCT && m->kind != CTRL_KIND_ARRAY) {
		add(s, m, path);
		return;
	}
	for (i = 0; i < m->nr && depth < DEPTH_MAX && s->fields->nr < FIELDS_MAX; i++) {
		if (ctrl_member__child(m, i, &part))
			return;
		if (m->kind == CTRL_KIND_ARRAY)
			len = snprintf(name, sizeof(name), "%s[%u]", path, i);
		else
			len = snprintf(name, sizeof(name), "%s%s%s", path,
				       part.name[0] ? "." : "", part.name);
		if (len > 0 && len < (int)sizeof(name))
			walk(s, &part, name, depth + 1);
	}
}

int stats_fields__init(struct stats_fields *fields, const struct ctrl_type *type,
		       const struct stats_front *front)
{
	struct search s = { .fields = fields, .front = front };
	__u32 i;

	*fields = (struct stats_fields) {};
	for (i = 0; i < type->nr; i++)
		walk(&s, &type->members[i], type->members[i].name, 0);
	if (!s.no_memory)
		return 0;
	stats_fields__deinit(fields);

	return -ENOMEM;
}

int stats_fields__init_as(struct stats_fields *fields, const struct ctrl_type *type,
			  const struct stats_fields *as)
{
	struct ctrl_error ignored = {};
	__u32 i;

	fields->nr = as->nr;
	fields->at = calloc(as->nr + 1, sizeof(*fields->at));
	if (!fields->at)
		return -ENOMEM;
	for (i = 0; i < as->nr; i++) {
		fields->at[i] = as->at[i];
		if (ctrl_type__find(type, as->at[i].path, &fields->at[i].member, &ignored))
			fields->at[i].member = (struct ctrl_member) {};
	}

	return 0;
}

void stats_fields__deinit(struct stats_fields *fields)
{
	free(fields->at);
	*fields = (struct stats_fields) {};
}

int stats_fields__find(const struct stats_fields *fields, const char *path)
{
	__u32 i;

	for (i = 0; path && i < fields->nr; i++)
		if (!strcmp(fields->at[i].path, path))
			return i;
	return -1;
}

__u64 stats_fields__mask(const struct stats_fields *fields)
{
	__u64 mask = 0;
	__u32 i;

	for (i = 0; i < fields->nr; i++)
		mask |= 1ULL << fields->at[i].member.bit;

	return mask;
}

const struct ctrl_member *stats_member__by_name(const struct ctrl_type *type,
						const char *name)
{
	__u32 i;

	for (i = 0; name && i < type->nr; i++)
		if (!strcmp(type->members[i].name, name))
			return &type->members[i];

	return NULL;
}

bool stats_member__has(const struct ctrl_member *member, const void *value)
{
	return member && member->bits && ctrl_value__has(value, member);
}

__u64 stats_member__number(const struct ctrl_member *member, const void *value)
{
	if (!stats_member__has(member, value) || member->bits > 64)
		return 0;

	return ctrl_bits__load(value, member->bit_off, member->bits);
}

bool stats_member__is_nsec(const struct ctrl_member *member)
{
	return member->meaning == CTRL_MEANING_NSEC &&
	       member->kind == CTRL_KIND_UINT && member->bits <= 64;
}

void stats_member__word(const struct ctrl_member *member, const void *value,
			const struct stats_front *front, char word[STATS_WORD_ROOM])
{
	if (!stats_member__has(member, value))
		strcpy(word, "-");
	else if (!front->own_word || !front->own_word(member, value, word))
		ctrl_member__format(member, value, word, STATS_WORD_ROOM);
}
