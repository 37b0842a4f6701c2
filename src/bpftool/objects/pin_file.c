// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * A file of a BPF file system with a group and a mode. The kernel makes it with
 * what the umask leaves of 600, and no more: the rest has to be set afterwards,
 * on a name that anybody may exchange who may write in the directory. So that is
 * done in a directory beside, where nobody else may write, and only then the file
 * gets its name.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <linux/magic.h>
#include <bpf/bpf.h>

#include "objects/pin_file.h"

#define TRIES	16	/* names of a directory, before one is free */
#define FILE_NAME	"map"	/* in the directory beside */

static const char cannot_pin[] = "pin the map";

/* The part of a path behind the last '/', as long as its directory. */
static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The directory is kept open: its path may change meanwhile. */
static int open_parent(const char *path)
{
	char *parent;
	int fd;

	parent = strndup(path, name_of(path) - path);
	if (!parent)
		return -1;
	fd = open(*parent ? parent : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	free(parent);

	return fd;
}

static int make_directory(int parent, const char *name)
{
	mode_t mask = umask(077);
	int ret = mkdirat(parent, name, 0700);

	umask(mask);

	return ret;
}

/*
 * What has that name may be another directory by now. As long as it is one where
 * nobody else may write, it is as good.
 */
static int open_own(int parent, const char *name)
{
	struct stat st;
	int fd;

	fd = openat(parent, name,
		    O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (!fstat(fd, &st) && st.st_uid == geteuid() &&
	    !(st.st_mode & 022))
		return fd;
	close(fd);
	errno = EBUSY;

	return -1;
}

/**
 * struct beside - the directory beside
 * @parent: where it is, a descriptor
 * @fd: of the directory
 * @name: it was made with this name; a dot is not allowed there
 */
struct beside {
	int parent;
	int fd;
	char name[sizeof("bpftool-0123456789abcdef")];
};

static int beside_init(struct beside *b, int parent)
{
	int tries = TRIES, ret;
	__u64 number;

	b->parent = parent;
	do {
		if (getrandom(&number, sizeof(number), 0) != sizeof(number))
			return -1;
		snprintf(b->name, sizeof(b->name), "bpftool-%016llx",
			 (unsigned long long)number);
		ret = make_directory(parent, b->name);
	} while (ret && errno == EEXIST && --tries);
	if (ret)
		return -1;
	b->fd = open_own(parent, b->name);
	if (b->fd >= 0)
		return 0;
	ret = errno;
	unlinkat(parent, b->name, AT_REMOVEDIR);
	errno = ret;

	return -1;
}

/* A directory that somebody has put something into is left alone. */
static void beside_deinit(struct beside *b)
{
	close(b->fd);
	unlinkat(b->parent, b->name, AT_REMOVEDIR);
}

/* Nobody else changes what the names there mean. NULL: done. */
static const char *make_file(const struct pin_file *pin, int fd,
			     const struct beside *b)
{
	LIBBPF_OPTS(bpf_obj_pin_opts, opts, .file_flags = BPF_F_PATH_FD,
		    .path_fd = b->fd);
	const char *what = NULL;
	int err;

	if (bpf_obj_pin_opts(fd, FILE_NAME, &opts))
		return cannot_pin;
	if (pin->group != PIN_GROUP_NOT_GIVEN &&
	    fchownat(b->fd, FILE_NAME, -1, pin->group, AT_SYMLINK_NOFOLLOW))
		what = "set the group";
	else if (pin->mode != PIN_MODE_NOT_GIVEN &&
		 fchmodat(b->fd, FILE_NAME, pin->mode, 0))
		what = "set the mode";
	else if (renameat2(b->fd, FILE_NAME, b->parent, name_of(pin->path),
			   RENAME_NOREPLACE))
		what = cannot_pin;
	if (!what)
		return NULL;
	err = errno;
	unlinkat(b->fd, FILE_NAME, 0);
	errno = err;

	return what;
}

static const char *make_in(const struct pin_file *pin, int fd, int parent)
{
	const char *what;
	struct statfs fs;
	struct beside b;
	int err;

	if (fstatfs(parent, &fs))
		return cannot_pin;
	if ((unsigned long)fs.f_type != BPF_FS_MAGIC) {
		errno = EPERM;
		return cannot_pin;
	}
	if (beside_init(&b, parent))
		return cannot_pin;
	what = make_file(pin, fd, &b);
	err = errno;
	beside_deinit(&b);
	errno = err;

	return what;
}

int pin_file__create(const struct pin_file *pin, int fd, const char **what)
{
	const char *failed = cannot_pin;
	sigset_t all, before;
	int parent, err;

	if (pin->mode == PIN_MODE_NOT_GIVEN &&
	    pin->group == PIN_GROUP_NOT_GIVEN) {
		if (!bpf_obj_pin(fd, pin->path))
			return 0;
		err = -errno;
		*what = cannot_pin;
		return err;
	}
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	parent = open_parent(pin->path);
	if (parent >= 0)
		failed = make_in(pin, fd, parent);
	err = failed ? -errno : 0;
	if (parent >= 0)
		close(parent);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (failed)
		*what = failed;

	return err;
}
