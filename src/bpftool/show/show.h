/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What the verbs have found out, as text or as JSON. */
#ifndef BPFTOOL_SHOW_H
#define BPFTOOL_SHOW_H

#include <stdbool.h>
#include <linux/types.h>

#include "key/label.h"
#include "show/item.h"

struct table;

/**
 * struct type_row - a control type, as the directory describes it
 * @name: of the type
 * @source: who answers: ctrl_map__source()
 * @number: of the type
 * @attributes: how many members its value has behind the header
 * @key_size: member of @value
 * @value_size: likewise
 * @flags: likewise
 * @value: from the directory
 */
struct type_row {
	char name[CTRL_TYPE_NAME_MAX];
	const char *source;
	__u32 number;
	__u64 attributes;
	struct show_item key_size;
	struct show_item value_size;
	struct show_item flags;
	const void *value;
};

/**
 * struct show_writer - text or JSON
 * @list_begin: what follows is a list of objects
 * @list_end: the list is complete
 * @object: an object and its attributes; @value: from a lookup
 * @table_begin: what follows is a list of objects, a line each; @table: zeroed; @key: what
 *	the objects are called in the help; @items: a column each
 * @row: an object of the table; @items: those of @table_begin
 * @table_end: the table is complete
 * @alone: one attribute of an object, in text only its value
 * @change: what a set or a reset has done; @items: attributes that were named, or those
 *	that have changed; @change: values before and after; @dry_run: it was only judged
 * @attributes: a description of attributes; @label: of which object, NULL: of none;
 *	@key: members of the key, which are described too where there is no object, NULL:
 *	not worth a word; @values: for each view a value from a lookup, or NULL: not known;
 *	NULL without @label
 * @types: the control types that the kernel has; @nr: number of @rows
 * @pinned: a map was pinned; text says nothing, as bpftool's pin
 * @help: how a command is used; @text: ends with a newline; JSON has null in its place,
 *	as bpftool has
 * @error: what went wrong; in JSON a document of its own
 */
struct show_writer {
	void (*list_begin)(void);
	void (*list_end)(void);
	void (*object)(const struct key_label *label,
		       const struct show_items *items, const void *value);
	void (*table_begin)(struct table *table, const char *key,
			    const struct show_items *items);
	void (*row)(struct table *table, const struct key_label *label,
		    const struct show_items *items, const void *value);
	void (*table_end)(struct table *table);
	void (*alone)(const struct key_label *label,
		      const struct show_item *item, const void *value);
	void (*change)(const struct key_label *label,
		       const struct show_items *items,
		       const struct ctrl_change *change, bool dry_run);
	void (*attributes)(const struct key_label *label,
			   const struct ctrl_type *key,
			   const struct show_items *items,
			   const void *const *values);
	void (*types)(const struct type_row *rows, __u32 nr);
	void (*pinned)(const char *path, __u32 id);
	void (*help)(const char *text);
	void (*error)(const struct ctrl_error *err);
};

extern const struct show_writer show_text, show_json;

/**
 * show_writer() - the one that was asked for
 *
 * Return: show_text or show_json.
 */
const struct show_writer *show_writer(void);

/**
 * show__types() - the control types that the kernel has
 * @directory: what it says
 * @err: on failure
 *
 * Return: 0; -ENOENT: the directory lacks what is shown of it; -ENOMEM.
 */
int show__types(const struct ctrl_directory *directory,
		struct ctrl_error *err);

/* The fields of a JSON object that say which object it is about. */
void show_json__label(const struct key_label *label);

/* Those that say what a set has done, as of struct show_writer's change(). */
void show_json__change(const struct show_items *items,
		       const struct ctrl_change *change, bool dry_run);

/* Those that say what went wrong, in a document that has others as well. */
void show_json__failure(const struct ctrl_error *err);

#endif
