/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What the errno of a lookup means. */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "ctrl.h"

/**
 * ctrl_lookup__is_gone() - whether an errno says that there is no such object
 * @code: errno, positive
 */
bool ctrl_lookup__is_gone(int code);

/**
 * ctrl_lookup__failed() - note why an object cannot be read
 * @code: errno of the lookup, positive
 * @err: filled in
 *
 * Return: a negative errno.
 */
int ctrl_lookup__failed(int code, struct ctrl_error *err);

#endif /* LOOKUP_H */
