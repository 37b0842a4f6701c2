/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The kinds of keys that there are. */
#ifndef BPFTOOL_KEY_KINDS_H
#define BPFTOOL_KEY_KINDS_H

#include "key/kind.h"

/**
 * key_kinds__of() - what a member of a key is
 * @member: of a key, or of a value
 *
 * Return: NULL: a number like any other, a word, a text.
 */
const struct key_kind *key_kinds__of(const struct ctrl_member *member);

/**
 * key_kinds__of_key() - what a key is that consists of nothing else
 * @type: members of the key
 *
 * Return: NULL: it is written member by member.
 */
const struct key_kind *key_kinds__of_key(const struct ctrl_type *type);

#endif
