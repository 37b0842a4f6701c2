/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Integers of up to 128 bits, in pieces of 64. */
#ifndef WIDE_H
#define WIDE_H

#include "ctrl.h"

typedef __int128 ctrl_wide;
typedef unsigned __int128 ctrl_uwide;

#define CTRL_WIDE_ROOM	48	/* a sign, 2^128 in decimal, and a NUL */

/* The member's number, sign-extended when its kind is INT. */
ctrl_wide ctrl_wide_load(const struct ctrl_member *m, const void *value);

/* @x: bits above the member's are ignored */
void ctrl_wide_store(const struct ctrl_member *m, void *value, ctrl_wide x);

/* @x in decimal; @is_signed: else it is taken as a ctrl_uwide */
void ctrl_wide_format(ctrl_wide x, bool is_signed, char *buf, size_t len);

/* The limits that the member's width sets. */
ctrl_wide ctrl_wide_min(const struct ctrl_member *m);
ctrl_uwide ctrl_wide_max(const struct ctrl_member *m);

#endif /* WIDE_H */
