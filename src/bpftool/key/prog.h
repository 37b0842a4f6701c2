/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a program: by id, tag, name or where it is pinned. */
#ifndef BPFTOOL_KEY_PROG_H
#define BPFTOOL_KEY_PROG_H

#include "key/kind.h"

/* As an id, for which a number alone is enough, and as a file descriptor. */
extern const struct key_kind key_prog_id_kind, key_prog_fd_kind;

/**
 * key_prog__offer() - offer words for { id | tag | name | pinned } WHICH
 * @words: one or two, the last one under the cursor
 * @at: the cursor
 */
void key_prog__offer(const struct words *words, const struct candidates *at);

/**
 * key_prog__offer_by() - offer all programs by what tells them apart
 * @how: "id", "tag", "name" or "pinned"
 * @at: the cursor
 *
 * Nothing is offered to those who may not open programs by id.
 */
void key_prog__offer_by(const char *how, const struct candidates *at);

#endif
