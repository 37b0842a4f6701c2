/* SPDX-License-Identifier: GPL-2.0-only */
/* The file of a namespace in nsfs, by a function that is exported, see device/netns.c. */
#ifndef _BPF_CTRL_COMPAT_PROC_NS_H
#define _BPF_CTRL_COMPAT_PROC_NS_H

#include_next <linux/proc_ns.h>

struct net;
struct path;

#define ns_get_path_cb(path, get, net)	bpf_ctrl_netns_path(path, get, net)

int bpf_ctrl_netns_path(struct path *path, ns_get_path_helper_t *get, struct net *net);

#endif /* _BPF_CTRL_COMPAT_PROC_NS_H */
