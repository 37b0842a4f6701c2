// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion of bpftool prog stats, whose words come in any order. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "complete/map.h"
#include "complete/option.h"
#include "key/prog.h"
#include "prog/filter.h"
#include "prog/order.h"
#include "prog_stats/complete.h"
#include "upstream/upstream.h"

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

static void offer_numbers(struct request *r, const struct candidates *at)
{
	const struct ctrl_member *member;
	__u32 i;

	r->words.nr = 0;
	if (request__take_map(r, true) || request__open(r))
		return;
	for (i = 0; i < r->map->value.nr; i++) {
		member = &r->map->value.members[i];
		if (prog_order__is_key(member))
			candidates__offer_name(at, member->name,
					       ctrl_member__unit(member));
	}
}

static void offer_sort_keys(struct request *r, const struct candidates *at)
{
	const char *left = PROG_ORDER_HELP;
	char word[32];
	size_t len;

	for (; *left; left += len + strspn(left + len, " |")) {
		len = strcspn(left, " |");
		snprintf(word, sizeof(word), "%.*s", (int)len, left);
		if (islower((unsigned char)word[0]))
			candidates__offer(at, word, NULL);
	}
	offer_numbers(r, at);
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

static void offer_words_of(struct request *r, const char *usage,
			   const struct candidates *at)
{
	struct words prog = { .nr = 1 };
	const char *last = before(&r->words, 1);

	if (offer_map(r, at))
		return;
	if (strstr(usage, "[PROG]") && *last && prog_filter__is_word(last)) {
		key_prog__offer_by(last, at);
		return;
	}
	if (strstr(usage, "[sort KEY]") && !strcmp(last, "sort")) {
		offer_sort_keys(r, at);
		return;
	}

	if (complete_option__offer(&r->words, usage, at))
		return;
	if (strstr(usage, "[PROG]")) {
		candidates__offer(at, "map", "a control map that exists");
		if (!names_prog(&r->words))
			key_prog__offer(&prog, at);
	}
}

static void offer_command(const struct words *words,
			  const struct candidates *at)
{
	if (words->nr == 1)
		candidates__offer(at, "--", "what follows is the command");
	candidates__ask(words->nr == 1 ? "commands" : "files");
}

/* Words that are no verb belong to the first one. */
static const struct complete_verb *
take_verb(struct words *words, const struct complete_verb *verbs, size_t nr)
{
	size_t i;

	for (i = 0; words->nr > 1 && *words->at[0] && i < nr; i++) {
		if (!is_prefix(words->at[0], verbs[i].name))
			continue;
		words__take(words);
		return &verbs[i];
	}

	return &verbs[0];
}

/* "[show] ..." without the verb, which is no option. */
static const char *behind_verb(const char *usage)
{
	return usage[0] == '[' ? usage + strcspn(usage, " ") : usage;
}

int prog_stats_complete__run(struct request *r,
			     const struct complete_verb *verbs, size_t nr)
{
	struct candidates at = { .typed = before(&r->words, 0) };
	const struct complete_verb *verb;
	size_t i;

	if (!r->words.nr)
		return 0;
	for (i = 0; r->words.nr == 1 && i < nr; i++)
		if (strstr(verbs[i].usage, verbs[i].name))
			candidates__offer(&at, verbs[i].name, NULL);

	verb = take_verb(&r->words, verbs, nr);
	if (strstr(verb->usage, "COMMAND"))
		offer_command(&r->words, &at);
	else
		offer_words_of(r, behind_verb(verb->usage), &at);

	return 0;
}
