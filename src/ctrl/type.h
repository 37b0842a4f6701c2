/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What type.c, path.c and type_name.c know of each other. */
#ifndef TYPE_H
#define TYPE_H

#include "ctrl.h"

/* type_name.c: what a typedef of this name says of an integer. */
enum ctrl_meaning ctrl_meaning_of(const char *name);

/**
 * ctrl_type_init_parts() - the parts of a struct or union that is a member
 * @type: filled in, anonymous ones replaced by theirs; for ctrl_type__deinit()
 * @outer: where the parts' offsets, mask bit and access come from
 *
 * Return: 0; -EINVAL: a type without sense; -ENOMEM.
 */
int ctrl_type_init_parts(struct ctrl_type *type, const struct ctrl_member *outer);

#endif /* TYPE_H */
