/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* An existing map, as the command line names it. */
#ifndef BPFTOOL_REQUEST_MAP_ARG_H
#define BPFTOOL_REQUEST_MAP_ARG_H

#include <stdbool.h>
#include <linux/types.h>

/**
 * map_arg__is_word() - whether two words name a map
 * @how: "id", "pinned" or "name"
 * @which: id, path or name
 *
 * Return: false where @how is none of the three, or @which is no id.
 */
bool map_arg__is_word(const char *how, const char *which);

/**
 * map_arg__open() - open the map that two words name
 * @how: as above
 * @which: as above
 * @read_only: ask the kernel for no more than reading
 *
 * Return: a file descriptor, the caller's to close; -ENOENT: no such map; -EEXIST:
 * more than one map has that name; -EINVAL: the words name none, as above; another
 * negative errno of the kernel.
 */
int map_arg__open(const char *how, const char *which, bool read_only);

/**
 * map_arg__is_frozen() - whether a map has been made read-only for good
 * @fd: of the map
 *
 * Return: true when the kernel says so.
 */
bool map_arg__is_frozen(int fd);

/**
 * map_arg__may() - whether a map was opened for something
 * @fd: of the map
 * @write: for changing what it is about; else for reading that
 */
bool map_arg__may(int fd, bool write);

#endif
