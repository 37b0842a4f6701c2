/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Integers of up to 128 bits, which not every compiler has a type for. */
#ifndef WIDE_H
#define WIDE_H

#include "ctrl.h"

/**
 * struct ctrl_wide - an integer of 128 bits, in two's complement
 * @low: bits 0 to 63
 * @high: bits 64 to 127
 */
struct ctrl_wide {
	__u64 low;
	__u64 high;
};

#define CTRL_WIDE_ROOM	48	/* a sign, 2^128 in decimal, and a NUL */

/* The member's number, sign-extended when its kind is INT. */
struct ctrl_wide ctrl_wide_load(const struct ctrl_member *m, const void *value);

/* @x: bits above the member's are ignored */
void ctrl_wide_store(const struct ctrl_member *m, void *value, struct ctrl_wide x);

/* @x in decimal; @is_signed: else it is taken as unsigned */
void ctrl_wide_format(struct ctrl_wide x, bool is_signed, char *buf, size_t len);

/* The limits that the member's width sets. */
struct ctrl_wide ctrl_wide_min(const struct ctrl_member *m);
struct ctrl_wide ctrl_wide_max(const struct ctrl_member *m);

/* Whether a member, a number, is less in @a than in @b. */
bool ctrl_member_less(const struct ctrl_member *m, const void *a, const void *b);

/* Both are signed, or both are not. */
bool ctrl_wide_less(struct ctrl_wide a, struct ctrl_wide b, bool is_signed);

struct ctrl_wide ctrl_wide_negate(struct ctrl_wide x);

/**
 * ctrl_wide_multiply() - an unsigned number times another, and more added to it
 * @x: changed, also where it is too large for it
 * @factor: what it is multiplied with
 * @more: what is added then
 *
 * Return: whether the result has more than 128 bits.
 */
bool ctrl_wide_multiply(struct ctrl_wide *x, __u32 factor, __u32 more);

#endif /* WIDE_H */
