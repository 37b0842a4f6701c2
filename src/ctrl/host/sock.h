/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Attributes of sockets, from getsockopt() and setsockopt(). */
#ifndef HOST_SOCK_H
#define HOST_SOCK_H

#include "host.h"

#define sock_put(value, member, x) \
	host_put(value, struct bpf_ctrl_sock_attr, member, x)

/* sock_views.c: what the kernel answers with EPERM is told before anything is set */
int ctrl_host_sock_permit(const struct ctrl_host_change *change,
			  struct ctrl_error *err);

#define sock_changes(change, member)					\
	((change)->changed &						\
	 ctrl_host_bit((change)->map, offsetof(struct bpf_ctrl_sock_attr, member)))

/* sock_views.c: what the views other than the current one say of the socket @fd */
void ctrl_host_sock_min(int fd, struct ctrl_host_value *value);
void ctrl_host_sock_max(int fd, struct ctrl_host_value *value);
void ctrl_host_sock_default(int fd, struct ctrl_host_value *value);

/* sock_set.c: each option is a step of its own */
#define HOST_SOCK_STEPS	8
extern const struct ctrl_host_step ctrl_host_sock_steps[HOST_SOCK_STEPS];
int ctrl_host_sock_check(const struct ctrl_host_change *change,
			 struct ctrl_error *err);
void ctrl_host_sock_limit(const struct ctrl_host_change *change,
			  struct ctrl_host_value *max);
__u64 ctrl_host_sock_note(const void *key);
void ctrl_host_sock_put_back(const void *key, __u64 noted);

/* sock_views.c: the most that SO_RCVBUF or SO_SNDBUF stores; 0: it is not told here */
__u64 ctrl_host_sock_buffer_max(const char *sysctl);

#define HOST_MARK_TAKES		"setting the mark takes CAP_NET_ADMIN or CAP_NET_RAW"
#define HOST_PRIORITY_TAKES	"a priority above 6 takes CAP_NET_ADMIN or CAP_NET_RAW"
#define HOST_POLL_TAKES		"preferring busy polling takes CAP_NET_ADMIN"

#define HOST_RMEM_MAX	"/proc/sys/net/core/rmem_max"
#define HOST_WMEM_MAX	"/proc/sys/net/core/wmem_max"

#endif /* HOST_SOCK_H */
