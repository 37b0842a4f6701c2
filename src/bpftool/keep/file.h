/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A file of commands, in the language of bpftool batch. */
#ifndef BPFTOOL_KEEP_FILE_H
#define BPFTOOL_KEEP_FILE_H

#include "ctrl.h"
#include "text/words.h"

/**
 * struct file_command - a command of a file
 * @line: number of its first line, from 1 on
 * @text: that the words are in, owned
 * @words: the words; the array is owned by @at
 * @at: the words, owned
 */
struct file_command {
	unsigned int line;
	char *text;
	struct words words;
	char **at;
};

/**
 * struct keep_file - the commands of a file
 * @name: as the user has it; "-": standard input
 * @commands: owned
 * @nr: number of @commands
 */
struct keep_file {
	const char *name;
	struct file_command *commands;
	__u32 nr;
};

/**
 * keep_file__read() - read all commands of a file
 * @file: zeroed but for its name; for keep_file__deinit(), also on failure
 * @err: on failure, with file and line
 *
 * Return: 0 or a negative errno.
 */
int keep_file__read(struct keep_file *file, struct ctrl_error *err);
void keep_file__deinit(struct keep_file *file);

/**
 * keep_file__blame() - say in which file, and in which line, an error is
 * @file: the file
 * @line: 0: it is about the file
 * @err: the error
 */
void keep_file__blame(const struct keep_file *file, unsigned int line,
		      struct ctrl_error *err);

#endif
