/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Text from others, escaped so that it cannot control the terminal. */
#ifndef BPFTOOL_TEXT_SHOWN_H
#define BPFTOOL_TEXT_SHOWN_H

#include <stddef.h>
#include <stdio.h>

/**
 * shown__put() - print text whose bytes others may have chosen
 * @text: a name, a word, a sentence; what steers a terminal is printed as \xNN
 * @out: where to
 */
void shown__put(const char *text, FILE *out);

/**
 * shown__dup() - the same as a string
 * @text: as for shown__put()
 *
 * Return: what would be printed, to be freed; NULL: there is no memory.
 */
char *shown__dup(const char *text);

/**
 * shown__quote() - put a text into quotes where a shell or a reader needs them
 * @word: as ctrl_text__write() writes it; changed where it is empty, or has more in it
 *	than letters, digits and the punctuation that names have
 * @room: bytes of @word
 *
 * For a shell it is the same word as for ctrl_text__read().
 */
void shown__quote(char *word, size_t room);

#endif /* BPFTOOL_TEXT_SHOWN_H */
