/* SPDX-License-Identifier: GPL-2.0-only */
/* Attributes of sockets as a control type: what its files share. */
#ifndef _NET_CORE_SOCK_CTRL_H
#define _NET_CORE_SOCK_CTRL_H

#include <linux/bpf_ctrl.h>

struct sock;

#define sock_put_attr(value, member, x) \
	bpf_ctrl_put(value, struct bpf_ctrl_sock_attr, member, x)
#define sock_attr_changed(change, member) \
	bpf_ctrl_changed(change, struct bpf_ctrl_sock_attr, member)

/* The highest priority that sk_setsockopt() lets everyone set. */
#define SOCK_PRIORITY_ALL	6

/* sock_ctrl_current.c, sock_ctrl_views.c: each fills in one view of a socket. */
void sock_ctrl_get_current(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_get_min(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_get_max(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_get_default(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_limits(struct sock *sk, const struct bpf_ctrl_change *change,
		      enum bpf_ctrl_view view, struct bpf_ctrl_value *value);
bool sock_ctrl_rcvbuf_is_forced(const struct bpf_ctrl_sock_attr *wanted);
bool sock_ctrl_sndbuf_is_forced(const struct bpf_ctrl_sock_attr *wanted);

#endif /* _NET_CORE_SOCK_CTRL_H */
