// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a socket: a file descriptor of some process. */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/syscall.h>

#include "key_sock.h"

int key_sock__open(int pid, int fd)
{
	int process, ours, code;

	process = syscall(SYS_pidfd_open, pid, 0);
	if (process < 0)
		return -errno;
	ours = syscall(SYS_pidfd_getfd, process, fd, 0);
	code = errno;
	close(process);

	return ours < 0 ? -code : ours;
}

static int parse_number(const char *word, int least, __s32 *number)
{
	unsigned long parsed;
	char *end;

	if (!isdigit((unsigned char)*word))
		return -EINVAL;
	errno = 0;
	parsed = strtoul(word, &end, 10);
	if (errno || *end || parsed > INT_MAX || (int)parsed < least)
		return -EINVAL;
	*number = parsed;

	return 0;
}

static int open_failed(const struct key_sock *sock, int code,
		       struct ctrl_error *err)
{
	snprintf(err->object, sizeof(err->object), "pid %d fd %d", sock->pid,
		 sock->fd);
	switch (code) {
	case ESRCH:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "there is no such process");
	case EBADF:
		return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, code,
				       "the process has no such file descriptor");
	case EPERM:
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, code,
				       "a descriptor of another process takes what tracing it would: the same user, or CAP_SYS_PTRACE");
	default:
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, code, NULL);
	}
}

/* The number behind a word such as "pid". */
static int take_number(struct words *words, const char *what, int least,
		       __s32 *number, struct ctrl_error *err)
{
	if (words->nr < 2 || strcmp(words->at[0], what))
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "a socket is named as %s, but %s is missing",
				       KEY_SOCK_SYNTAX, what);
	words__take(words);
	if (parse_number(words->at[0], least, number))
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is no %s", words->at[0], what);
	words__take(words);

	return 0;
}

int key_sock__parse(struct words *words, bool foreign, void *key,
		    struct ctrl_error *err)
{
	struct key_sock sock;
	int ret;

	ret = take_number(words, "pid", 1, &sock.pid, err) ?:
	      take_number(words, "fd", 0, &sock.fd, err);
	if (ret)
		return ret;
	sock.sock_fd = key_sock__open(sock.pid, sock.fd);
	if (sock.sock_fd < 0)
		return open_failed(&sock, -sock.sock_fd, err);
	memcpy(key, &sock, sizeof(sock));

	return 0;
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
