// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a socket: a file descriptor of some process. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sys/socket.h>

#include "key_sock.h"
#include "number.h"
#include "process.h"
#include "sock_list.h"

static int not_opened(int code, struct ctrl_error *err)
{
	switch (code) {
	case ESRCH:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "there is no such process");
	case EINVAL:
	case ENOENT:	/* since 6.15 */
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "that is a thread: a process is named by the id of its first one");
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code, NULL);
	}
}

int key_sock__failed(int process, int pid, int fd, int code,
		     struct ctrl_error *err)
{
	struct ctrl_line object;

	ctrl_line__init(&object, err->object, sizeof(err->object));
	ctrl_line__add(&object, "pid %d", pid);
	if (fd >= 0)
		ctrl_line__add(&object, " fd %d", fd);
	if (process < 0)
		return not_opened(code, err);
	if (process__is_gone(process))
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ESRCH,
				       "the process has ended");
	switch (code) {
	case EBADF:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "the process has no such file descriptor");
	case ENOTSOCK:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "the file descriptor is no socket");
	case EPERM:
	case EACCES:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "a descriptor of another process takes what tracing it would: CAP_SYS_PTRACE, or the same user and a process that is dumpable (ptrace(2))");
	case ENODATA:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOENT,
				       "its cgroups of net_cls and net_prio are looked for in /proc");
	case EXDEV:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "traffic of the socket would be classified as bpftool's, which is in another cgroup of net_cls or net_prio and cannot join that of the process: run bpftool in that cgroup");
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code, NULL);
	}
}

bool key_sock__is_socket(int fd)
{
	socklen_t len = sizeof(int);
	int type;

	/* what cannot be asked for other reasons is one */
	return !getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len) ||
	       (errno != ENOTSOCK && errno != EBADF);
}

/* The number behind a word such as "pid". */
static int take_number(struct words *words, const char *what, int least,
		       __s32 *number, struct ctrl_error *err)
{
	__u64 parsed;

	if (!words->nr || strcmp(words->at[0], what))
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "a socket is named as %s, but %s is missing",
				       KEY_SOCK_SYNTAX, what);
	if (words->nr < 2)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "a socket is named as %s, but what follows %s is missing",
				       KEY_SOCK_SYNTAX, what);
	words__take(words);
	if (number__parse(words->at[0], INT_MAX, &parsed) || (int)parsed < least)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is no %s", words->at[0], what);
	*number = parsed;
	words__take(words);

	return 0;
}

int key_sock__take_pid(struct words *words, __s32 *pid, struct ctrl_error *err)
{
	return take_number(words, "pid", 1, pid, err);
}

/* A descriptor of our own for the one that is named, or a negative errno. */
static int open_named(struct words *words, struct key_sock *sock,
		      struct ctrl_error *err)
{
	int process, ret;

	ret = take_number(words, "fd", 0, &sock->fd, err);
	if (ret)
		return ret;
	process = process__open(sock->pid);
	if (process < 0)
		return key_sock__failed(-1, sock->pid, sock->fd, -process, err);
	ret = process__get_fd(process, sock->fd);
	sock->sock_fd = ret;
	if (ret >= 0 && !key_sock__is_socket(ret)) {
		close(ret);
		ret = -ENOTSOCK;
	}
	if (ret < 0)
		ret = key_sock__failed(process, sock->pid, sock->fd, -ret, err);
	close(process);

	return ret < 0 ? ret : 0;
}

int key_sock__parse(struct words *words, bool foreign, void *key,
		    struct ctrl_error *err)
{
	struct key_sock sock = {};
	int ret;

	ret = key_sock__take_pid(words, &sock.pid, err);
	if (ret)
		return ret;
	if (words->nr && !strcmp(words->at[0], "fd"))
		ret = open_named(words, &sock, err);
	else
		ret = sock_list__open_only(sock.pid, &sock.fd, &sock.sock_fd,
					   err);
	if (!ret)
		memcpy(key, &sock, sizeof(sock));

	return ret;
}

void key_sock__release(void *key)
{
	struct key_sock sock;

	memcpy(&sock, key, sizeof(sock));
	close(sock.sock_fd);
}

void key_sock__label(const void *key, bool foreign, struct ctrl_label *label)
{
	struct key_sock sock;

	memcpy(&sock, key, sizeof(sock));
	snprintf(label->name, sizeof(label->name), "pid %d fd %d", sock.pid,
		 sock.fd);
	snprintf(label->heading, sizeof(label->heading), "pid %d fd %d",
		 sock.pid, sock.fd);
	label->fields[0] = (struct label_field) {
		.key = "pid", .number = sock.pid,
	};
	label->fields[1] = (struct label_field) {
		.key = "fd", .number = sock.fd,
	};
	label->nr = 2;
}
