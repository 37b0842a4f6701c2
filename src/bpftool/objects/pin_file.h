/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A file of a BPF file system, which has its group and mode from the first. */
#ifndef BPFTOOL_OBJECTS_PIN_FILE_H
#define BPFTOOL_OBJECTS_PIN_FILE_H

#include <sys/types.h>

#define PIN_MODE_NOT_GIVEN	((mode_t)-1)
#define PIN_GROUP_NOT_GIVEN	((gid_t)-1)

/**
 * struct pin_file - what is asked for
 * @path: where, in a BPF file system
 * @mode: of the file, or PIN_MODE_NOT_GIVEN: what the umask leaves of 600
 * @group: of the file, or PIN_GROUP_NOT_GIVEN: what the directory gives
 */
struct pin_file {
	const char *path;
	mode_t mode;
	gid_t group;
};

/**
 * pin_file__create() - pin an object
 * @pin: where and how
 * @fd: the object
 * @what: what could not be done, "pin the map"; untouched on success
 *
 * The file is there with its group and mode, or not at all. Nothing else changes,
 * whatever others do meanwhile who may write in its directory. Signals wait.
 *
 * Return: 0, or a negative errno.
 */
int pin_file__create(const struct pin_file *pin, int fd, const char **what);

#endif
