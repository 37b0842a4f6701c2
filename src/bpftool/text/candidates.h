/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/*
 * What may stand at the cursor, for a shell that completes a command.
 *
 * A line on stdout for each:
 *
 *	WORD			a candidate
 *	WORD <tab> TEXT		a candidate and a few words about it
 *	:files			the names of files are candidates
 *	:commands		those of programs
 *	:groups			those of groups
 *	:nospace		a candidate may be only the beginning of a word
 */
#ifndef BPFTOOL_TEXT_CANDIDATES_H
#define BPFTOOL_TEXT_CANDIDATES_H

/**
 * struct candidates - where they are offered
 * @typed: beginning of the word under the cursor; others are not offered
 */
struct candidates {
	const char *typed;
};

/**
 * candidates__offer() - offer a word, when it begins as the typed one does
 * @at: the cursor
 * @word: the candidate, a name as ctrl_text__write() writes it; one with a newline or
 *	a tab is left out
 * @fmt: a few words about it, as printf; NULL: none
 */
__attribute__((format(printf, 3, 4)))
void candidates__offer(const struct candidates *at, const char *word,
		       const char *fmt, ...);

/**
 * candidates__offer_name() - offer a member's name, spelt as the typed word is
 * @at: the cursor
 * @path: with '_' as in BTF; '-' is written unless the typed word has a '_'
 * @unit: a few words about it; NULL: none
 */
void candidates__offer_name(const struct candidates *at, const char *path,
			    const char *unit);

/**
 * candidates__ask() - let the shell find the candidates, or how they end
 * @what: "files", "commands", "groups" or "nospace"
 */
void candidates__ask(const char *what);

#endif
