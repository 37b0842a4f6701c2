/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs on control maps, the same for every kind of object. */
#ifndef BPFTOOL_CTRL_VERBS_H
#define BPFTOOL_CTRL_VERBS_H

#include <stdbool.h>
#include <linux/types.h>

#include "ctrl.h"

#define CTRL_KEY_ROOM	256	/* bytes of the largest key that a kernel has */

/* Exit status, promised to scripts. bpftool's own errors end with 255. */
enum exit_status {
	STATUS_DONE = 0,
	STATUS_REFUSED = 1,	/* the kernel, or the lack of one, said no */
	STATUS_USAGE = 2,	/* other words are needed */
};

/**
 * struct words - what is left of the command line
 * @nr: number of @at
 * @at: the words
 */
struct words {
	int nr;
	char **at;
};

/**
 * words__take() - the next word
 * @words: at least one is left
 *
 * Return: the word, which is no longer in @words.
 */
static inline const char *words__take(struct words *words)
{
	words->nr--;

	return *words->at++;
}

/**
 * struct label_field - one of the parts that tell an object from others
 * @key: in JSON
 * @text: what it is; NULL: see @number
 * @number: what it is when it has no @text
 * @unknown: it has a text, but nobody knows it: null in JSON
 */
struct label_field {
	const char *key;
	const char *text;
	__u64 number;
	bool unknown;
};

#define LABEL_FIELDS_MAX	4

/**
 * struct ctrl_label - how an object is called in what is printed
 * @heading: above its attributes, "3: eth0"
 * @name: in a sentence, "eth0"
 * @fields: in JSON; their texts may point to @name
 * @nr: number of @fields
 */
struct ctrl_label {
	char heading[96];
	char name[64];
	struct label_field fields[LABEL_FIELDS_MAX];
	int nr;
};

/**
 * struct object_kind - a kind of object, such as network devices
 * @command: bpftool's word for it, "xdp"
 * @control_type: number of the control type
 * @key_size: bytes of the key that @parse_key writes
 * @key_help: how an object is named in the help, "DEV"
 * @key_syntax: the same spelt out, as one line of the help
 * @parse_key: take the words that name an object and write its key, which is
 *	aligned for every type. @foreign:
 *	the map answers for another namespace. 0, or a negative errno with the
 *	error filled in
 * @label: fill in how the object of that key is called
 */
struct object_kind {
	const char *command;
	__u32 control_type;
	__u32 key_size;
	const char *key_help;
	const char *key_syntax;
	int (*parse_key)(struct words *words, bool foreign, void *key,
			 struct ctrl_error *err);
	void (*label)(const void *key, bool foreign, struct ctrl_label *label);
};

/**
 * ctrl_verbs__run() - do what the words of a command say
 * @kind: which objects
 * @argc: number of @argv
 * @argv: the words behind the object's name
 *
 * Prints what was asked for or, exactly once, what went wrong. errno is 0 after
 * success, as bpftool's batch mode wants it.
 *
 * Return: enum exit_status.
 */
int ctrl_verbs__run(const struct object_kind *kind, int argc, char **argv);

#endif
