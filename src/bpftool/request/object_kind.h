/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A kind of object: what its keys are to people, and the words of its command. */
#ifndef BPFTOOL_REQUEST_OBJECT_KIND_H
#define BPFTOOL_REQUEST_OBJECT_KIND_H

#include <stdio.h>

#include "key/kind.h"

struct verb;

/**
 * struct object_kind - a kind of object, such as network devices
 * @command: bpftool's word for it, "xdp"
 * @control_type: number of the control type
 * @key: what its key is; NULL: the words name the control type, which is not
 *	@control_type, and its BTF tells what the key is
 * @key_help: how an object is named in the help, "DEV"
 * @key_word: stands in front of an object that is called "map"; NULL: none can be
 * @verbs: of the command, in the order in which abbreviations are resolved and the help
 *	has them, ended by NULL
 * @add_terms: add the lines of the help that say what its words in capitals mean; NULL:
 *	those of the verbs on any control map
 * @attrs: command that lists their attributes; NULL: the verb attrs of @command
 * @examples: lines of the help, each ending with a newline
 * @status_help: behind the help's line about the exit status; NULL: nothing
 */
struct object_kind {
	const char *command;
	__u32 control_type;
	const struct key_kind *key;
	const char *key_help;
	const char *key_word;
	const struct verb *const *verbs;
	void (*add_terms)(FILE *out);
	const char *attrs;
	const char *examples;
	const char *status_help;
};

/**
 * object_kind__is_any() - whether the words name the control type
 * @kind: of the command
 */
static inline bool object_kind__is_any(const struct object_kind *kind)
{
	return !kind->key;
}

/* As struct clause wants it: where the map comes from. */
static inline const char *object_kind__map_help(const struct object_kind *kind)
{
	return object_kind__is_any(kind) ? "{ TYPE | map MAP }" : "[map MAP]";
}

/* As struct clause wants it: how an object is named. */
static inline const char *object_kind__key_help(const struct object_kind *kind)
{
	return kind->key_help;
}

#endif
