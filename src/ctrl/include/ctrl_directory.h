/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/*
 * libctrl, directory.c: the control types that the running kernel has. To be
 * included through ctrl.h.
 */
#ifndef CTRL_DIRECTORY_H
#define CTRL_DIRECTORY_H

#include <stddef.h>
#include <linux/types.h>

#include "ctrl_error.h"
#include "ctrl_map.h"
#include "ctrl_pool.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CTRL_TYPE_NAME_MAX	32	/* BPF_CTRL_NAME_LEN */

/**
 * struct ctrl_directory - what the kernel's directory said when it was read
 * @map: of control type 0, owned
 * @keys: owned
 * @values: of the map's value_size each, owned
 * @nr: number of control types
 */
struct ctrl_directory {
	struct ctrl_map *map;
	void *keys;
	void *values;
	__u32 nr;
};

/**
 * ctrl_directory__init() - read the directory, for which everyone is privileged
 * @directory: filled in on success; for ctrl_directory__deinit()
 * @pool: where the map is taken from; may be NULL
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int ctrl_directory__init(struct ctrl_directory *directory,
			 struct ctrl_pool *pool, struct ctrl_error *err);

/**
 * ctrl_directory__deinit() - close and free what belongs to it
 * @directory: zeroed, or filled in
 */
void ctrl_directory__deinit(struct ctrl_directory *directory);

/**
 * ctrl_directory__number() - number of a control type
 * @directory: the directory
 * @i: below its @nr
 *
 * Return: what ctrl_map__create() takes.
 */
__u32 ctrl_directory__number(const struct ctrl_directory *directory, __u32 i);

/**
 * ctrl_directory__name() - name of a control type
 * @directory: the directory
 * @i: below its @nr
 * @name: filled in, NUL-terminated
 */
void ctrl_directory__name(const struct ctrl_directory *directory, __u32 i,
			  char name[CTRL_TYPE_NAME_MAX]);

/**
 * ctrl_directory__value() - all that the directory says of a control type
 * @directory: the directory
 * @i: below its @nr
 *
 * Return: a value of @directory->map, valid as long as the directory is.
 */
const void *ctrl_directory__value(const struct ctrl_directory *directory,
				  __u32 i);

/**
 * ctrl_directory__find() - number of the control type that has a name
 * @directory: the directory
 * @name: '-' and '_' are alike
 * @number: filled in on success
 * @err: on failure, with the near names
 *
 * Return: 0; -ENOENT: no control type is called so.
 */
int ctrl_directory__find(const struct ctrl_directory *directory,
			 const char *name, __u32 *number,
			 struct ctrl_error *err);

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* CTRL_DIRECTORY_H */
