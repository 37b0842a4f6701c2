/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a program: by id, tag, name or where it is pinned. */
#ifndef BPFTOOL_KEY_PROG_H
#define BPFTOOL_KEY_PROG_H

#include "key/label.h"
#include "objects/prog_words.h"
#include "text/words.h"

#define KEY_PROG_SYNTAX	PROG_WORDS_SYNTAX

/**
 * key_prog__open() - open the program that two words name
 * @how: "id", "tag", "name" or "pinned", as for prog_words__by()
 * @which: number, 16 hexadecimal digits, name, path
 * @err: on failure
 *
 * Unlike upstream's prog_parse_fd(), prints nothing and never exits; and there may
 * be only one such program.
 *
 * Return: a file descriptor, the caller's to close; a negative errno.
 */
int key_prog__open(const char *how, const char *which, struct ctrl_error *err);

/**
 * key_prog__id() - id of the program that two words name
 * @how: as for key_prog__open()
 * @which: likewise
 * @id: filled in on success; "id" is not looked for, and needs no privilege here
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int key_prog__id(const char *how, const char *which, __u32 *id,
		 struct ctrl_error *err);

/**
 * key_prog__id_of() - id of an open program
 * @fd: of the program
 *
 * Return: the id; 0: it cannot be told.
 */
__u32 key_prog__id_of(int fd);

/* As in struct object_kind: for a key that is a descriptor... */
int key_prog__parse_fd(struct words *words, bool foreign, void *key,
		       struct ctrl_error *err);
void key_prog__release_fd(void *key);
void key_prog__label_fd(const void *key, bool foreign, struct key_label *label);

/* ...and one that is an id, for which a number alone is enough. */
int key_prog__parse_id(struct words *words, bool foreign, void *key,
		       struct ctrl_error *err);
void key_prog__label_id(const void *key, bool foreign, struct key_label *label);

#endif
