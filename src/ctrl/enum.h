/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Enumerators: their values, and their names as users write them. */
#ifndef ENUM_H
#define ENUM_H

#include "ctrl.h"

struct btf_type;

/**
 * struct ctrl_enum - an enum, ready for walking its enumerators
 * @btf: where it is
 * @t: the enum
 * @nr: number of enumerators
 * @prefix: characters that all of them begin with and users need not write
 * @is_signed: it has, or may have, negative values
 * @is_flags: the kernel declares it as flags, any of which may be set
 */
struct ctrl_enum {
	const struct btf *btf;
	const struct btf_type *t;
	__u32 nr;
	size_t prefix;
	bool is_signed;
	bool is_flags;
};

/* @m: of kind ENUM or FLAGS */
void ctrl_enum_init(struct ctrl_enum *e, const struct ctrl_member *m);

/* Keep in @m what takes ctrl_enum_init() a look at all names, if it is an enum. */
void ctrl_enum_remember(struct ctrl_member *m);

/* The value, sign-extended when the enum is signed. */
__u64 ctrl_enum_value(const struct ctrl_enum *e, __u32 i);

/* Whether @e->is_signed is a guess: its numbers may be meant in the other way, too. */
bool ctrl_enum_is_guessed(const struct ctrl_enum *e);

/* As in the header file. */
const char *ctrl_enum_whole_name(const struct ctrl_enum *e, __u32 i);

/* As users write it. */
void ctrl_enum_name(const struct ctrl_enum *e, __u32 i, char *buf, size_t len);

/* Whether users may write it; false for several flags in one, and for _... */
bool ctrl_enum_offers(const struct ctrl_enum *e, __u32 i);

/* The index of the enumerator that a word of @n characters names, or -1. */
int ctrl_enum_find(const struct ctrl_enum *e, const char *word, size_t n);

#endif /* ENUM_H */
