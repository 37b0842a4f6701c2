/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Set socket options as setsockopt() does, for callers that hold the socket lock and
 * have checked the value.
 */
#ifndef _NET_CORE_SOCK_OPTS_H
#define _NET_CORE_SOCK_OPTS_H

#include <linux/types.h>

struct sock;

void __sock_set_rcvbuf(struct sock *sk, int val);
void __sock_set_sndbuf(struct sock *sk, int val);
void __sock_set_mark(struct sock *sk, u32 val);
int __sock_set_rcvlowat(struct sock *sk, int val);
void sock_set_max_pacing_rate(struct sock *sk, unsigned long rate);

#endif /* _NET_CORE_SOCK_OPTS_H */
