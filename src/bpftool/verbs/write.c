// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs that change something: set and reset. All or nothing. */
#include <stdlib.h>

#include "complete/complete.h"
#include "request/items.h"
#include "request/pairs.h"
#include "show/show.h"
#include "verbs/verbs.h"

static int set_pairs(struct request *r, const struct ctrl_pair *pairs, __u32 nr,
		     bool dry_run)
{
	struct ctrl_change change = {};
	int err;

	err = request__open(r) ?:
	      request_items__named(r, pairs, nr) ?:
	      ctrl_map__set(r->map, r->key, pairs, nr,
			    dry_run ? CTRL_UPDATE_DRY_RUN : 0, &change,
			    &r->err);
	if (!err)
		show_writer()->change(&r->label, &r->items, &change, dry_run);
	ctrl_change__deinit(&change);

	return err;
}

static int set(struct request *r)
{
	struct request_pairs pairs = {};
	struct words words;
	int err = request__take(r, NULL);

	if (err)
		return err;
	words = r->words;
	err = request_pairs__take(r, &pairs) ?:
	      set_pairs(r, pairs.at, pairs.nr, pairs.dry_run);
	request_pairs__deinit(&pairs);

	return err ? request_pairs__explain(r, &words, err) : 0;
}

static int reset_pairs(struct request *r, const struct ctrl_pair *pairs,
		       __u32 nr)
{
	struct ctrl_change change = {};
	int err;

	err = request__open(r) ?:
	      request_items__named(r, pairs, nr) ?:
	      ctrl_map__reset_some(r->map, r->key, pairs, nr, &change,
				   &r->err);
	if (!err && !nr)
		err = request_items__changed(r, change.changed);
	if (!err)
		show_writer()->change(&r->label, &r->items, &change, false);
	ctrl_change__deinit(&change);

	return err;
}

static int reset(struct request *r)
{
	struct ctrl_pair *pairs;
	__u32 nr;
	int err = request__take(r, NULL);

	if (err)
		return err;

	nr = r->words.nr;
	pairs = request_items__pairs(r);
	if (!pairs)
		return request__no_memory(r);
	err = reset_pairs(r, pairs, nr);
	free(pairs);

	return err;
}

/* The last word of the pairs tells whether it is dry-run, so request_pairs__take() has both. */
static const struct clause of_set[] = {
	CLAUSE_MAP,
	CLAUSE_OBJECT,
	{ CLAUSE_NEEDED, NULL, "ATTR VALUE [ATTR VALUE]...",
	  .pass = complete_attr__pass_pairs },
	{ .form = CLAUSE_OPTION, .word = "dry-run" },
	{}
};

static const struct clause of_reset[] = {
	CLAUSE_MAP,
	CLAUSE_OBJECT,
	{ CLAUSE_OPTION, NULL, "ATTR...", .pass = complete_attr__pass_defaults },
	{}
};

const struct verb verb_set = {
	"set", .writes = true, .clauses = of_set, .run = set,
};

const struct verb verb_reset = {
	"reset", .writes = true, .clauses = of_reset, .run = reset,
};
