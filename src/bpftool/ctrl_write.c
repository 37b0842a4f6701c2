// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs that change something: set and reset. All or nothing. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl_show.h"
#include "ctrl_write.h"

static void take_pairs(struct request *r, struct ctrl_pair *pairs, __u32 nr)
{
	__u32 i;

	for (i = 0; i < nr; i++) {
		pairs[i].attribute = words__take(&r->words);
		pairs[i].value = words__take(&r->words);
	}
}

static int set_pairs(struct request *r, const struct ctrl_pair *pairs, __u32 nr,
		     bool dry_run)
{
	struct ctrl_change change = {};
	int err;

	err = request__open(r) ?:
	      request__items_named(r, pairs, nr) ?:
	      ctrl_map__set(r->map, r->key, pairs, nr,
			    dry_run ? CTRL_UPDATE_DRY_RUN : 0, &change,
			    &r->err);
	if (!err)
		ctrl_show__change(&r->label, &r->items, &change, dry_run);
	ctrl_change__deinit(&change);

	return err;
}

/* A last word without a partner is either dry-run or lacks its value. */
static int take_dry_run(struct request *r, bool *dry_run)
{
	const char *last;

	*dry_run = false;
	if (r->words.nr % 2) {
		last = r->words.at[r->words.nr - 1];
		if (!ctrl_name__equal(last, "dry-run")) {
			snprintf(r->err.attribute, sizeof(r->err.attribute),
				 "%s", last);
			return ctrl_error__set(&r->err, CTRL_FAULT_NO_VALUE, 0,
					       NULL);
		}
		*dry_run = true;
		r->words.nr--;
	}

	if (!r->words.nr)
		return request__usage(r, "ATTR and VALUE are missing");
	return 0;
}

int verb_set(struct request *r)
{
	struct ctrl_pair *pairs;
	bool dry_run;
	__u32 nr;
	int err;

	err = request__take_map(r, false) ?:
	      request__take_object(r) ?:
	      take_dry_run(r, &dry_run);
	if (err)
		return err;

	nr = r->words.nr / 2;
	pairs = calloc(nr, sizeof(*pairs));
	if (!pairs)
		return request__no_memory(r);
	take_pairs(r, pairs, nr);
	err = set_pairs(r, pairs, nr, dry_run);
	free(pairs);

	return err;
}

static int reset_pairs(struct request *r, const struct ctrl_pair *pairs,
		       __u32 nr)
{
	struct ctrl_change change = {};
	int err;

	err = request__open(r) ?:
	      request__items_named(r, pairs, nr) ?:
	      ctrl_map__reset_some(r->map, r->key, pairs, nr, &change,
				   &r->err);
	if (!err && !nr)
		err = request__items_changed(r, change.changed);
	if (!err)
		ctrl_show__change(&r->label, &r->items, &change, false);
	ctrl_change__deinit(&change);

	return err;
}

int verb_reset(struct request *r)
{
	struct ctrl_pair *pairs;
	__u32 nr;
	int err;

	err = request__take_map(r, false) ?:
	      request__take_object(r);
	if (err)
		return err;

	nr = r->words.nr;
	pairs = request__attributes(r);
	if (!pairs)
		return request__no_memory(r);
	err = reset_pairs(r, pairs, nr);
	free(pairs);

	return err;
}
