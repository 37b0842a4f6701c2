/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A socket of another process: whether there is one, and why it cannot be had. */
#ifndef BPFTOOL_OBJECTS_SOCKET_H
#define BPFTOOL_OBJECTS_SOCKET_H

#include <stdbool.h>

#include "ctrl.h"

/**
 * socket__failed() - note that a socket, or all of a process, cannot be had
 * @process: a descriptor of the process; negative: it could not be opened
 * @pid: its id
 * @fd: its descriptor; -1: none in particular
 * @code: errno, positive: of process__open(), process__get_fd(), or ENOTSOCK
 * @err: filled in
 *
 * Return: a negative errno.
 */
int socket__failed(int process, int pid, int fd, int code,
		   struct ctrl_error *err);

/**
 * socket__is_socket() - whether a descriptor of our own is a socket
 * @fd: the descriptor
 *
 * Return: false where it is something else, or nothing.
 */
bool socket__is_socket(int fd);

#endif
