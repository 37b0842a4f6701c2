/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What a change is about, as the control type's own BTF describes it. */
#ifndef BPFTOOL_MONITOR_OBJECT_H
#define BPFTOOL_MONITOR_OBJECT_H

#include "ctrl.h"
#include "key/label.h"
#include "monitor/format.h"

/**
 * struct monitor_types - the control types, between two waits
 * @pool: their maps, owned; NULL: nothing has been asked for yet
 * @directory: their names
 *
 * Zero it before its first use.
 */
struct monitor_types {
	struct ctrl_pool *pool;
	struct ctrl_directory directory;
};

/**
 * monitor_types__find() - the name of a control type that the kernel has
 * @word: its name, where '-' and '_' are alike, or its number
 * @name: filled in on success
 * @err: on failure, with the near names
 *
 * Return: 0 or a negative errno.
 */
int monitor_types__find(const char *word, char name[CTRL_TYPE_NAME_MAX],
			struct ctrl_error *err);

/**
 * monitor_types__map() - a map of a control type, for its BTF
 * @types: the control types
 * @name: of the type
 *
 * Return: a map for ctrl_map__close(); NULL: it cannot be had, for want of
 * privilege, or since the type is gone.
 */
struct ctrl_map *monitor_types__map(struct monitor_types *types,
				    const char *name);

/**
 * monitor_types__forget() - close the maps
 * @types: the control types
 *
 * An open map keeps the module of its control type loaded: nobody should do that
 * who only waits.
 */
void monitor_types__forget(struct monitor_types *types);

/**
 * struct monitor_object - what was changed
 * @key: the key, with room for what a label wants
 * @label: how it is called
 */
struct monitor_object {
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
	struct key_label label;
};

/**
 * monitor_object__init() - find out what was changed
 * @object: filled in; the label refers to it and to @map
 * @map: of the control type; NULL: the key is all that is known
 * @change: says the key
 * @foreign: the object is not in the network namespace of the caller
 *
 * A file descriptor in the key is one of the process that made the change: it is
 * no more than a number here.
 */
void monitor_object__init(struct monitor_object *object,
			  const struct ctrl_map *map,
			  const struct monitor_change *change, bool foreign);

/**
 * monitor_value__load() - a value of the event in the layout of the control type
 * @member: of the map's value
 * @text: as the kernel wrote it in the event
 * @value: zeroed, of the map's value size; filled in on success
 *
 * Return: 0; a negative errno: the text is all that is known.
 */
int monitor_value__load(const struct ctrl_member *member, const char *text,
			void *value);

#endif
