// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The sockets of a process, or of all that may be looked at. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "objects/process.h"
#include "objects/sock_list.h"
#include "objects/socket.h"
#include "sock/rows.h"

static int add_row(struct sock_rows *rows, const struct ctrl_map *map,
		   const struct sock_list *list, int i, struct ctrl_error *err)
{
	struct key_sock key = { .pid = list->pid, .fd = list->fds[i] };
	int ret;

	key.sock_fd = sock_list__open(list, i);
	if (key.sock_fd == -EBADF)
		return 0;
	if (key.sock_fd < 0)
		return socket__failed(list->process, key.pid, key.fd,
					-key.sock_fd, err);

	ret = sock_row__init(&rows->at[rows->nr], map, &key, err);
	if (ret)
		snprintf(err->object, sizeof(err->object), "pid %d fd %d",
			 key.pid, key.fd);
	else
		rows->nr++;
	close(key.sock_fd);

	return ret;
}

static int add_all(struct sock_rows *rows, const struct ctrl_map *map,
		   const struct sock_list *list, struct ctrl_error *err)
{
	int i, ret = 0, before = rows->nr;
	struct sock_row *more;

	more = realloc(rows->at, (rows->nr + list->nr + 1) * sizeof(*more));
	if (!more)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	rows->at = more;
	memset(&more[rows->nr], 0, (list->nr + 1) * sizeof(*more));
	for (i = 0; i < list->nr && !ret; i++)
		ret = add_row(rows, map, list, i, err);
	while (ret && rows->nr > before)
		sock_row__deinit(&rows->at[--rows->nr]);

	return ret;
}

int sock_rows__of_process(struct sock_rows *rows, const struct ctrl_map *map,
			  int pid, struct ctrl_error *err)
{
	struct sock_list list;
	int ret;

	ret = sock_list__init(&list, pid, err);
	if (ret)
		return ret;
	ret = add_all(rows, map, &list, err);
	sock_list__deinit(&list);

	return ret;
}

/* One that has gone since it was listed, or may not be looked at, is left out. */
static bool is_left_out(int ret)
{
	switch (-ret) {
	case EACCES:
	case EPERM:
	case ESRCH:
	case ENOENT:
	case ENODATA:
	case ENXIO:
		return true;
	default:
		return false;
	}
}

/* /proc has them in the order of their ids. */
int sock_rows__of_all(struct sock_rows *rows, const struct ctrl_map *map,
		      struct ctrl_error *err)
{
	DIR *proc = opendir("/proc");
	const char *pid;
	int ret = 0;

	if (!proc)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
				       "processes are looked for in /proc");
	while (!ret && (pid = process__next(proc))) {
		struct ctrl_error why = {};

		ret = sock_rows__of_process(rows, map, atoi(pid), &why);
		if (is_left_out(ret))
			ret = 0;
		else if (ret)
			*err = why;
	}
	closedir(proc);

	return ret;
}

void sock_rows__deinit(struct sock_rows *rows)
{
	while (rows->nr)
		sock_row__deinit(&rows->at[--rows->nr]);
	free(rows->at);
}
