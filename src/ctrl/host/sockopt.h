/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Options of a socket, as numbers. */
#ifndef SOCKOPT_H
#define SOCKOPT_H

#include <stdbool.h>
#include <linux/types.h>

/**
 * ctrl_sockopt__get() - an option of the level SOL_SOCKET
 * @fd: the socket
 * @name: SO_*
 * @number: filled in on success; an int without its sign, or a 64-bit number where
 *	the kernel has one
 *
 * Return: 0; -ENOPROTOOPT: this kernel, or this socket, does not have it; another
 * negative errno.
 */
int ctrl_sockopt__get(int fd, int name, __u64 *number);

/**
 * ctrl_sockopt__set() - set an option of the level SOL_SOCKET
 * @fd: the socket
 * @name: SO_*
 * @number: in the range of the option's type
 *
 * Return: 0 or a negative errno.
 */
int ctrl_sockopt__set(int fd, int name, __u64 number);

/**
 * ctrl_sockopt__is_tcp() - whether a socket speaks TCP over IP
 * @fd: the socket
 */
bool ctrl_sockopt__is_tcp(int fd);

/* What old headers of the C library lack; the numbers of asm-generic/socket.h. */
#ifndef SO_PREFER_BUSY_POLL
#define SO_PREFER_BUSY_POLL	69
#endif
#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE		71
#endif
#ifndef SO_BUF_LOCK
#define SO_BUF_LOCK		72
#endif
#define HOST_SNDBUF_LOCK	1	/* SOCK_SNDBUF_LOCK */
#define HOST_RCVBUF_LOCK	2	/* SOCK_RCVBUF_LOCK */

#endif /* SOCKOPT_H */
