// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * reset: set the counts of objects to 0, and tell what they were.
 *
 * Where counts are all that can be set, reading and resetting is one step for the
 * kernel, so that nothing is lost or told twice by those who add up what each reset
 * says. It resets all of an object, though: where there are settings as well, the counts
 * are set back by their names, and what they were is what was read right before.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stats/commands.h"

/**
 * struct counters - what is set back
 * @pairs: room for all attributes that count and can be set; owned
 * @alone: nothing else can be set
 */
struct counters {
	struct ctrl_pair *pairs;
	bool alone;
};

/* Of a struct or an array, each part may be a count. */
static bool is_all_counters(const struct ctrl_member *m)
{
	struct ctrl_member part;
	__u32 i;

	if (m->read_only || m->is_counter)
		return true;
	if (m->kind != CTRL_KIND_STRUCT && m->kind != CTRL_KIND_ARRAY)
		return false;
	for (i = 0; i < m->nr; i++)
		if (ctrl_member__child(m, i, &part) || !is_all_counters(&part))
			return false;
	return true;
}

static bool can_be_reset(const struct stats_field *field)
{
	return field->is_counter && !field->member.read_only;
}

static bool is_any_reset(const struct stats_fields *fields)
{
	__u32 i;

	for (i = 0; i < fields->nr; i++)
		if (can_be_reset(&fields->at[i]))
			return true;
	return false;
}

static int find_counters(struct counters *c, struct stats *s)
{
	const struct ctrl_type *type = s->report.type;
	__u32 i;

	*c = (struct counters) { .alone = true };
	if (!is_any_reset(&s->fields))
		return ctrl_error__set(&s->r->err, CTRL_FAULT_UNSUPPORTED, EOPNOTSUPP,
				       "what is counted of %s is not set back",
				       s->type_name);
	for (i = 0; i < type->nr; i++)
		c->alone &= is_all_counters(&type->members[i]);
	c->pairs = calloc(s->fields.nr, sizeof(*c->pairs));

	return c->pairs ? 0 : request__no_memory(s->r);
}

/* The names of what an object has. */
static __u32 name_counters(struct stats *s, const struct counters *c, const void *value)
{
	__u32 nr = 0, i;

	for (i = 0; i < s->fields.nr; i++)
		if (can_be_reset(&s->fields.at[i]) &&
		    stats_member__has(&s->fields.at[i].member, value))
			c->pairs[nr++].attribute = s->fields.at[i].path;

	return nr;
}

/* @none: filled in: the object has nothing that is set back. */
static int reset_by_name(struct stats *s, const struct counters *c,
			 struct stats_row *row, bool *none, struct ctrl_error *err)
{
	__u32 nr = name_counters(s, c, row->value);
	struct ctrl_change change = {};
	int ret;

	*none = !nr;
	if (!nr)
		return 0;
	ret = ctrl_map__reset_some(s->r->map, row->key, c->pairs, nr, &change, err);
	if (!ret)
		memcpy((void *)row->value, change.before, s->r->map->value_size);
	ctrl_change__deinit(&change);

	return ret;
}

/* @out: filled in: the object is gone, or has nothing that is set back. */
static int reset_one(struct stats *s, const struct counters *c,
		     const struct stats_rows *rows, struct stats_row *row, bool *out)
{
	struct ctrl_error why = {};
	int err;

	*out = false;
	err = c->alone ? ctrl_map__lookup_and_reset(s->r->map, row->key,
						    (void *)row->value, &why) :
			 reset_by_name(s, c, row, out, &why);
	if (err && why.fault == CTRL_FAULT_NO_OBJECT)
		*out = true;
	if (!err || *out)
		return 0;
	s->r->err = why;
	if (why.fault == CTRL_FAULT_KERNEL || why.code == EACCES ||
	    !s->front->named_by)
		stats__name_object(s, row->key, rows->key_step);

	return err;
}

/*
 * The values of the reading become those of the reset. On failure what is left are
 * the objects before: their counts are nowhere else by then.
 */
static int reset_rows(struct stats *s, const struct counters *c, struct stats_rows *rows)
{
	__u32 i, kept = 0;
	int err = 0;
	bool out;

	for (i = 0; i < rows->nr && !err; i++) {
		struct stats_row *row = &rows->at[i];

		err = reset_one(s, c, rows, row, &out);
		if (err || out)
			continue;
		stats_row__read(row, &s->fields);
		rows->at[kept++] = *row;
	}
	rows->nr = kept;

	return err;
}

static int reset_and_tell(struct stats *s, const struct counters *counters,
			  struct stats_rows *rows)
{
	struct stats_report report = s->report;
	int err = reset_rows(s, counters, rows);

	if (!err && !rows->nr)
		err = stats__check_named(s, rows);
	if (err && !rows->nr)
		return err;

	report.named = false;
	report.was_reset = true;
	report.error = err ? &s->r->err : NULL;
	stats__complete(s, &report, rows);
	report.collection = stats_report__collection(&report);
	stats_writer()->totals(&report);
	s->r->told = err;

	return err;
}

static int reset_all(struct stats *s, const struct counters *counters)
{
	struct stats_reading reading;
	struct stats_rows rows;
	int err = stats__read(s, &reading);

	if (err)
		return err;
	err = stats__rows(s, &reading, &rows);
	if (!err) {
		err = stats__check_named(s, &rows) ?: reset_and_tell(s, counters, &rows);
		stats_rows__deinit(&rows);
	}
	stats_reading__deinit(&reading);

	return err;
}

static int reset(struct stats *s)
{
	struct counters counters;
	int err = stats__open(s);

	if (err)
		return err;
	err = find_counters(&counters, s) ?: reset_all(s, &counters);
	free(counters.pairs);

	return err;
}

int stats__reset(struct stats *s)
{
	int err = request__take(s->r, s) ?: reset(s);

	stats__deinit(s);

	return err;
}
