/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The settings of a machine, while they are gathered and when they are written. */
#ifndef BPFTOOL_KEEP_SAVED_H
#define BPFTOOL_KEEP_SAVED_H

#include "request/request.h"

/**
 * struct saved_object - an object and those of its settings that are saved
 * @key: of the object
 * @value: of the object, owned
 * @chosen: for each of the type's settings whether it is saved; owned
 * @nr_chosen: how many are
 * @height: objects below it that have to be set before it
 */
struct saved_object {
	__u8 key[KEY_ROOM] __attribute__((aligned(8)));
	void *value;
	bool *chosen;
	__u32 nr_chosen;
	unsigned int height;
};

/**
 * struct saved_type - a control type
 * @r: a request with its map and its name
 * @settings: its attributes that are settings, owned
 * @objects: owned
 * @nr: number of @objects
 */
struct saved_type {
	struct request r;
	struct show_items settings;
	struct saved_object *objects;
	__u32 nr;
};

/**
 * saved_type__add() - read an object and choose what is saved of it
 * @type: with its map and settings
 * @key: of the object, of KEY_ROOM bytes
 * @all: also what is as it was at first
 * @must_exist: else an object that is gone is left out
 *
 * Return: 0, or a negative errno with the error of the type's request filled in.
 */
int saved_type__add(struct saved_type *type, const void *key, bool all, bool must_exist);

/**
 * saved_type__order() - bring the objects in an order in which they can be set
 * @type: with its objects
 */
void saved_type__order(struct saved_type *type);

/**
 * saved_type__deinit() - free what it owns
 * @type: zeroed, or filled in
 */
void saved_type__deinit(struct saved_type *type);

/**
 * saved__write() - write all of it, as lines of a batch file or as JSON
 * @types: the control types
 * @nr: number of @types
 */
void saved__write(const struct saved_type *types, __u32 nr);

#endif
