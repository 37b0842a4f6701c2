/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* How characters of names are compared. */
#ifndef FOLD_H
#define FOLD_H

/* Small letters, and '-' for '_'; the same in every locale. */
static inline char ctrl_fold(char c)
{
	return c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

#endif /* FOLD_H */
