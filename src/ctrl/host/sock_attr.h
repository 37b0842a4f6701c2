/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* The members of struct bpf_ctrl_sock_attr, in values and in changes. */
#ifndef HOST_SOCK_ATTR_H
#define HOST_SOCK_ATTR_H

#include "host.h"

#define sock_put(value, member, x) \
	host_put(value, struct bpf_ctrl_sock_attr, member, x)
#define sock_changes(change, member)					\
	((change)->changed &						\
	 ctrl_host_bit((change)->map, offsetof(struct bpf_ctrl_sock_attr, member)))

/* What a change takes that the kernel answers with EPERM. */
#define HOST_MARK_TAKES		"setting the mark takes CAP_NET_ADMIN or CAP_NET_RAW"
#define HOST_PRIORITY_TAKES	"a priority above 6 takes CAP_NET_ADMIN or CAP_NET_RAW"
#define HOST_POLL_TAKES		"preferring busy polling takes CAP_NET_ADMIN"

#endif /* HOST_SOCK_ATTR_H */
