/* SPDX-License-Identifier: GPL-2.0-only */
/* The limits and defaults of a socket. */
#ifndef _NET_CORE_SOCK_CTRL_VIEWS_H
#define _NET_CORE_SOCK_CTRL_VIEWS_H

#include <linux/bpf_ctrl.h>

struct sock;

void sock_ctrl_get_min(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_get_max(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_get_default(struct sock *sk, struct bpf_ctrl_value *value);
void sock_ctrl_limits(struct sock *sk, const struct bpf_ctrl_change *change,
		      enum bpf_ctrl_view view, struct bpf_ctrl_value *value);
bool sock_ctrl_rcvbuf_is_forced(const struct bpf_ctrl_sock_attr *wanted);
bool sock_ctrl_sndbuf_is_forced(const struct bpf_ctrl_sock_attr *wanted);

#endif /* _NET_CORE_SOCK_CTRL_VIEWS_H */
