/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The statistics of a program: members of a control map's value, by name. */
#ifndef BPFTOOL_PROG_VALUE_H
#define BPFTOOL_PROG_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "ctrl.h"

#define PROG_WORD_ROOM	256

/**
 * struct prog_fields - the members that these commands know the meaning of
 * @run_cnt: how often it ran
 * @run_time_ns: for how long, in all
 * @recursion_misses: how often it did not run, for it, or one like it, did
 * @id: of the program; the key says it too
 * @type: enum bpf_prog_type
 * @tag: what it consists of, hashed
 * @name: its first 15 characters
 * @load_time: ns since boot
 * @reset_time: ns since boot; 0: the counts were never reset
 * @collecting: whether the kernel counts at this moment
 *
 * NULL: the kernel has no such member. All others are only shown.
 */
struct prog_fields {
	const struct ctrl_member *run_cnt;
	const struct ctrl_member *run_time_ns;
	const struct ctrl_member *recursion_misses;
	const struct ctrl_member *id;
	const struct ctrl_member *type;
	const struct ctrl_member *tag;
	const struct ctrl_member *name;
	const struct ctrl_member *load_time;
	const struct ctrl_member *reset_time;
	const struct ctrl_member *collecting;
};

/**
 * prog_fields__mask() - the members as bits, for ctrl_map__want()
 * @fields: of the map
 */
__u64 prog_fields__mask(const struct prog_fields *fields);

/**
 * struct prog_counts - what a program did
 * @run_cnt: runs
 * @run_time_ns: ns in all
 * @recursion_misses: runs that did not take place
 * @misses_unknown: a kernel before 5.12 does not count these
 */
struct prog_counts {
	__u64 run_cnt;
	__u64 run_time_ns;
	__u64 recursion_misses;
	bool misses_unknown;
};

/**
 * prog_fields__init() - find the members
 * @fields: filled in, pointing into @type
 * @type: of a map's value
 */
void prog_fields__init(struct prog_fields *fields, const struct ctrl_type *type);

/**
 * prog_counts__init() - read the three counts
 * @counts: filled in; 0 where there is no answer
 * @fields: of the map
 * @value: from a lookup
 */
void prog_counts__init(struct prog_counts *counts,
		       const struct prog_fields *fields, const void *value);

/**
 * prog_counts__add() - add up
 * @sum: is added to
 * @counts: is added
 */
void prog_counts__add(struct prog_counts *sum, const struct prog_counts *counts);

/**
 * prog_value__has() - whether there is an answer
 * @member: NULL: there is none
 * @value: from a lookup
 *
 * Return: false: the kernel, or this program, has no such member.
 */
bool prog_value__has(const struct ctrl_member *member, const void *value);

/**
 * prog_value__number() - a member of up to 64 bits as a number
 * @member: may be NULL
 * @value: from a lookup
 *
 * Return: the number; 0 where there is no answer.
 */
__u64 prog_value__number(const struct ctrl_member *member, const void *value);

/**
 * prog_value__word() - a member as a word
 * @member: may be NULL
 * @value: from a lookup
 * @word: filled in; "-" where there is no answer
 *
 * As ctrl_member__format() has it, but as bpftool prog show writes them: bytes in
 * hexadecimal, the type of a program with '_'.
 */
void prog_value__word(const struct ctrl_member *member, const void *value,
		      char word[PROG_WORD_ROOM]);

/**
 * prog_value__own_word() - a member as a word, if it is not the generic one
 * @member: that @value has
 * @value: from a lookup
 * @word: filled in where the answer is true
 *
 * Return: true: JSON has this word too.
 */
bool prog_value__own_word(const struct ctrl_member *member, const void *value,
			  char word[PROG_WORD_ROOM]);

/**
 * prog_value__is_word() - whether prog_value__own_word() has one
 * @member: any
 *
 * Return: true: whatever its value is.
 */
bool prog_value__is_word(const struct ctrl_member *member);

#endif
