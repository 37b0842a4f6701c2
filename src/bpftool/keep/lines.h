/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What a file sets: each of its commands as the request that it is. */
#ifndef BPFTOOL_KEEP_LINES_H
#define BPFTOOL_KEEP_LINES_H

#include "keep/file.h"
#include "request/pairs.h"
#include "request/request.h"

/**
 * struct keep_line - a command of a file, which sets attributes of an object
 * @file: of the command
 * @line: number of its line
 * @r: the command; its words are those of @file
 * @pairs: attributes and values
 * @lacks_object: the object is not here
 * @judged: what the command would change, before anything is changed
 * @change: what it has changed
 * @is_set: @change was made, and not put back
 */
struct keep_line {
	const struct keep_file *file;
	unsigned int line;
	struct request r;
	struct request_pairs pairs;
	bool lacks_object;
	struct ctrl_change judged;
	struct ctrl_change change;
	bool is_set;
};

/**
 * struct keep_lines - the commands of files
 * @files: owned
 * @nr_files: number of @files
 * @at: in the order of the files and their lines, owned
 * @nr: number of @at
 */
struct keep_lines {
	struct keep_file *files;
	__u32 nr_files;
	struct keep_line *at;
	__u32 nr;
};

/**
 * keep_lines__add_file() - one more file
 * @lines: zeroed before the first one
 * @name: of the file; referred to
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int keep_lines__add_file(struct keep_lines *lines, const char *name,
			 struct ctrl_error *err);

/**
 * keep_lines__parse() - take the words of all commands
 * @lines: with all files
 * @read_only: nothing is to be changed
 * @lacks_object: an object that is not here is noted, and no error
 * @err: on failure, with file and line
 *
 * Return: 0 or a negative errno.
 */
int keep_lines__parse(struct keep_lines *lines, bool read_only, bool lacks_object,
		      struct ctrl_error *err);

/**
 * keep_line__fail() - the error of a command, with file and line
 * @line: its request has failed
 * @err: filled in
 */
void keep_line__fail(struct keep_line *line, struct ctrl_error *err);

void keep_lines__deinit(struct keep_lines *lines);

#endif
