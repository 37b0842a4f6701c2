/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Setting the attributes of a socket. */
#ifndef HOST_SOCK_SET_H
#define HOST_SOCK_SET_H

#include "host.h"

/* Each option is a step of its own. */
#define HOST_SOCK_STEPS	8
extern const struct ctrl_host_step ctrl_host_sock_steps[HOST_SOCK_STEPS];

/* As in struct ctrl_host_type. */
int ctrl_host_sock_check(const struct ctrl_host_change *change,
			 struct ctrl_error *err);
void ctrl_host_sock_limit(const struct ctrl_host_change *change,
			  struct ctrl_host_value *max);
__u64 ctrl_host_sock_note(const void *key);
void ctrl_host_sock_put_back(const void *key, __u64 noted);

#endif /* HOST_SOCK_SET_H */
