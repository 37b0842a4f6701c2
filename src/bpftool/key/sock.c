// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a socket: a file descriptor of some process. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
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
static int open_named_fd(struct words *words, struct key_sock *sock,
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
		ret = open_named_fd(words, &sock, err);
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

/* "PID:FD" */
static int parse_part(const char *word, bool foreign, __u32 *number,
		      struct ctrl_error *err)
{
	char pid[16], *at[4] = { "pid", pid, "fd", NULL };
	struct words words = { .nr = 4, .at = at };
	const char *fd = strchr(word, ':');
	struct key_sock sock = {};
	int ret;

	if (!fd)
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' names no socket: it is PID:FD",
				       word);
	snprintf(pid, sizeof(pid), "%.*s", (int)(fd - word), word);
	at[3] = (char *)fd + 1;
	ret = key_sock__parse(&words, false, &sock, err);
	if (!ret)
		*number = sock.sock_fd;

	return ret;
}

/* Offers the sockets of a process, or only finds out whether there is one. */
static bool search_sockets(const char *pid, const struct candidates *at)
{
	bool found = false;
	const char *fd;
	char path[64];
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%.20s/fd", pid);
	dir = opendir(path);
	while ((at || !found) && (fd = process__next(dir))) {
		if (sock_list__is_socket(dirfd(dir), fd) <= 0)
			continue;
		found = true;
		if (at)
			candidates__offer(at, fd, NULL);
	}
	if (dir)
		closedir(dir);

	return found;
}

static void command_of(const char *pid, char name[32])
{
	char path[64];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), "/proc/%.20s/comm", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	len = read(fd, name, 31);
	name[len > 0 ? len : 0] = '\0';
	name[strcspn(name, "\n")] = '\0';
	if (fd >= 0)
		close(fd);
}

static void offer_processes(const struct candidates *at)
{
	DIR *dir = opendir("/proc");
	const char *pid;
	char name[32];

	while ((pid = process__next(dir))) {
		if (!search_sockets(pid, NULL))
			continue;
		command_of(pid, name);
		candidates__offer(at, pid, "%s", name);
	}
	if (dir)
		closedir(dir);
}

static void offer_socket(const struct words *words, const struct candidates *at)
{
	const char *last = words->nr > 1 ? words->at[words->nr - 2] : "";

	if (words->nr == 1)
		candidates__offer(at, "pid", NULL);
	else if (words->nr == 2 && !strcmp(last, "pid"))
		offer_processes(at);
	else if (words->nr == 3)
		candidates__offer(at, "fd", NULL);
	else if (words->nr == 4 && !strcmp(last, "fd"))
		search_sockets(words->at[1], at);
}

/* "pid PID" names the only socket of a process; "fd" may follow nevertheless. */
const struct key_kind key_sock_kind = {
	.meaning = CTRL_MEANING_SOCK_FD,
	.syntax = KEY_SOCK_SYNTAX,
	.part = "PID:FD",
	.is_fd = true,
	.parse = key_sock__parse,
	.release = key_sock__release,
	.label = key_sock__label,
	.parse_part = parse_part,
	.offer = offer_socket,
	.offer_rest = offer_socket,
};
