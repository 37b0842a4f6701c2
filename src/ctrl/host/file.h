/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Small files of /proc and /sys. */
#ifndef FILE_H
#define FILE_H

#include <stddef.h>
#include <linux/types.h>

/**
 * ctrl_file__read() - the text of a file
 * @dir: directory that @path is relative to, or AT_FDCWD
 * @path: of the file
 * @text: filled in, NUL-terminated; what has no room is left out
 * @size: bytes of @text
 *
 * Return: 0 or a negative errno.
 */
int ctrl_file__read(int dir, const char *path, char *text, size_t size);

/**
 * ctrl_file__number() - the decimal number that a file begins with
 * @dir: as for ctrl_file__read()
 * @path: of the file
 * @number: filled in on success; a negative one is -EINVAL
 *
 * Return: 0 or a negative errno.
 */
int ctrl_file__number(int dir, const char *path, __u64 *number);

/**
 * ctrl_file__field() - the decimal number behind a word
 * @text: lines
 * @word: what one of them begins with
 * @number: filled in on success
 *
 * Return: 0; -ENOENT: no line begins so.
 */
int ctrl_file__field(const char *text, const char *word, __u64 *number);

#endif /* FILE_H */
