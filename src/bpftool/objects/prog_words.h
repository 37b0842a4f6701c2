/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* PROG: the two words that name a program, or several, in every command. */
#ifndef BPFTOOL_OBJECTS_PROG_WORDS_H
#define BPFTOOL_OBJECTS_PROG_WORDS_H

#include <linux/types.h>

#include "ctrl.h"

#define PROG_TAG_SIZE		8
#define PROG_WORDS_SYNTAX	"{ id ID | tag TAG | name NAME | pinned FILE }"

/** enum prog_by - what a program is found by; the order decides abbreviations */
enum prog_by {
	PROG_BY_ID,
	PROG_BY_TAG,
	PROG_BY_PINNED,
	PROG_BY_NAME,
	PROG_BY_NOTHING,	/* no such word */
};

/**
 * struct prog_words - PROG as the user named it
 * @by: which of the following counts
 * @id: of the one program
 * @tag: of any number of them
 * @which: the second word: a name, or where a program is pinned
 */
struct prog_words {
	enum prog_by by;
	__u32 id;
	__u8 tag[PROG_TAG_SIZE];
	const char *which;
};

/**
 * prog_words__by() - what the first word of PROG says
 * @word: may be abbreviated, as in bpftool prog
 *
 * Return: PROG_BY_NOTHING where it is none.
 */
enum prog_by prog_words__by(const char *word);

/**
 * prog_words__how() - the inverse of prog_words__by()
 * @by: not PROG_BY_NOTHING
 *
 * Return: the whole word.
 */
const char *prog_words__how(enum prog_by by);

/**
 * prog_words__parse() - what the second word of PROG says
 * @prog: filled in on success; keeps @which
 * @by: what the first one said; not PROG_BY_NOTHING
 * @which: the second one
 * @err: on failure
 *
 * Return: 0; -EINVAL: it is no id, no tag, or empty.
 */
int prog_words__parse(struct prog_words *prog, enum prog_by by, const char *which,
		      struct ctrl_error *err);

/**
 * prog_words__open_pinned() - open a program that is pinned
 * @path: where
 * @err: on failure
 *
 * Return: a file descriptor, the caller's to close; -EINVAL: another object is
 * pinned there; another negative errno.
 */
int prog_words__open_pinned(const char *path, struct ctrl_error *err);

#endif
