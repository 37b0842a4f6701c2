// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * What may come next in a command: its clauses are taken one after the other as
 * the command itself would take them, until the one under the cursor is reached.
 */
#include <string.h>

#include "complete/complete.h"

static void offer_verbs(const struct request *r, const struct candidates *at)
{
	const struct verb *const *verb;

	for (verb = r->kind->verbs; *verb; verb++) {
		candidates__offer(at, (*verb)->name, NULL);
		if ((*verb)->alias && !(*verb)->implied)
			candidates__offer(at, (*verb)->alias, NULL);
	}
}

static bool has_keyword(const struct words *words, const char *keyword)
{
	int i;

	for (i = 0; i < words->nr - 1; i++)
		if (ctrl_name__equal(words->at[i], keyword))
			return true;
	return false;
}

/* It, or another one of the same brackets, is on the command line. */
static bool is_excluded(const struct words *words, const struct clause *clause)
{
	bool inner = clause->form == CLAUSE_INNER, other;
	const struct clause *c = clause;

	while (clause__is_inside(c))
		c--;
	do {
		other = c->form == CLAUSE_INNER;
		if (other == inner && has_keyword(words, c->word))
			return true;
	} while (clause__is_inside(++c));

	return false;
}

/* False: the cursor is not at the argument of a keyword. */
static bool offer_argument(struct request *r, const struct candidates *at)
{
	const char *last = r->words.nr > 1 ? r->words.at[r->words.nr - 2] : "";
	const struct clause *c;

	for (c = r->verb->clauses; c->form; c++) {
		if (!c->word || !c->argument || strcmp(last, c->word))
			continue;
		if (c->offer)
			c->offer(r, at);
		return true;
	}

	return false;
}

static void offer_keywords(struct request *r, const struct candidates *at)
{
	const struct clause *c;
	bool outer = false;

	for (c = r->verb->clauses; c->form; c++) {
		if (!c->word)
			continue;
		if (c->form != CLAUSE_INNER)
			outer = has_keyword(&r->words, c->word);
		if ((c->form != CLAUSE_INNER || outer) &&
		    !is_excluded(&r->words, c))
			candidates__offer(at, c->word, NULL);
	}
	for (c = r->verb->clauses; c->form; c++)
		if (!c->word && c->offer)
			c->offer(r, at);
}

void complete__run(struct request *r)
{
	const struct object_kind *kind;
	struct candidates at;
	const struct clause *c;

	if (!r->words.nr)
		return;
	at.typed = r->words.at[r->words.nr - 1];
	if (r->words.nr == 1)
		offer_verbs(r, &at);

	kind = r->kind;
	r->words.nr--;		/* the word under the cursor is not taken */
	if (r->words.nr || r->kind->verbs[0]->implied)
		request__take_verb(r);
	r->words.nr++;
	if (r->kind != kind && r->words.nr == 1)
		offer_verbs(r, &at);
	if (!r->verb || !r->verb->clauses)
		return;

	for (c = r->verb->clauses; c->form && !c->word; c++)
		if (c->pass && !c->pass(r, &at))
			return;
	if (!offer_argument(r, &at))
		offer_keywords(r, &at);
}
