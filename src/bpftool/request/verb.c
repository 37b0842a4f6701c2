// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs of a command, and the clauses that may stand behind them. */
#include "ctrl.h"
#include "request/object_kind.h"
#include "request/verb.h"
#include "upstream/upstream.h"

static const struct verb *find_verb(const struct object_kind *kind, const char *word)
{
	const struct verb *const *verb;

	for (verb = kind->verbs; *verb; verb++)
		if (is_prefix(word, (*verb)->name) ||
		    ((*verb)->alias && is_prefix(word, (*verb)->alias)))
			return *verb;
	return NULL;
}

const struct verb *verb__take(const struct object_kind **kind, struct words *words)
{
	const struct verb *first = (*kind)->verbs[0], *verb;

	if (!words->nr)
		return first;
	verb = *words->at[0] ? find_verb(*kind, words->at[0]) : NULL;
	if (verb)
		words__take(words);
	if (verb && verb->below) {
		*kind = verb->below;
		return verb__take(kind, words);
	}

	return verb ?: first && first->implied ? first : NULL;
}

const struct clause *verb__clause(const struct verb *verb, const char *word)
{
	const struct clause *c;

	for (c = verb->clauses; *word && c && c->form; c++)
		if (c->begins ? c->begins(word) :
		    c->word && (verb->abbreviated ? is_prefix(word, c->word) :
				ctrl_name__equal(word, c->word)))
			return c;
	return NULL;
}

size_t verb__names(const struct object_kind *kind, const char *names[VERB_NAMES_MAX])
{
	const struct verb *const *verb;
	size_t nr = 0;

	for (verb = kind->verbs; *verb && nr < VERB_NAMES_MAX - 1; verb++) {
		names[nr++] = (*verb)->name;
		if ((*verb)->alias)
			names[nr++] = (*verb)->alias;
	}

	return nr;
}

static void add_clause(struct ctrl_line *line, const struct clause *clause,
		       const struct object_kind *kind)
{
	static const char *const begin[] = {
		[CLAUSE_NEEDED] = " ", [CLAUSE_OPTION] = " [",
		[CLAUSE_OR] = " | ", [CLAUSE_INNER] = " [",
	};
	const char *argument = clause->argument_of ? clause->argument_of(kind) :
			       clause->argument;

	ctrl_line__add(line, "%s%s%s%s", begin[clause->form], clause->word ?: "",
		       clause->word && argument ? " " : "", argument ?: "");
	if (clause->form == CLAUSE_INNER)
		ctrl_line__add(line, "]");
	if (clause->form != CLAUSE_NEEDED && !clause__is_inside(clause + 1))
		ctrl_line__add(line, "]");
}

void verb__usage(const struct verb *verb, const struct object_kind *kind, char *buf,
		 size_t len)
{
	const struct clause *clause;
	struct ctrl_line line;

	ctrl_line__init(&line, buf, len);
	ctrl_line__add(&line, "%s %s ", bin_name, kind->command);
	if (verb->implied)
		ctrl_line__add(&line, "[%s]", verb->name);
	else if (verb->alias)
		ctrl_line__add(&line, "{ %s | %s }", verb->name, verb->alias);
	else
		ctrl_line__add(&line, "%s", verb->name);
	for (clause = verb->clauses; clause && clause->form; clause++)
		add_clause(&line, clause, kind);
}
