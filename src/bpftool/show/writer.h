/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A way to put on paper what show.c walks through. */
#ifndef BPFTOOL_SHOW_WRITER_H
#define BPFTOOL_SHOW_WRITER_H

#include "key/label.h"
#include "show/item.h"

/**
 * struct type_row - a control type, as the directory describes it
 * @name: of the type
 * @number: of the type
 * @attributes: how many members its value has behind the header
 * @key_size: member of @value
 * @value_size: likewise
 * @flags: likewise
 * @value: from the directory
 */
struct type_row {
	char name[CTRL_TYPE_NAME_MAX];
	__u32 number;
	__u64 attributes;
	struct show_item key_size;
	struct show_item value_size;
	struct show_item flags;
	const void *value;
};

/**
 * struct show_writer - text or JSON
 * @list_begin: objects follow
 * @list_end: they were the last ones
 * @object: an object and its attributes; @alone: it was one that was asked for
 * @changes_begin: changes follow; @changed: at least one really is one
 * @change: an attribute before and after
 * @changes_end: they were the last ones; @nr: how many there were; @unread: as in
 *	struct ctrl_change
 * @attributes_begin: descriptions follow; @label: NULL: of no object; @key:
 *	members of the key to be described, or NULL
 * @attribute: a description; @values: NULL where @label was
 * @attributes_end: they were the last ones
 * @types_begin: control types follow
 * @type: a control type
 * @types_end: they were the last ones
 * @pinned: a map was pinned
 * @help: how a command is used
 * @error: what went wrong; nothing else is written before or after
 */
struct show_writer {
	void (*list_begin)(void);
	void (*list_end)(void);
	void (*object)(const struct key_label *label,
		       const struct show_items *items, const void *value,
		       bool alone);
	void (*changes_begin)(const struct key_label *label, bool changed,
			      bool dry_run);
	void (*change)(const struct show_item *item,
		       const struct ctrl_change *change);
	void (*changes_end)(__u32 nr, int unread);
	void (*attributes_begin)(const struct key_label *label,
				 const struct ctrl_type *key);
	void (*attribute)(const struct show_item *item,
			  const void *const *values);
	void (*attributes_end)(void);
	void (*types_begin)(void);
	void (*type)(const struct type_row *row);
	void (*types_end)(void);
	void (*pinned)(const char *path, __u32 id);
	void (*help)(const char *text);
	void (*error)(const struct ctrl_error *err);
};

extern const struct show_writer show_text, show_json;

/* The fields of a JSON object that say which object it is about. */
void show_json__label(const struct key_label *label);

#endif
