// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The attributes and values of a change, as words. */
#include <stdlib.h>
#include <string.h>

#include "request/pairs.h"

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
int request_pairs__explain(struct request *r, const struct words *words, int err)
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

static void take_pairs(struct request *r, struct ctrl_pair *pairs, __u32 nr)
{
	__u32 i;

	for (i = 0; i < nr; i++) {
		pairs[i].attribute = words__take(&r->words);
		pairs[i].value = words__take(&r->words);
	}
}

int request_pairs__take(struct request *r, struct request_pairs *pairs)
{
	__u32 nr;
	int err;

	err = take_dry_run(r, &pairs->dry_run);
	if (err)
		return err;
	nr = r->words.nr / 2;
	pairs->at = calloc(nr, sizeof(*pairs->at));
	if (!pairs->at)
		return request__no_memory(r);
	pairs->nr = nr;
	take_pairs(r, pairs->at, nr);

	return 0;
}

void request_pairs__deinit(struct request_pairs *pairs)
{
	free(pairs->at);
}
