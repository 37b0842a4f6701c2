// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* That files are applied by one command at a time. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "keep/lock.h"

#define LOCK_FILE	"/run/bpftool-ctrl-apply.lock"

static int refuse(enum ctrl_fault fault, int code, const char *why, struct ctrl_error *err)
{
	snprintf(err->object, sizeof(err->object), LOCK_FILE);

	return ctrl_error__set(err, fault, code, "%s", why);
}

int keep_lock__take(struct ctrl_error *err)
{
	int fd = open(LOCK_FILE, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600), code;

	if (fd < 0)
		return refuse(errno == EACCES ? CTRL_FAULT_PERMISSION : CTRL_FAULT_KERNEL,
			      errno, "this file keeps two from applying files at once",
			      err);
	if (!flock(fd, LOCK_EX | LOCK_NB))
		return fd;
	code = errno;
	close(fd);
	if (code == EWOULDBLOCK)
		return refuse(CTRL_FAULT_IN_USE, EBUSY, "another one is applying files", err);

	return refuse(CTRL_FAULT_KERNEL, code, "the file cannot be locked", err);
}
