/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* In what the machine differs from a file, as text or as JSON. */
#ifndef BPFTOOL_KEEP_DIFFERENCES_H
#define BPFTOOL_KEEP_DIFFERENCES_H

#include "keep/lines.h"

/**
 * struct difference - an attribute that is not as the file says
 * @line: of the file
 * @item: the attribute
 * @word: as the file has it
 * @wanted: value in which it is as the file says; NULL: the word was not judged
 * @value: of the object; NULL: it lacks the attribute, or is not here
 */
struct difference {
	const struct keep_line *line;
	const struct show_item *item;
	const char *word;
	const void *wanted;
	const void *value;
};

/**
 * struct differences - all of them
 * @at: in the order of the file, owned
 * @nr: number of @at
 */
struct differences {
	struct difference *at;
	__u32 nr;
};

/**
 * differences__write() - write all of them
 * @all: the differences; of none, text has nothing
 */
void differences__write(const struct differences *all);

#endif
