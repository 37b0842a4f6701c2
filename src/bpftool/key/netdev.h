/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a network device. */
#ifndef BPFTOOL_KEY_NETDEV_H
#define BPFTOOL_KEY_NETDEV_H

#include "key/label.h"
#include "text/words.h"

#define KEY_NETDEV_SYNTAX \
	"[dev] { NAME | ifindex INDEX }, NAME also an alternative one"

/* As in struct object_kind; the key is a __u32. */
int key_netdev__parse(struct words *words, bool foreign, void *key,
		      struct ctrl_error *err);
void key_netdev__label(const void *key, bool foreign, struct key_label *label);

/**
 * key_netdev__find() - index of the device that has a name
 * @name: its own, or an alternative one
 * @foreign: the map answers for another namespace, whose names nobody knows here
 * @ifindex: filled in on success
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int key_netdev__find(const char *name, bool foreign, __u32 *ifindex,
		     struct ctrl_error *err);

#endif
