// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The network namespace of bpftool itself. */
#include <errno.h>
#include <unistd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include "objects/netns.h"
#include "objects/process.h"

#ifndef PIDFD_GET_NET_NAMESPACE
#define PIDFD_GET_NET_NAMESPACE	_IO(0xff, 4)	/* since 6.11 */
#endif

/* Where there is no /proc, a process has its namespaces all the same. */
static int stat_by_pidfd(struct stat *file)
{
	int process = process__open(getpid()), fd, err = 0;

	if (process < 0)
		return process;
	fd = ioctl(process, PIDFD_GET_NET_NAMESPACE, 0);
	if (fd < 0 || fstat(fd, file))
		err = -errno;
	if (fd >= 0)
		close(fd);
	close(process);

	return err;
}

int netns__own(struct netns *own)
{
	struct stat file;
	int err;

	if (stat("/proc/self/ns/net", &file)) {
		err = stat_by_pidfd(&file);
		if (err)
			return err;
	}
	own->dev = file.st_dev;
	own->ino = file.st_ino;

	return 0;
}
