// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The clauses that several verbs of bpftool prog stats have. */
#include <string.h>

#include "complete/complete.h"
#include "key/prog.h"
#include "prog_stats/clauses.h"
#include "stats/clauses.h"

bool prog_clause__begins(const char *word)
{
	return !strcmp(word, "map") || prog_filter__is_word(word);
}

/* One that is named by its id is read alone. */
static int take_programs(struct request *r, struct prog_stats *p)
{
	int err = prog_filter__take(&p->which, &r->words, &r->err);

	p->s.named = p->which.given;
	if (err || p->which.prog.by != PROG_BY_ID)
		return err;
	memcpy(p->key, &p->which.prog.id, sizeof(p->which.prog.id));
	p->s.keys.at = p->key;
	p->s.keys.nr = 1;

	return 0;
}

int prog_clause__take(struct request *r, void *options)
{
	if (strcmp(r->words.at[0], "map"))
		return take_programs(r, options);
	if (r->given)
		return stats_clause__named_twice(r, "map");

	return request__take_map(r, NULL);
}

/* A word before the one under the cursor, or "". */
static const char *before(const struct words *words, int steps)
{
	return words->nr > steps ? words->at[words->nr - 1 - steps] : "";
}

/* "map { id | pinned | name } WHICH", not yet complete */
static bool offer_map(const struct request *r, const struct candidates *at)
{
	struct request map = { .kind = r->kind };
	int words = !strcmp(before(&r->words, 1), "map") ? 2 :
		    !strcmp(before(&r->words, 2), "map") ? 3 : 0;

	if (!words)
		return false;
	map.words.nr = words;
	map.words.at = r->words.at + r->words.nr - words;
	complete_map__offer(&map, at);

	return true;
}

bool prog_clause__pass(struct request *r, const struct candidates *at)
{
	const char *last = before(&r->words, 1);

	if (offer_map(r, at))
		return false;
	if (!*last || !prog_filter__is_word(last))
		return true;
	key_prog__offer_by(last, at);

	return false;
}

static bool names_prog(const struct words *words)
{
	int i;

	for (i = 0; i < words->nr - 1; i++) {
		if (i && !strcmp(words->at[i - 1], "map"))
			continue;
		if (*words->at[i] && prog_filter__is_word(words->at[i]))
			return true;
	}

	return false;
}

void prog_clause__offer(struct request *r, const struct candidates *at)
{
	struct words prog = { .nr = 1 };

	candidates__offer(at, "map", "a control map that exists");
	if (!names_prog(&r->words))
		key_prog__offer(&prog, at);
}
