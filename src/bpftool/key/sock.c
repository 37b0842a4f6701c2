// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a socket: a file descriptor of some process. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "key/sock.h"
#include "objects/process.h"
#include "objects/sock_list.h"
#include "objects/socket.h"
#include "text/number.h"

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
		return socket__failed(-1, sock->pid, sock->fd, -process, err);
	ret = process__get_fd(process, sock->fd);
	sock->sock_fd = ret;
	if (ret >= 0 && !socket__is_socket(ret)) {
		close(ret);
		ret = -ENOTSOCK;
	}
	if (ret < 0)
		ret = socket__failed(process, sock->pid, sock->fd, -ret, err);
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

void key_sock__label(const void *key, bool foreign, struct key_label *label)
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
