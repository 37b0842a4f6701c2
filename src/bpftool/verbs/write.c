// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs that change something: set and reset. All or nothing. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "request/items.h"
#include "show/show.h"
#include "verbs/verbs.h"

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
	      request_items__named(r, pairs, nr) ?:
	      ctrl_map__set(r->map, r->key, pairs, nr,
			    dry_run ? CTRL_UPDATE_DRY_RUN : 0, &change,
			    &r->err);
	if (!err)
		show_writer()->change(&r->label, &r->items, &change, dry_run);
	ctrl_change__deinit(&change);

	return err;
}

/**
 * struct equation - an attribute and a value with '=' between them
 * @name: the attribute
 * @name_len: characters of @name
 * @value: what is behind it, or ""
 */
struct equation {
	const char *name;
	int name_len;
	const char *value;
};

/* "a=1", "a= 1", "a =1" or "a = 1": no name of an attribute has a '='. */
static bool find_equation(const struct words *words, struct equation *found)
{
	int i;

	for (i = 0; i < words->nr; i++) {
		const char *word = words->at[i];
		size_t len = strcspn(word, "=");

		/* behind a name it may be the value, a text */
		if (!word[len] || (i % 2 && len))
			continue;
		if (!len && !(i % 2))
			return false;
		found->name = len ? word : words->at[i - 1];
		found->name_len = len ? len : strlen(found->name);
		found->value = word + len + 1;
		if (!*found->value && i + 1 < words->nr)
			found->value = words->at[i + 1];
		return true;
	}

	return false;
}

/* ATTR=VALUE in one word has errors of several kinds: say that it is two words. */
static int explain_words(struct request *r, const struct words *words, int err)
{
	struct equation e;

	if ((r->err.fault != CTRL_FAULT_UNKNOWN_ATTRIBUTE &&
	     r->err.fault != CTRL_FAULT_NO_VALUE &&
	     r->err.fault != CTRL_FAULT_BAD_VALUE) ||
	    !find_equation(words, &e))
		return err;
	r->err = (struct ctrl_error) {};

	return request__usage(r, "an attribute and its value are two words, without '=': %.*s %s",
			      e.name_len, e.name, *e.value ? e.value : "VALUE");
}

/* A last word without a partner is either dry-run or lacks its value. */
static int take_dry_run(struct request *r, bool *dry_run)
{
	const char *last;

	*dry_run = false;
	if (r->words.nr % 2) {
		last = r->words.at[r->words.nr - 1];
		if (!ctrl_name__equal(last, "dry-run"))
			return request__no_value(r, last);
		*dry_run = true;
		r->words.nr--;
	}

	if (!r->words.nr)
		return request__usage(r, "ATTR and VALUE are missing");
	return 0;
}

static int take_and_set(struct request *r)
{
	struct ctrl_pair *pairs;
	bool dry_run;
	__u32 nr;
	int err;

	err = take_dry_run(r, &dry_run);
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

static int set(struct request *r)
{
	struct words words;
	int err = request__take(r, NULL);

	if (err)
		return err;
	words = r->words;
	err = take_and_set(r);

	return err ? explain_words(r, &words, err) : 0;
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

/* The last word of the pairs tells whether it is dry-run, so set() takes both. */
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
