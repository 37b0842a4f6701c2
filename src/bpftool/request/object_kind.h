/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A kind of object: what its keys are to people, and the words of its command. */
#ifndef BPFTOOL_REQUEST_OBJECT_KIND_H
#define BPFTOOL_REQUEST_OBJECT_KIND_H

#include "key/kind.h"

struct request;

/**
 * struct object_kind - a kind of object, such as network devices
 * @command: bpftool's word for it, "xdp"
 * @control_type: number of the control type
 * @key: what its key is; NULL: the words name the control type, which is not
 *	@control_type, and its BTF tells what the key is
 * @key_help: how an object is named in the help, "DEV"
 * @key_word: stands in front of an object that is called "map"; NULL: none can be
 * @examples: lines of the help, each ending with a newline; NULL: none
 * @show: the verb "show", as one in verbs/read.h, for objects that a map cannot
 *	list: it takes the words that name them; NULL: all of the map are shown
 */
struct object_kind {
	const char *command;
	__u32 control_type;
	const struct key_kind *key;
	const char *key_help;
	const char *key_word;
	const char *examples;
	int (*show)(struct request *r);
};

/**
 * object_kind__is_any() - whether the words name the control type
 * @kind: of the command
 */
static inline bool object_kind__is_any(const struct object_kind *kind)
{
	return !kind->key;
}

#endif
