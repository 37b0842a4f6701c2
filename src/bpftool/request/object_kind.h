/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A kind of object: what its keys are to people, and the words of its command. */
#ifndef BPFTOOL_REQUEST_OBJECT_KIND_H
#define BPFTOOL_REQUEST_OBJECT_KIND_H

#include "key/label.h"
#include "text/words.h"

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
 *	KEY_ROOM bytes, zeroed and aligned for every type; what is behind
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
	void (*label)(const void *key, bool foreign, struct key_label *label);
	int (*show)(struct request *r);
};

#endif
