/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* One member of a key that has several, by what it stands for. */
#ifndef BPFTOOL_KEY_MEMBER_H
#define BPFTOOL_KEY_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "ctrl.h"

/**
 * key_member__init() - make a key ready for its members
 * @type: members of the key
 * @key: zeroed; no file descriptor is in it then
 */
void key_member__init(const struct ctrl_type *type, void *key);

/**
 * key_member__release() - close the file descriptors that are in a key
 * @type: members of the key
 * @key: after key_member__init()
 */
void key_member__release(const struct ctrl_type *type, void *key);

/**
 * key_member__parse() - store a word into a key
 * @member: where it belongs
 * @word: a device's name or index; a program's id, or HOW:WHICH as "name:drop"; a
 *	socket's PID:FD; all else as for ctrl_member__parse()
 * @foreign: the map answers for another network namespace
 * @key: the key
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int key_member__parse(const struct ctrl_member *member, const char *word,
		      bool foreign, void *key, struct ctrl_error *err);

/**
 * key_member__write() - a member of a key as a word, for key_member__parse()
 * @member: which
 * @key: the key
 * @foreign: the map answers for another network namespace
 * @ours: file descriptors in the key are those of this process
 * @word: filled in, NUL-terminated
 * @len: bytes of @word
 *
 * A device is called by its name where it has one that is no number, a program that a
 * descriptor stands for by its id.
 *
 * Return: false: the member is a device, and has no name here.
 */
bool key_member__write(const struct ctrl_member *member, const void *key,
		       bool foreign, bool ours, char *word, size_t len);

/**
 * key_member__syntax() - how a member is written
 * @member: the member
 * @buf: filled in, NUL-terminated
 * @len: bytes of @buf
 */
void key_member__syntax(const struct ctrl_member *member, char *buf, size_t len);

#endif
