/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which attributes of a control type are settings: what stays as it was set. */
#ifndef BPFTOOL_KEEP_SETTINGS_H
#define BPFTOOL_KEEP_SETTINGS_H

#include "show/item.h"

/**
 * keep_settings__find() - the attributes that are settings
 * @type: of a map's value
 * @items: zeroed; filled in with what a line can set, so with the members of a struct
 *	instead of it; to be freed, also on failure
 *
 * What is read-only, what changes by itself and what no word can set is none.
 *
 * Return: 0 or -ENOMEM.
 */
int keep_settings__find(const struct ctrl_type *type, struct show_items *items);

#endif
