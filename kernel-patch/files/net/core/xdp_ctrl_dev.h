/* SPDX-License-Identifier: GPL-2.0-only */
/* What control types of network devices have in common, see net/core/xdp_ctrl.c. */
#ifndef _NET_CORE_XDP_CTRL_DEV_H
#define _NET_CORE_XDP_CTRL_DEV_H

struct net;

/* For struct bpf_ctrl_ops, with struct if_xdp_key. */
int xdp_ctrl_lock(struct net *net);
void xdp_ctrl_unlock(struct net *net);
int xdp_ctrl_next_key(struct net *net, const void *key, void *next);

#endif /* _NET_CORE_XDP_CTRL_DEV_H */
