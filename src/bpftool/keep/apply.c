// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verb apply: set what files say, all of it or nothing. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "complete/complete.h"
#include "keep/applied.h"
#include "keep/keep.h"
#include "keep/lines.h"
#include "keep/lock.h"
#include "keep/put_back.h"
#include "upstream/upstream.h"

/**
 * struct apply - what is to be set
 * @lines: of all files
 * @dry_run: it is judged, and not set
 */
struct apply {
	struct keep_lines lines;
	bool dry_run;
};

static bool is_same_object(const struct keep_line *a, const struct keep_line *b)
{
	return a->r.control_type == b->r.control_type &&
	       a->r.map->key_size == b->r.map->key_size &&
	       !memcmp(a->r.key, b->r.key, a->r.map->key_size);
}

static int check_pair(struct keep_line *line, const struct show_item *item,
		      const struct keep_line *other)
{
	struct ctrl_error *err = &line->r.err;
	__u32 i;

	for (i = 0; i < other->r.items.nr; i++) {
		if (!ctrl_member__overlaps(&other->r.items.at[i].member, &item->member))
			continue;
		ctrl_name__plain(item->path, err->attribute, sizeof(err->attribute));
		return ctrl_error__set(err, CTRL_FAULT_TWICE, 0, "%s:%u sets it, too",
				       other->file->name, other->line);
	}

	return 0;
}

/* What two commands say of one attribute cannot both be so. */
static int check_others(const struct apply *a, struct keep_line *line)
{
	const struct keep_line *other;
	int err = 0;
	__u32 i;

	for (other = a->lines.at; !err && other < line; other++)
		for (i = 0; !err && is_same_object(line, other) && i < line->r.items.nr; i++)
			err = check_pair(line, &line->r.items.at[i], other);

	return err;
}

/* All is judged before anything is set. */
static int judge(struct apply *a, struct ctrl_error *error)
{
	struct keep_line *line;
	struct request *r;
	int err;

	for (line = a->lines.at; line < a->lines.at + a->lines.nr; line++) {
		r = &line->r;
		err = check_others(a, line) ?:
		      ctrl_map__set(r->map, r->key, line->pairs.at, line->pairs.nr,
				    CTRL_UPDATE_DRY_RUN, &line->judged, &r->err);
		if (err) {
			keep_line__fail(line, error);
			return err;
		}
	}

	return 0;
}

static int set_all(struct apply *a, struct ctrl_error *error)
{
	struct keep_line *line;
	struct request *r;
	int err;

	for (line = a->lines.at; line < a->lines.at + a->lines.nr; line++) {
		r = &line->r;
		err = ctrl_map__set(r->map, r->key, line->pairs.at, line->pairs.nr,
				    CTRL_SET_AS_READ, &line->change, &r->err);
		if (err) {
			keep_line__fail(line, error);
			keep_put_back(&a->lines, error);
			return err;
		}
		line->is_set = true;
	}

	return 0;
}

/* A signal in between would leave half of it. */
static int set_undisturbed(struct apply *a, struct ctrl_error *error)
{
	sigset_t signals, before;
	int err;

	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGQUIT);
	sigprocmask(SIG_BLOCK, &signals, &before);
	err = set_all(a, error);
	sigprocmask(SIG_SETMASK, &before, NULL);

	return err;
}

static int judge_and_set(struct apply *a, struct ctrl_error *error)
{
	int lock = -1, err;

	if (!a->dry_run)
		lock = keep_lock__take(error);
	if (!a->dry_run && lock < 0)
		return lock;
	err = judge(a, error);
	if (!err && !a->dry_run)
		err = set_undisturbed(a, error);
	if (lock >= 0)
		close(lock);

	return err;
}

static int take_files(struct request *r, void *options)
{
	struct apply *a = options;
	int err = 0;

	if (!r->words.nr || verb__clause(r->verb, r->words.at[0]))
		return request__usage(r, "FILE is missing");
	while (!err && r->words.nr && !verb__clause(r->verb, r->words.at[0]))
		err = keep_lines__add_file(&a->lines, words__take(&r->words), &r->err);

	return err;
}

static int take_dry_run(struct request *r, void *options)
{
	struct apply *a = options;

	a->dry_run = true;

	return 0;
}

static int apply(struct request *r)
{
	struct apply a = {};
	int err;

	ctrl_batch_begin();
	err = request__take(r, &a) ?:
	      keep_lines__parse(&a.lines, false, false, &r->err) ?:
	      judge_and_set(&a, &r->err);
	if (!err)
		keep_applied__write(&a.lines, a.dry_run);
	keep_lines__deinit(&a.lines);
	ctrl_batch_end();

	return err;
}

/* Any number of files, but one before a keyword. */
static bool pass_files(struct request *r, const struct candidates *at)
{
	candidates__ask("files");

	return r->words.nr > 1;
}

static const struct clause of_apply[] = {
	{ CLAUSE_NEEDED, NULL, "FILE...", .take = take_files, .pass = pass_files },
	{ CLAUSE_OPTION, "dry-run", .once = true, .take = take_dry_run },
	{}
};

const struct verb verb_apply = {
	"apply", .writes = true, .clauses = of_apply, .run = apply,
};
