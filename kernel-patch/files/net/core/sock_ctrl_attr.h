/* SPDX-License-Identifier: GPL-2.0-only */
/* Access to the members of struct bpf_ctrl_sock_attr. */
#ifndef _NET_CORE_SOCK_CTRL_ATTR_H
#define _NET_CORE_SOCK_CTRL_ATTR_H

#include <linux/bpf_ctrl.h>

#define sock_put_attr(value, member, x) \
	bpf_ctrl_put(value, struct bpf_ctrl_sock_attr, member, x)
#define sock_attr_changed(change, member) \
	bpf_ctrl_changed(change, struct bpf_ctrl_sock_attr, member)

/* The highest priority that sk_setsockopt() accepts without privilege. */
#define SOCK_PRIORITY_ALL	6

#endif /* _NET_CORE_SOCK_CTRL_ATTR_H */
