/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key of any control type: how it is written follows from its BTF. */
#ifndef BPFTOOL_KEY_BTF_H
#define BPFTOOL_KEY_BTF_H

#include <stdbool.h>
#include <stddef.h>

#include "ctrl.h"
#include "key/label.h"
#include "text/words.h"

#define KEY_BTF_SYNTAX \
	"{ DEV | PROG | pid PID [fd FD] | NUMBER | MEMBER=VALUE... }, by the type"

/*
 * A key of one member is a word, or those of its meaning: a device, a program, a
 * socket. One of several members is a word "member=value" for each of them, in
 * any order.
 */

/**
 * key_btf__parse() - take the words that name an object
 * @type: members of the key
 * @words: at least one word, unless the key has no members; those of the key are
 *	taken
 * @foreign: the map answers for another network namespace
 * @key: zeroed; on success the key, for key_btf__release()
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int key_btf__parse(const struct ctrl_type *type, struct words *words,
		   bool foreign, void *key, struct ctrl_error *err);

/**
 * key_btf__parse_next() - take the words of a key where another one may follow
 * @type: members of the key; of several members it is so many words
 * @words: as above
 * @foreign: as above
 * @key: as above; words stay as they are on failure
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int key_btf__parse_next(const struct ctrl_type *type, struct words *words,
			bool foreign, void *key, struct ctrl_error *err);

/**
 * key_btf__release() - close the file descriptors that are in a key
 * @type: members of the key
 * @key: from key_btf__parse()
 */
void key_btf__release(const struct ctrl_type *type, void *key);

/**
 * key_btf__label() - how the object of a key is called
 * @type: members of the key; the label refers to it
 * @key: the key; the label refers to it
 * @foreign: as above
 * @label: zeroed; filled in
 */
void key_btf__label(const struct ctrl_type *type, const void *key, bool foreign,
		    struct key_label *label);

/**
 * key_btf__label_members() - the same by the members, for a key of another process
 * @type: members of the key; the label refers to it
 * @key: the key; the label refers to it; a file descriptor in it is just a number
 * @foreign: as above
 * @label: zeroed; filled in
 */
void key_btf__label_members(const struct ctrl_type *type, const void *key,
			    bool foreign, struct key_label *label);

/**
 * key_btf__syntax() - how a key is written
 * @type: members of the key
 * @buf: filled in, NUL-terminated
 * @len: bytes of @buf
 */
void key_btf__syntax(const struct ctrl_type *type, char *buf, size_t len);

#endif
