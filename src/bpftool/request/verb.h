/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs of a command, and the clauses that may stand behind them. */
#ifndef BPFTOOL_REQUEST_VERB_H
#define BPFTOOL_REQUEST_VERB_H

#include <stdbool.h>
#include <stddef.h>

#include "text/candidates.h"
#include "text/words.h"

struct object_kind;
struct request;

/** enum clause_form - how the help shows a clause */
enum clause_form {
	CLAUSE_NONE,	/* ends a table of clauses */
	CLAUSE_NEEDED,	/* word ARGUMENT */
	CLAUSE_OPTION,	/* [word ARGUMENT] */
	CLAUSE_OR,	/* [... | word ARGUMENT]: in place of the one before it */
	CLAUSE_INNER,	/* [... [word ARGUMENT]]: belongs to the one before it */
};

/**
 * struct clause - a part of a command line, for parsing, help and completion alike
 * @form: how the help shows it
 * @word: the keyword that it begins with; NULL: it is known by its place, which is
 *	before the clauses with a keyword
 * @argument: what is behind @word, as the help calls it; NULL: nothing
 * @argument_of: in place of @argument, where it depends on the kind of objects
 * @once: may not come twice; else @take refuses that, if it has to be
 * @begins: of a clause without a keyword that may stand anywhere: whether it begins
 *	with this word; NULL: it has its place
 * @take: take the words behind @word; @options: of request__take(). 0, or a negative
 *	errno with the error of @r filled in. NULL: this and all that follows is left
 *	to the verb
 * @pass: completion of a clause without a keyword: take it, if it is complete.
 *	false: the cursor is in it, and candidates were offered. NULL: true
 * @offer: completion: candidates for the argument or, without a keyword, words that
 *	may stand at the cursor, behind the keywords; NULL: none
 */
struct clause {
	enum clause_form form;
	const char *word;
	const char *argument;
	const char *(*argument_of)(const struct object_kind *kind);
	bool once;
	bool (*begins)(const char *word);
	int (*take)(struct request *r, void *options);
	bool (*pass)(struct request *r, const struct candidates *at);
	void (*offer)(struct request *r, const struct candidates *at);
};

/**
 * struct verb - a verb of a command
 * @name: may be abbreviated, as everywhere in bpftool: the first verb wins
 * @alias: another name; NULL: none
 * @implied: words that begin with no verb belong to this one, the first of its command;
 *	its @alias is not shown
 * @writes: changes something
 * @abbreviated: the keywords of its clauses may be abbreviated, too
 * @clauses: in the order of the help, ended by CLAUSE_NONE; NULL: none
 * @run: take the words, by request__take(), and do what they say. 0, or a negative
 *	errno with the error of @r filled in
 * @unknown: refuse a word that begins no clause; NULL: request__no_more()
 * @below: its verbs are those behind this one, which has nothing else of the above but a
 *	name; NULL: it is a verb itself
 */
struct verb {
	const char *name;
	const char *alias;
	bool implied;
	bool writes;
	bool abbreviated;
	const struct clause *clauses;
	int (*run)(struct request *r);
	int (*unknown)(struct request *r, const char *word);
	const struct object_kind *below;
};

/**
 * verb__take() - take the word, or the words, that are a verb
 * @kind: of objects, with the verbs; where a verb has others below it, that of these
 * @words: of the command line
 *
 * Return: the verb; the first one where there are no words, or where it is implied;
 * NULL: the word, which is left, is no verb.
 */
const struct verb *verb__take(const struct object_kind **kind, struct words *words);

/**
 * verb__clause() - the clause that begins with a word
 * @verb: whose clauses
 * @word: what follows on the command line
 *
 * Return: the clause; NULL: none has it as its keyword, or may begin with it anywhere.
 */
const struct clause *verb__clause(const struct verb *verb, const char *word);

#define VERB_NAMES_MAX	32

/**
 * verb__names() - what the verbs of a command are called, for ctrl_error__near()
 * @kind: of objects, with the verbs
 * @names: filled in, aliases too
 *
 * Return: number of @names.
 */
size_t verb__names(const struct object_kind *kind, const char *names[VERB_NAMES_MAX]);

/**
 * verb__usage() - how a command is used
 * @verb: the verb
 * @kind: of objects
 * @buf: filled in: "bpftool xdp get [map MAP] DEV [ATTR...]"
 * @len: bytes of @buf; VERB_USAGE_MAX is enough
 */
void verb__usage(const struct verb *verb, const struct object_kind *kind, char *buf,
		 size_t len);

#define VERB_USAGE_MAX	200

/**
 * clause__is_inside() - whether the help shows a clause in the brackets of another
 * @clause: the clause
 */
static inline bool clause__is_inside(const struct clause *clause)
{
	return clause->form == CLAUSE_OR || clause->form == CLAUSE_INNER;
}

#endif
