/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs on control maps, the same for every kind of object. */
#ifndef BPFTOOL_CTRL_VERBS_H
#define BPFTOOL_CTRL_VERBS_H

#include <stdbool.h>
#include <linux/types.h>
#include <net/if.h>

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
 * @heading: above its attributes, "3: eth0"; as ctrl_text__write() writes names
 * @name: in a sentence, "eth0"; likewise
 * @device: the name of a device as it is
 * @nameless: the device, or one in @key, has no name here: it may be gone
 * @fields: in JSON; their texts are as they are, and may point to @device
 * @nr: number of @fields
 * @in_key: in JSON all of it is in an object "key", where no attribute's name
 *	can be the same
 * @type: members of @key; NULL: the fields say it all
 * @key: a key whose members are fields as well
 */
struct ctrl_label {
	char heading[1152];
	char name[512];
	char device[IF_NAMESIZE];
	bool nameless;
	struct label_field fields[LABEL_FIELDS_MAX];
	int nr;
	bool in_key;
	const struct ctrl_type *type;
	const void *key;
};

struct request;

/**
 * struct object_kind - a kind of object, such as network devices
 * @command: bpftool's word for it, "xdp"
 * @any_type: the words name the control type, and its BTF tells how a key is
 *	written and shown; the members from @control_type to @key_size and those
 *	behind @key_syntax are not used
 * @control_type: number of the control type
 * @key_size: bytes of the kernel's key
 * @key_help: how an object is named in the help, "DEV"
 * @key_syntax: the same spelt out, as one line of the help
 * @key_word: stands in front of an object that is called "map"; NULL: none can be
 * @examples: lines of the help, each ending with a newline; NULL: none
 * @parse_key: take the words that name an object and write its key into
 *	CTRL_KEY_ROOM bytes, zeroed and aligned for every type; what is behind
 *	@key_size may be used for @label. @foreign: the map answers for another
 *	namespace. 0, or a negative errno with the error filled in
 * @release_key: undo a successful @parse_key; NULL: nothing to undo
 * @label: fill in how the object of that key is called; a key that was not
 *	parsed has zeroes behind @key_size
 * @show: the verb "show", as one in ctrl_read.h, for objects that a map cannot
 *	list: it takes the words that name them; NULL: all of the map are shown
 */
struct object_kind {
	const char *command;
	bool any_type;
	__u32 control_type;
	__u32 key_size;
	const char *key_help;
	const char *key_syntax;
	const char *key_word;
	const char *examples;
	int (*parse_key)(struct words *words, bool foreign, void *key,
			 struct ctrl_error *err);
	void (*release_key)(void *key);
	void (*label)(const void *key, bool foreign, struct ctrl_label *label);
	int (*show)(struct request *r);
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
