// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Files of a BPF file system, and why there is none.
 *
 * The kernel has EPERM and EACCES for most of what can be wrong with a path. Some
 * of it can be told by looking at the path; the rest is said with the errno alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <linux/magic.h>

#include "objects/bpffs.h"

enum place { PLACE_UNKNOWN, PLACE_BPFFS, PLACE_ELSEWHERE };

static enum place place_of(const char *path)
{
	struct statfs fs;

	if (statfs(path, &fs))
		return PLACE_UNKNOWN;

	return (unsigned long)fs.f_type == BPF_FS_MAGIC ? PLACE_BPFFS :
							  PLACE_ELSEWHERE;
}

/* Of the directory in which the first name is that does not exist; *name is it. */
static enum place place_above(char *path, const char **name)
{
	enum place place;
	char *slash;

	do {
		slash = strrchr(path, '/');
		*name = slash ? slash + 1 : path;
		if (!slash)
			return place_of(".");
		*slash = '\0';
		place = place_of(slash == path ? "/" : path);
	} while (place == PLACE_UNKNOWN && slash != path);

	return place;
}

enum ctrl_fault bpffs__why_not_pinned(const char *path, const char **why)
{
	enum ctrl_fault fault = CTRL_FAULT_PERMISSION;
	char *copy = strdup(path);
	const char *name;
	enum place place;

	if (!copy)
		return fault;
	place = place_above(copy, &name);
	if (place == PLACE_BPFFS && strchr(name, '.')) {
		*why = "a BPF file system takes no name with a '.'";
		fault = CTRL_FAULT_USAGE;
	} else if (place == PLACE_ELSEWHERE) {
		*why = "there is no BPF file system, as in /sys/fs/bpf";
	}
	free(copy);

	return fault;
}

enum ctrl_fault bpffs__why_not_opened(const char *path, const char **why)
{
	enum place place = place_of(path);
	struct stat file;

	if (place == PLACE_UNKNOWN)
		return bpffs__why_not_pinned(path, why);
	if (place == PLACE_ELSEWHERE) {
		*why = "it is no file of a BPF file system";
		return CTRL_FAULT_NO_OBJECT;
	}
	if (!stat(path, &file) && S_ISDIR(file.st_mode)) {
		*why = "it is a directory";
		return CTRL_FAULT_NO_OBJECT;
	}
	if (faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) &&
	    errno == EACCES)
		*why = "the file's mode says who may open it, and for what";

	return CTRL_FAULT_PERMISSION;
}
