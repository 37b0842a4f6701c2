/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What the verbs have found out, for people and for programs. */
#ifndef BPFTOOL_SHOW_H
#define BPFTOOL_SHOW_H

#include <stdbool.h>
#include <linux/types.h>

#include "key/label.h"
#include "show/item.h"

/**
 * show__list_begin() - what follows is a list of objects
 */
void show__list_begin(void);

/**
 * show__list_end() - the list is complete
 */
void show__list_end(void);

/**
 * show__object() - an object and its attributes
 * @label: which object
 * @items: which attributes
 * @value: from a lookup
 */
void show__object(const struct key_label *label,
		  const struct show_items *items, const void *value);

/**
 * show__alone() - one attribute of an object, in text only its value
 * @label: which object
 * @item: which attribute
 * @value: from a lookup
 */
void show__alone(const struct key_label *label,
		 const struct show_item *item, const void *value);

/**
 * show__change() - what a set or a reset has done
 * @label: to which object
 * @items: attributes that were named, or those that have changed
 * @change: values before and after
 * @dry_run: it was only judged
 */
void show__change(const struct key_label *label,
		  const struct show_items *items,
		  const struct ctrl_change *change, bool dry_run);

/**
 * show__attributes() - a description of attributes
 * @label: of which object; NULL: of none
 * @key: members of the key, which are described too; NULL: not worth a word
 * @items: which attributes
 * @values: for each view a value from a lookup, or NULL: not known; only used
 *	with @label
 */
void show__attributes(const struct key_label *label,
		      const struct ctrl_type *key,
		      const struct show_items *items,
		      const void *const values[CTRL_VIEWS]);

/**
 * show__types() - the control types that the kernel has
 * @directory: what it says
 * @err: on failure
 *
 * Return: 0; -ENOENT: the directory lacks what is shown of it.
 */
int show__types(const struct ctrl_directory *directory,
		struct ctrl_error *err);

/**
 * show__pinned() - a map was pinned; text says nothing, as bpftool's pin
 * @path: where
 * @id: of the map
 */
void show__pinned(const char *path, __u32 id);

/**
 * show__help() - how a command is used
 * @text: ends with a newline; JSON has null in its place, as bpftool has
 */
void show__help(const char *text);

/**
 * show__error() - what went wrong; in JSON a document of its own
 * @err: the failure
 */
void show__error(const struct ctrl_error *err);

#endif
