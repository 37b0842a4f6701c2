/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The network namespace of bpftool itself. */
#ifndef BPFTOOL_OBJECTS_NETNS_H
#define BPFTOOL_OBJECTS_NETNS_H

#include <linux/types.h>

/**
 * struct netns - what tells a network namespace from others
 * @dev: device of its file
 * @ino: inode of its file
 */
struct netns {
	__u64 dev;
	__u64 ino;
};

/**
 * netns__own() - the network namespace of the caller
 * @own: filled in on success
 *
 * Return: 0; -EOPNOTSUPP: the kernel has but one (CONFIG_NET_NS); another negative
 * errno: it cannot be told.
 */
int netns__own(struct netns *own);

#endif
