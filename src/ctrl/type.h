/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What type.c, index.c, path.c and type_name.c know of each other. */
#ifndef TYPE_H
#define TYPE_H

#include "ctrl.h"

struct btf_type;

/* type_name.c: what a typedef of this name says of an integer. */
enum ctrl_meaning ctrl_meaning_of(const char *name);

/* type_name.c: whether @t is the typedef that the kernel puts around flags. */
bool ctrl_type_declares_flags(const struct btf *btf, const struct btf_type *t);

/* type_name.c: whether @t is a typedef of numbers that count. */
bool ctrl_type_declares_counter(const struct btf *btf, const struct btf_type *t);

/**
 * ctrl_type_init_parts() - the parts of a struct or union that is a member
 * @type: filled in, anonymous ones replaced by theirs; for ctrl_type__deinit()
 * @outer: where the parts' offsets, mask bit and access come from
 *
 * Return: 0; -EINVAL: a type without sense; -ENOMEM.
 */
int ctrl_type_init_parts(struct ctrl_type *type, const struct ctrl_member *outer);

/* index.c */

/**
 * ctrl_type_index() - make the members of a type quick to find by name
 * @type: complete; its members stay where they are. For ctrl_type_unindex()
 *
 * Without memory for it there is no index, and ctrl_type_by_name() finds nothing.
 */
void ctrl_type_index(struct ctrl_type *type);

/**
 * ctrl_type_by_name() - a member that the index knows
 * @type: where to look
 * @name: as BTF has it, with '_'
 *
 * Return: the first of that name, or NULL, which does not mean that there is none.
 */
const struct ctrl_member *ctrl_type_by_name(const struct ctrl_type *type,
					    const char *name);

/**
 * ctrl_type_unindex() - free the index
 * @type: with or without one
 */
void ctrl_type_unindex(struct ctrl_type *type);

#endif /* TYPE_H */
