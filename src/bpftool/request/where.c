// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Which of many objects are meant: those whose attributes have given values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "request/where.h"

static bool is_condition(const struct request_where *where,
			 const struct ctrl_member *member)
{
	__u32 i;

	for (i = 0; i < where->nr; i++)
		if (where->at[i].member.bit_off == member->bit_off &&
		    where->at[i].member.bits == member->bits)
			return true;
	return false;
}

static struct where_condition *condition_add(struct request *r,
					     struct request_where *where)
{
	struct where_condition *at;

	if (!where->wanted)
		where->wanted = calloc(1, r->map->value_size);
	at = where->wanted ? realloc(where->at, (where->nr + 1) * sizeof(*at)) : NULL;
	if (!at)
		return NULL;
	where->at = at;

	return &at[where->nr++];
}

static int parse(struct request *r, struct request_where *where,
		 struct where_condition *condition, const char *word)
{
	condition->unsupported = !strcmp(word, "-");

	return condition->unsupported ? 0 :
	       ctrl_member__parse(&condition->member, word, where->wanted, &r->err);
}

static int add(struct request *r, struct request_where *where,
	       const char *attribute, const char *word)
{
	struct where_condition *condition;
	struct ctrl_member member;
	int err;

	err = ctrl_map__find(r->map, attribute, &member, &r->err);
	if (err)
		return err;
	if (is_condition(where, &member))
		return ctrl_error__set(&r->err, CTRL_FAULT_TWICE, 0, NULL);
	condition = condition_add(r, where);
	if (!condition)
		return request__no_memory(r);
	condition->member = member;

	return parse(r, where, condition, word);
}

int request_where__add(struct request *r, struct request_where *where,
		       const char *attribute, const char *word)
{
	struct ctrl_error *err = &r->err;
	int ret = add(r, where, attribute, word);

	if (!ret)
		return 0;
	snprintf(err->attribute, sizeof(err->attribute), "%s", attribute);
	if (err->fault == CTRL_FAULT_BAD_VALUE)
		snprintf(err->value, sizeof(err->value), "%s", word);

	return ret;
}

int request_where__take(struct request *r, void *where)
{
	const char *attribute;
	int err;

	if (!r->words.nr)
		return request__usage(r, "'" WHERE_WORD "' is followed by ATTR and VALUE");
	err = request__open(r);
	while (!err && r->words.nr) {
		attribute = words__take(&r->words);
		err = r->words.nr ?
		      request_where__add(r, where, attribute, words__take(&r->words)) :
		      request__no_value(r, attribute);
	}

	return err;
}

/* Of flags those that are wanted have to be there, beside others. */
static bool has_flags(const struct ctrl_member *m, const void *value,
		      const void *wanted)
{
	__u64 flags = ctrl_bits__load(wanted, m->bit_off, m->bits);

	return flags && (ctrl_bits__load(value, m->bit_off, m->bits) & flags) == flags;
}

static bool holds(const struct where_condition *condition, const void *value,
		  const void *wanted)
{
	const struct ctrl_member *m = &condition->member;

	if (condition->unsupported || !ctrl_value__has(value, m))
		return condition->unsupported && !ctrl_value__has(value, m);
	if (m->kind == CTRL_KIND_FLAGS && has_flags(m, value, wanted))
		return true;

	return ctrl_bits__equal(value, wanted, m->bit_off, m->bits);
}

bool request_where__matches(const struct request_where *where, const void *value)
{
	__u32 i;

	for (i = 0; i < where->nr; i++)
		if (!holds(&where->at[i], value, where->wanted))
			return false;
	return true;
}

void request_where__deinit(struct request_where *where)
{
	free(where->at);
	free(where->wanted);
}
