// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The sockets that a process has open: links in /proc that say "socket:". */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/syscall.h>

#include "key_sock.h"
#include "sock_list.h"

#define LINK_OF_SOCKET	"socket:["

static bool is_socket(DIR *dir, const char *fd)
{
	char target[sizeof(LINK_OF_SOCKET)];
	ssize_t len = readlinkat(dirfd(dir), fd, target, sizeof(target));

	return len >= (ssize_t)strlen(LINK_OF_SOCKET) &&
	       !strncmp(target, LINK_OF_SOCKET, strlen(LINK_OF_SOCKET));
}

static int add(struct sock_list *list, const char *fd)
{
	__s32 *fds = realloc(list->fds, (list->nr + 1) * sizeof(*fds));

	if (!fds)
		return -ENOMEM;
	list->fds = fds;
	fds[list->nr++] = atoi(fd);

	return 0;
}

static int compare(const void *a, const void *b)
{
	return *(const __s32 *)a - *(const __s32 *)b;
}

static bool is_gone(const struct sock_list *list)
{
	return syscall(SYS_pidfd_send_signal, list->process, 0, NULL, 0) &&
	       errno == ESRCH;
}

static int read_links(struct sock_list *list, DIR *dir)
{
	struct dirent *entry;
	int err = 0;

	while (!err && (entry = readdir(dir)))
		if (is_socket(dir, entry->d_name))
			err = add(list, entry->d_name);

	return err;
}

/* A process that is there but cannot be seen is hidden by /proc's hidepid. */
static int find(struct sock_list *list)
{
	char path[32];
	DIR *dir;
	int err;

	snprintf(path, sizeof(path), "/proc/%d/fd", list->pid);
	dir = opendir(path);
	if (dir) {
		err = read_links(list, dir);
		closedir(dir);
	} else {
		err = errno == ENOENT ? -EACCES : -errno;
	}

	return is_gone(list) ? -ESRCH : err;
}

int sock_list__init(struct sock_list *list, int pid, struct ctrl_error *err)
{
	struct sock_list found = { .pid = pid };
	int ret;

	found.process = syscall(SYS_pidfd_open, pid, 0);
	if (found.process < 0)
		return key_sock__failed(pid, -1, errno, err);
	ret = find(&found);
	if (ret) {
		sock_list__deinit(&found);
		return key_sock__failed(pid, -1, -ret, err);
	}
	if (found.nr)
		qsort(found.fds, found.nr, sizeof(*found.fds), compare);
	*list = found;

	return 0;
}

void sock_list__deinit(struct sock_list *list)
{
	close(list->process);
	free(list->fds);
}

int sock_list__open(const struct sock_list *list, int i)
{
	int ours = syscall(SYS_pidfd_getfd, list->process, list->fds[i], 0);

	if (ours < 0)
		return -errno;
	if (key_sock__is_socket(ours))
		return ours;
	close(ours);

	return -EBADF;
}

/* "3, 4, 17", as far as there is room. */
static void name_all(const struct sock_list *list, char *buf, size_t len)
{
	size_t at = 0;
	int i;

	for (i = 0; i < list->nr && at + 24 < len; i++)
		at += snprintf(buf + at, len - at, "%s%d", i ? ", " : "",
			       list->fds[i]);
	if (i < list->nr)
		snprintf(buf + at, len - at, " and %d more", list->nr - i);
}

static int not_one(const struct sock_list *list, struct ctrl_error *err)
{
	char fds[200];

	if (!list->nr) {
		snprintf(err->object, sizeof(err->object), "pid %d", list->pid);
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENOENT,
				       "the process has no socket");
	}
	name_all(list, fds, sizeof(fds));

	return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
			       "process %d has %d sockets: say which with fd, one of %s",
			       list->pid, list->nr, fds);
}

int sock_list__only(int pid, __s32 *fd, struct ctrl_error *err)
{
	struct sock_list list;
	int ret;

	ret = sock_list__init(&list, pid, err);
	if (ret)
		return ret;
	if (list.nr == 1)
		*fd = list.fds[0];
	else
		ret = not_one(&list, err);
	sock_list__deinit(&list);

	return ret;
}
