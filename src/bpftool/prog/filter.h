/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* PROG: which programs a command is about. */
#ifndef BPFTOOL_PROG_FILTER_H
#define BPFTOOL_PROG_FILTER_H

#include <stdbool.h>
#include <linux/types.h>

#include "ctrl.h"
#include "objects/prog_words.h"
#include "text/words.h"

/**
 * struct prog_filter - which programs are meant
 * @given: else all of them
 * @prog: which; one that is pinned has become that id
 * @denied: errno, positive: a program may be meant whose whole name could not be
 *	read; else 0
 * @words: "name foo", for errors
 */
struct prog_filter {
	bool given;
	int denied;
	struct prog_words prog;
	char words[64];
};

/**
 * prog_filter__is_word() - whether a word begins PROG
 * @word: may be abbreviated
 *
 * Return: true for id, tag, pinned and name.
 */
bool prog_filter__is_word(const char *word);

/**
 * prog_filter__take() - take the two words of PROG
 * @filter: filled in on success
 * @words: the first of them is one that prog_filter__is_word() knows
 * @err: filled in on failure
 *
 * Return: 0; -EINVAL: no PROG; another negative errno: no such pinned program.
 */
int prog_filter__take(struct prog_filter *filter, struct words *words,
		      struct ctrl_error *err);

/**
 * prog_filter__matches() - whether a program is meant
 * @filter: which are
 * @type: of the map's value
 * @id: of the program
 * @value: of the program
 *
 * A name may be the whole one, which the kernel's BTF of a program has, or the
 * 15 characters of it that the kernel calls it by.
 *
 * Return: true when it is.
 */
bool prog_filter__matches(struct prog_filter *filter, const struct ctrl_type *type,
			  __u32 id, const void *value);

#endif
