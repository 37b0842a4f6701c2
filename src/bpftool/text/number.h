/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Words of the command line that are numbers. */
#ifndef BPFTOOL_TEXT_NUMBER_H
#define BPFTOOL_TEXT_NUMBER_H

#include <linux/types.h>

/**
 * number__parse() - a word as a number
 * @word: decimal digits, without a sign or anything else
 * @max: the largest that is taken
 * @number: filled in on success
 *
 * Return: 0; -EINVAL: no number, or a larger one.
 */
int number__parse(const char *word, __u64 max, __u64 *number);

/**
 * number__parse_u32() - a word as a number, such as an id
 * @word: as for number__parse()
 * @number: filled in on success
 *
 * Return: 0; -EINVAL: no number, or one that does not fit.
 */
int number__parse_u32(const char *word, __u32 *number);

/**
 * number__parse_seconds() - a word as a period
 * @word: decimal digits, and perhaps up to nine more behind a point
 * @ns: filled in on success: nanoseconds, at least 1
 *
 * Return: 0; -EINVAL: no such number, 0, or more than 1,000,000,000 seconds, so that sums
 * of periods fit into 63 bits.
 */
int number__parse_seconds(const char *word, __u64 *ns);

#endif
