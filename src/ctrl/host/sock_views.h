/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Limits and defaults of the attributes of a socket. */
#ifndef HOST_SOCK_VIEWS_H
#define HOST_SOCK_VIEWS_H

#include "host.h"

/* What the views other than the current one say of the socket @fd. */
void ctrl_host_sock_min(int fd, struct ctrl_host_value *value);
void ctrl_host_sock_max(int fd, struct ctrl_host_value *value);
void ctrl_host_sock_default(int fd, struct ctrl_host_value *value);

/* As in struct ctrl_host_type: what the kernel answers with EPERM is told before. */
int ctrl_host_sock_permit(const struct ctrl_host_change *change,
			  struct ctrl_error *err);

#define HOST_RMEM_MAX	"/proc/sys/net/core/rmem_max"
#define HOST_WMEM_MAX	"/proc/sys/net/core/wmem_max"

/* The most that SO_RCVBUF or SO_SNDBUF stores; 0: it is not told here. */
__u64 ctrl_host_sock_buffer_max(const char *sysctl);

#endif /* HOST_SOCK_VIEWS_H */
