// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb diff: what the machine has and what a file says. */
#include <stdlib.h>

#include "complete/complete.h"
#include "keep/differences.h"
#include "keep/keep.h"
#include "upstream/upstream.h"

/* Exit status, as diff(1) has it. */
enum diff_status {
	SAME = 0,
	DIFFERENT = 1,
	TROUBLE = 2,
};

static int add(struct differences *all, struct keep_line *line, __u32 i, const void *wanted,
	       const void *value)
{
	struct difference *at = realloc(all->at, (all->nr + 1) * sizeof(*at));

	if (!at)
		return request__no_memory(&line->r);
	all->at = at;
	at[all->nr++] = (struct difference) {
		.line = line,
		.item = &line->r.items.at[i],
		.word = line->pairs.at[i].value,
		.wanted = wanted,
		.value = value,
	};

	return 0;
}

/* Nothing of an object that is not here is as the file says. */
static int add_object(struct differences *all, struct keep_line *line)
{
	int err = 0;
	__u32 i;

	for (i = 0; !err && i < line->pairs.nr; i++)
		err = add(all, line, i, NULL, NULL);

	return err;
}

static int compare_members(struct differences *all, struct keep_line *line)
{
	const struct ctrl_change *c = &line->judged;
	const struct ctrl_member *m;
	int err = 0;
	__u32 i;

	for (i = 0; !err && i < line->pairs.nr; i++) {
		m = &line->r.items.at[i].member;
		if (!ctrl_value__has(c->before, m))
			err = add(all, line, i, NULL, NULL);
		else if (!ctrl_bits__equal(c->before, c->after, m->bit_off, m->bits))
			err = add(all, line, i, c->after, c->before);
	}

	return err;
}

/* The pairs whose attribute the object has. */
static __u32 supported(const struct keep_line *line, const void *value,
		       struct ctrl_pair *pairs)
{
	__u32 i, nr = 0;

	for (i = 0; i < line->pairs.nr; i++)
		if (ctrl_value__has(value, &line->r.items.at[i].member))
			pairs[nr++] = line->pairs.at[i];

	return nr;
}

static int judge(struct keep_line *line, void *value, struct ctrl_pair *pairs)
{
	struct request *r = &line->r;
	int err = ctrl_map__lookup(r->map, r->key, value, &r->err);

	return err ?: ctrl_map__imagine(r->map, r->key, pairs, supported(line, value, pairs),
					&line->judged, &r->err);
}

static int compare(struct differences *all, struct keep_line *line)
{
	struct ctrl_pair *pairs = calloc(line->pairs.nr, sizeof(*pairs));
	struct request *r = &line->r;
	void *value;
	int err;

	value = calloc(1, r->map->value_size);
	err = value && pairs ? judge(line, value, pairs) : request__no_memory(r);
	free(value);
	free(pairs);
	if (err && r->err.fault == CTRL_FAULT_NO_OBJECT) {
		line->lacks_object = true;
		r->err = (struct ctrl_error) {};
	} else if (err) {
		return err;
	}

	return line->lacks_object ? add_object(all, line) : compare_members(all, line);
}

static int compare_all(struct keep_lines *lines, struct differences *all,
		       struct ctrl_error *error)
{
	struct keep_line *line;
	int err;

	for (line = lines->at; line < lines->at + lines->nr; line++) {
		err = line->lacks_object ? add_object(all, line) : compare(all, line);
		if (err) {
			keep_line__fail(line, error);
			return err;
		}
	}

	return 0;
}

static int take_file(struct request *r, void *options)
{
	if (!r->words.nr)
		return request__usage(r, "FILE is missing");

	return keep_lines__add_file(options, words__take(&r->words), &r->err);
}

static int diff(struct request *r)
{
	struct differences all = {};
	struct keep_lines lines = {};
	int err;

	ctrl_batch_begin();
	err = request__take(r, &lines) ?:
	      keep_lines__parse(&lines, true, true, &r->err) ?:
	      compare_all(&lines, &all, &r->err);
	if (!err)
		differences__write(&all);
	r->status = err ? TROUBLE : all.nr ? DIFFERENT : SAME;
	free(all.at);
	keep_lines__deinit(&lines);
	ctrl_batch_end();

	return err;
}

static bool pass_file(struct request *r, const struct candidates *at)
{
	if (r->words.nr == 1)
		candidates__ask("files");

	return false;
}

static const struct clause of_diff[] = {
	{ CLAUSE_NEEDED, NULL, "FILE", .take = take_file, .pass = pass_file },
	{}
};

const struct verb verb_diff = { "diff", .clauses = of_diff, .run = diff };
