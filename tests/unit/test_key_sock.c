// SPDX-License-Identifier: GPL-2.0-only
/* A socket of some process, as the words of a command name it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "key/sock.h"
#include "tap.h"

/* Parse "pid PID [fd FD]" and perhaps more. */
static int parse(char **at, int nr, struct key_sock *sock, int *left,
		 struct ctrl_error *err)
{
	struct words words = { .nr = nr, .at = at };
	int ret;

	memset(err, 0, sizeof(*err));
	ret = key_sock__parse(&words, false, sock, err);
	*left = words.nr;
	return ret;
}

static void same_socket(void)
{
	char pid[16], fd[16], *at[] = { "pid", pid, "fd", fd, "more" };
	struct key_label label = { 0 };
	struct stat theirs, ours;
	struct ctrl_error err;
	struct key_sock sock;
	int pair[2], left;

	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	snprintf(fd, sizeof(fd), "%d", pair[0]);
	CHECK_INT(parse(at, 5, &sock, &left, &err), 0);
	CHECK_INT(left, 1);
	CHECK(sock.sock_fd != pair[0] && fcntl(sock.sock_fd, F_GETFD) & FD_CLOEXEC);
	CHECK(!fstat(pair[0], &theirs) && !fstat(sock.sock_fd, &ours));
	CHECK(theirs.st_ino == ours.st_ino);

	key_sock__label(&sock, false, &label);
	CHECK_INT(label.nr, 2);
	CHECK_INT(label.fields[0].number, getpid());
	CHECK_INT(label.fields[1].number, pair[0]);

	key_sock__release(&sock);
	CHECK(fcntl(sock.sock_fd, F_GETFD) < 0);
	close(pair[0]);
	close(pair[1]);
}

static void check_refused(char **at, int nr, enum ctrl_fault fault,
			  const char *reason)
{
	struct key_sock untouched = { -7, -7, -7 }, sock = untouched;
	char object[64] = "";
	struct ctrl_error err;
	int left;

	if (fault == CTRL_FAULT_NO_OBJECT)
		snprintf(object, sizeof(object), nr == 4 ? "pid %s fd %s" : "pid %s",
			 at[1], at[3 % nr]);
	tap_about("%s %s", at[1], reason);
	CHECK(parse(at, nr, &sock, &left, &err) < 0);
	CHECK_INT(err.fault, fault);
	CHECK_TEXT(err.reason, reason);
	if (object[0])
		CHECK_TEXT(err.object, object);
	CHECK(!memcmp(&sock, &untouched, sizeof(sock)));
}

static void wrong_words(void)
{
	char *no_fd[] = { "pid", "1", "fd" }, *no_pid[] = { "fd", "3", "pid", "1" };
	char *zero[] = { "pid", "0", "fd", "3" };
	char *large[] = { "pid", "1", "fd", "2147483648" };
	char *minus[] = { "pid", "1", "fd", "-1" };

	check_refused(no_fd, 3, CTRL_FAULT_USAGE,
		      "a socket is named as pid PID [fd FD], but what follows fd is missing");
	check_refused(no_pid, 4, CTRL_FAULT_USAGE,
		      "a socket is named as pid PID [fd FD], but pid is missing");
	check_refused(zero, 4, CTRL_FAULT_USAGE, "'0' is no pid");
	check_refused(large, 4, CTRL_FAULT_USAGE, "'2147483648' is no fd");
	check_refused(minus, 4, CTRL_FAULT_USAGE, "'-1' is no fd");
}

static void what_is_not_there(void)
{
	char pid[16], *at[] = { "pid", pid, "fd", "1048000" };
	pid_t child = fork();

	if (!child)
		_exit(0);
	waitpid(child, NULL, 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	check_refused(at, 4, CTRL_FAULT_NO_OBJECT,
		      "the process has no such file descriptor");
	snprintf(pid, sizeof(pid), "%d", child);
	check_refused(at, 4, CTRL_FAULT_NO_OBJECT, "there is no such process");
}

static void zombie(void)
{
	char pid[16], *at[] = { "pid", pid, "fd", "3" };
	pid_t child = fork();
	siginfo_t info;

	if (!child)
		_exit(0);
	CHECK_INT(waitid(P_PID, child, &info, WEXITED | WNOWAIT), 0);
	snprintf(pid, sizeof(pid), "%d", child);
	check_refused(at, 4, CTRL_FAULT_NO_OBJECT, "the process has ended");
	check_refused(at, 2, CTRL_FAULT_NO_OBJECT, "the process has ended");
	waitpid(child, NULL, 0);
}

static void what_is_no_socket(void)
{
	char pid[16], fd[16], *at[] = { "pid", pid, "fd", fd };
	int pipes[2];

	CHECK_INT(pipe(pipes), 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	snprintf(fd, sizeof(fd), "%d", pipes[0]);
	check_refused(at, 4, CTRL_FAULT_NO_OBJECT,
		      "the file descriptor is no socket");
	close(pipes[0]);
	close(pipes[1]);
}

static void only_socket(void)
{
	char pid[16], reason[128], *at[] = { "pid", pid };
	struct ctrl_error err;
	struct key_sock sock;
	int pair[2], left;

	snprintf(pid, sizeof(pid), "%d", getpid());
	check_refused(at, 2, CTRL_FAULT_NO_OBJECT,
		      "the process has no socket");

	CHECK_INT(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	snprintf(reason, sizeof(reason),
		 "process %s has 2 sockets: say which with fd, one of %d, %d",
		 pid, pair[0], pair[1]);
	check_refused(at, 2, CTRL_FAULT_USAGE, reason);

	close(pair[1]);
	CHECK_INT(parse(at, 2, &sock, &left, &err), 0);
	CHECK_INT(sock.fd, pair[0]);
	key_sock__release(&sock);
	close(pair[0]);
}

#define MANY	150

/* As many as there is room for are named, and the rest is counted. */
static void many_sockets(void)
{
	char pid[16], said[64], *at[] = { "pid", pid }, *list, *more;
	int fds[MANY], named = 1, rest = 0, left, i;
	struct ctrl_error err;
	struct key_sock sock;

	for (i = 0; i < MANY; i++)
		fds[i] = socket(AF_UNIX, SOCK_DGRAM, 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	CHECK_INT(parse(at, 2, &sock, &left, &err), -EINVAL);
	snprintf(said, sizeof(said), "process %s has %d sockets: ", pid, MANY);
	CHECK(!strncmp(err.reason, said, strlen(said)));

	list = strstr(err.reason, "one of ");
	more = strstr(err.reason, " and ");
	CHECK(list && more && sscanf(more, " and %d more", &rest) == 1);
	for (; list && list < more; list++)
		named += *list == ',';
	CHECK_INT(named + rest, MANY);
	for (i = 0; i < MANY; i++)
		close(fds[i]);
}

static const struct tap_test tests[] = {
	{ "a key is a descriptor of our own for the same socket", same_socket },
	{ "words that name no socket are refused", wrong_words },
	{ "a process or a descriptor that is not there is told",
	  what_is_not_there },
	{ "a process that has ended is told so before its parent has asked",
	  zombie },
	{ "a descriptor that is no socket is told", what_is_no_socket },
	{ "the only socket of a process needs no descriptor, of several all are named",
	  only_socket },
	{ "of many sockets some are named, and as many more are counted as there are",
	  many_sockets },
};

int main(void)
{
	return TAP_RUN(tests);
}
