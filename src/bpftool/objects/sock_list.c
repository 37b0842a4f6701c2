// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The sockets that a process has open: links in /proc that say "socket:". */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "objects/process.h"
#include "objects/sock_list.h"
#include "objects/socket.h"

#define LINK_OF_SOCKET	"socket:["

int sock_list__is_socket(int dir, const char *fd)
{
	char target[sizeof(LINK_OF_SOCKET)];
	ssize_t len = readlinkat(dir, fd, target, sizeof(target));

	if (len < 0)
		return errno == EACCES || errno == EPERM ? -errno : 0;

	return len >= (ssize_t)strlen(LINK_OF_SOCKET) &&
	       !strncmp(target, LINK_OF_SOCKET, strlen(LINK_OF_SOCKET));
}

static int sock_list_add(struct sock_list *list, const char *fd)
{
	__s32 *fds = realloc(list->fds, (list->nr + 1) * sizeof(*fds));

	if (!fds)
		return -ENOMEM;
	list->fds = fds;
	fds[list->nr++] = atoi(fd);

	return 0;
}

static int compare_fds(const void *a, const void *b)
{
	return *(const __s32 *)a - *(const __s32 *)b;
}

static int read_links(struct sock_list *list, DIR *dir)
{
	const char *fd;
	int ret = 0;

	while (ret >= 0 && (fd = process__next(dir))) {
		ret = sock_list__is_socket(dirfd(dir), fd);
		if (ret > 0)
			ret = sock_list_add(list, fd);
	}

	return ret < 0 ? ret : 0;
}

static int find_sockets(struct sock_list *list)
{
	DIR *dir;
	int err;

	err = process__open_fds(list->process, &dir);
	if (!err) {
		err = read_links(list, dir);
		closedir(dir);
	}

	return err;
}

/* Only /proc lists the descriptors of a process. */
static int not_listed(const struct sock_list *list, int code,
		      struct ctrl_error *err)
{
	if (process__is_gone(list->process) || code == EACCES || code == EPERM)
		return socket__failed(list->process, list->pid, -1, code, err);
	snprintf(err->object, sizeof(err->object), "pid %d", list->pid);
	if (code == ENXIO)
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "it is not in /proc, which is of another pid namespace");

	return ctrl_error__set(err, CTRL_FAULT_KERNEL, code,
			       "its sockets are looked for in /proc");
}

int sock_list__init(struct sock_list *list, int pid, struct ctrl_error *err)
{
	struct sock_list found = { .pid = pid };
	int ret;

	found.process = process__open(pid);
	if (found.process < 0)
		return socket__failed(-1, pid, -1, -found.process, err);
	ret = find_sockets(&found);
	if (ret || process__is_gone(found.process)) {
		ret = not_listed(&found, -ret, err);
		sock_list__deinit(&found);
		return ret;
	}
	if (found.nr)
		qsort(found.fds, found.nr, sizeof(*found.fds), compare_fds);
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
	int ours = process__get_fd(list->process, list->fds[i]);

	if (ours < 0 || socket__is_socket(ours))
		return ours;
	close(ours);

	return -EBADF;
}

/* "3, 4, 17", as far as there is room. */
static void name_all(const struct sock_list *list, char *buf, size_t len)
{
	struct ctrl_line line;
	int i;

	ctrl_line__init(&line, buf, len);
	for (i = 0; i < list->nr && ctrl_line__room(&line) > 24; i++)
		ctrl_line__add(&line, "%s%d", i ? ", " : "", list->fds[i]);
	if (i < list->nr)
		ctrl_line__add(&line, " and %d more", list->nr - i);
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

static int open_first(const struct sock_list *list, __s32 *fd, int *ours,
		      struct ctrl_error *err)
{
	int opened = sock_list__open(list, 0);

	if (opened < 0)
		return socket__failed(list->process, list->pid, list->fds[0],
					-opened, err);
	*fd = list->fds[0];
	*ours = opened;

	return 0;
}

int sock_list__open_only(int pid, __s32 *fd, int *ours, struct ctrl_error *err)
{
	struct sock_list list;
	int ret;

	ret = sock_list__init(&list, pid, err);
	if (ret)
		return ret;
	if (list.nr == 1)
		ret = open_first(&list, fd, ours, err);
	else
		ret = not_one(&list, err);
	sock_list__deinit(&list);

	return ret;
}
