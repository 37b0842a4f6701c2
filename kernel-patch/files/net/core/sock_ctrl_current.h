/* SPDX-License-Identifier: GPL-2.0-only */
/* The view BPF_CTRL_CURRENT of a socket. */
#ifndef _NET_CORE_SOCK_CTRL_CURRENT_H
#define _NET_CORE_SOCK_CTRL_CURRENT_H

#include <linux/bpf_ctrl.h>

struct sock;

void sock_ctrl_get_current(struct sock *sk, struct bpf_ctrl_value *value);

#endif /* _NET_CORE_SOCK_CTRL_CURRENT_H */
