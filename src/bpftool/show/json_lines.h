/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Several JSON documents from one command, a line each. */
#ifndef BPFTOOL_SHOW_JSON_LINES_H
#define BPFTOOL_SHOW_JSON_LINES_H

#include <stdbool.h>

/**
 * struct json_lines - documents of one command
 * @in_batch: they are part of the document of a batch
 * @in_array: as the elements of an array
 */
struct json_lines {
	bool in_batch;
	bool in_array;
};

/**
 * json_lines__begin() - documents follow
 * @lines: filled in
 * @only_one: a single one, of which readers cannot await the end of the command
 *
 * In a batch, where the output of a command is one document, several are the
 * elements of an array.
 */
void json_lines__begin(struct json_lines *lines, bool only_one);

/**
 * json_lines__done() - a document is complete, and readers are to have it now
 * @lines: from json_lines__begin()
 */
void json_lines__done(const struct json_lines *lines);

/**
 * json_lines__end() - there are no more
 * @lines: from json_lines__begin()
 * @failed: an error is a document behind the last one
 */
void json_lines__end(const struct json_lines *lines, bool failed);

#endif
