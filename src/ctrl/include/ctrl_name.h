/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Names of members, whose '_' and '-' are alike. */
#ifndef CTRL_NAME_H
#define CTRL_NAME_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * ctrl_name__plain() - a name as users write it: with '-' for '_'
 * @name: of a member, or a path; an '_' that a name begins with stays
 * @buf: filled in, NUL-terminated
 * @len: bytes of @buf
 */
void ctrl_name__plain(const char *name, char *buf, size_t len);

/**
 * ctrl_name__equal() - whether two names are the same, '-' and '_' being alike
 * @a: a name
 * @b: a name
 *
 * Return: true when they are.
 */
bool ctrl_name__equal(const char *a, const char *b);

/**
 * ctrl_name__declared() - make a name what it is in BTF: with '_' for '-'
 * @name: NUL-terminated; a path or a word likewise
 */
void ctrl_name__declared(char *name);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_NAME_H */
