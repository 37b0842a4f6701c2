/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The words of the command line. */
#ifndef BPFTOOL_TEXT_WORDS_H
#define BPFTOOL_TEXT_WORDS_H

#include <stdbool.h>
#include <string.h>

/**
 * struct words - what is left of the command line
 * @nr: number of @at
 * @at: the words
 */
struct words {
	int nr;
	char **at;
};

/**
 * words__take() - the next word
 * @words: at least one is left
 *
 * Return: the word, which is no longer in @words.
 */
static inline const char *words__take(struct words *words)
{
	words->nr--;

	return *words->at++;
}

/**
 * words__is_digits() - whether a word has digits, and nothing else
 * @word: the word
 */
static inline bool words__is_digits(const char *word)
{
	return word[0] && strspn(word, "0123456789") == strlen(word);
}

#endif
