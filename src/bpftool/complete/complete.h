/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * What may come next in a command, for the shells' completion.
 *
 * "bpftool OBJECT complete -- [WORD]..." is for them alone, and so in no help
 * and no manual page: the words are those of a command behind OBJECT, the last
 * one is under the cursor and as far as it is typed, empty where it has not
 * begun. text/candidates.h has the form of the answer. Whatever is wrong with the
 * words, or with asking the kernel, leaves candidates out and is no error.
 */
#ifndef BPFTOOL_COMPLETE_H
#define BPFTOOL_COMPLETE_H

#include "request/request.h"

#define COMPLETE_WORD	"complete"

/**
 * struct complete_verb - a verb and what may stand behind it
 * @name: of the verb
 * @usage: what the help is made of, and the candidates too: "%M" is a map, "%O"
 *	an object, "ATTR", "VALUE" and "PATH" are themselves, what else is in
 *	brackets are options (complete/option.h)
 */
struct complete_verb {
	const char *name;
	const char *usage;
};

/**
 * complete__run() - print the candidates
 * @r: with the words, and nothing else yet
 * @verbs: all of the object, in the order in which abbreviations are resolved
 * @nr: number of @verbs
 *
 * Return: 0.
 */
int complete__run(struct request *r, const struct complete_verb *verbs,
		  size_t nr);

#endif
