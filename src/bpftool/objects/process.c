// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Another process, and what it has open. */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "objects/net_cgroup.h"
#include "objects/process.h"

/*
 * Where a standard stream was closed, a descriptor of somebody's socket would
 * take its place, and what is printed would be sent to whom it is connected.
 */
static int above_standard_streams(int fd)
{
	int moved, code;

	if (fd < 0)
		return -errno;
	if (fd > STDERR_FILENO)
		return fd;
	moved = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	code = errno;
	close(fd);

	return moved < 0 ? -code : moved;
}

int process__open(int pid)
{
	return above_standard_streams(syscall(SYS_pidfd_open, pid, 0));
}

/* A zombie can be sent signals, but has nothing open any more. */
bool process__is_gone(int process)
{
	struct pollfd fd = { .fd = process, .events = POLLIN };

	return poll(&fd, 1, 0) > 0;
}

/* Its id in the pid namespace of this /proc; 0: it is not in there. */
static int pid_in_proc(int process)
{
	char path[48], line[128];
	int pid = 0;
	FILE *info;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", process);
	info = fopen(path, "re");
	if (!info)
		return -errno;
	while (fgets(line, sizeof(line), info))
		if (sscanf(line, "Pid: %d", &pid) == 1)
			break;
	fclose(info);

	return pid > 0 ? pid : -ENXIO;
}

/* A socket of ours would get the priority of another cgroup, too. */
static bool has_socket_as_stream(void)
{
	socklen_t len = sizeof(int);
	int fd, domain;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (!getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &len) &&
		    domain != AF_UNIX)
			return true;

	return false;
}

/**
 * struct errand - a descriptor that a thread is to fetch
 * @process: whose it is, a pidfd
 * @pid: of the process, in this /proc
 * @fd: the process's descriptor
 * @ret: ours, or a negative errno
 */
struct errand {
	int process;
	int pid;
	int fd;
	int ret;
};

static int get_fd(int process, int fd)
{
	return above_standard_streams(syscall(SYS_pidfd_getfd, process, fd, 0));
}

static void *run_errand(void *data)
{
	struct errand *errand = data;

	errand->ret = net_cgroup__join(errand->pid) ?
		      -EXDEV : get_fd(errand->process, errand->fd);

	return NULL;
}

/*
 * The thread ends in the cgroups of the process: to come back would bring its
 * sockets along.
 */
static int get_fd_from_there(int process, int pid, int fd)
{
	struct errand errand = { .process = process, .pid = pid, .fd = fd };
	pthread_t thread;
	int err;

	if (has_socket_as_stream())
		return -EXDEV;
	err = pthread_create(&thread, NULL, run_errand, &errand);
	if (err)
		return -err;
	pthread_join(thread, NULL);

	return errand.ret;
}

int process__get_fd(int process, int fd)
{
	int pid = pid_in_proc(process);
	int ret = net_cgroup__is_ours(pid);

	if (ret < 0)
		return ret;

	return ret ? get_fd(process, fd) : get_fd_from_there(process, pid, fd);
}

const char *process__next(DIR *dir)
{
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (isdigit((unsigned char)entry->d_name[0]))
			return entry->d_name;
	return NULL;
}

int process__open_fds(int process, DIR **dir)
{
	int pid = pid_in_proc(process);
	char path[32];

	if (pid < 0)
		return pid;
	snprintf(path, sizeof(path), "/proc/%d/fd", pid);
	*dir = opendir(path);
	if (*dir)
		return 0;

	return errno == ENOENT ? -EACCES : -errno;
}
