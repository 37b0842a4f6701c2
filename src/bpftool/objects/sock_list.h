/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The sockets that a process has open. */
#ifndef BPFTOOL_OBJECTS_SOCK_LIST_H
#define BPFTOOL_OBJECTS_SOCK_LIST_H

#include <linux/types.h>

#include "ctrl.h"

/**
 * sock_list__is_socket() - whether a descriptor is a socket
 * @dir: a descriptor of the directory of process__open_fds()
 * @fd: name of an entry in it
 *
 * Return: 1: it is one; 0: it is something else, or was closed meanwhile; -EACCES,
 * -EPERM: the descriptors can be listed, but not looked at.
 */
int sock_list__is_socket(int dir, const char *fd);

/**
 * struct sock_list - the descriptors of a process that are sockets
 * @pid: the process
 * @process: pidfd of it, owned: no other process is meant when its id is reused
 * @fds: the descriptors, ascending; owned
 * @nr: number of @fds
 */
struct sock_list {
	int pid;
	int process;
	__s32 *fds;
	int nr;
};

/**
 * sock_list__init() - find the sockets of a process
 * @list: filled in on success, for sock_list__deinit()
 * @pid: the process
 * @err: on failure
 *
 * Return: 0, or a negative errno: -EACCES: it may not be traced.
 */
int sock_list__init(struct sock_list *list, int pid, struct ctrl_error *err);

/**
 * sock_list__deinit() - close and free what belongs to a list
 * @list: from sock_list__init()
 */
void sock_list__deinit(struct sock_list *list);

/**
 * sock_list__open() - get a descriptor of our own for a socket
 * @list: the list
 * @i: which of its @fds
 *
 * Return: a file descriptor, the caller's to close; -EBADF: the process has
 * closed it meanwhile; another negative errno.
 */
int sock_list__open(const struct sock_list *list, int i);

/**
 * sock_list__open_only() - get the socket of a process that has one
 * @pid: the process
 * @fd: filled in on success: the process's descriptor
 * @ours: filled in on success: ours, the caller's to close
 * @err: on failure; where there are several, it names them
 *
 * Return: 0, or a negative errno.
 */
int sock_list__open_only(int pid, __s32 *fd, int *ours, struct ctrl_error *err);

#endif
