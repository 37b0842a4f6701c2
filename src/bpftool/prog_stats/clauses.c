// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The clauses that several verbs of bpftool prog stats have. */
#include <errno.h>
#include <string.h>

#include "complete/complete.h"
#include "key/prog.h"
#include "prog_stats/clauses.h"
#include "text/number.h"

int prog_clause__named_twice(struct request *r, const char *keyword)
{
	return request__usage(r, "'%s' is named twice", keyword);
}

bool prog_clause__begins(const char *word)
{
	return !strcmp(word, "map") || prog_filter__is_word(word);
}

int prog_clause__take(struct request *r, void *options)
{
	struct prog_stats *s = options;

	if (strcmp(r->words.at[0], "map"))
		return prog_filter__take(&s->which, &r->words, &r->err);
	if (r->given)
		return prog_clause__named_twice(r, "map");

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

int prog_clause__take_seconds(struct request *r, const char *keyword, __u64 *ns)
{
	const char *word;

	if (!r->words.nr)
		return request__usage(r, "'%s' is followed by seconds", keyword);
	word = words__take(&r->words);
	if (number__parse_seconds(word, ns))
		return request__usage(r,
				      "'%s' is no number of seconds: such as 1 or 0.5",
				      word);
	return 0;
}
