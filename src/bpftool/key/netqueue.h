/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A key that is a receive queue of a network device: its device and its number. */
#ifndef BPFTOOL_KEY_NETQUEUE_H
#define BPFTOOL_KEY_NETQUEUE_H

#include "key/kind.h"

/**
 * key_netqueue__of_device() - make the key of a device that of one of its queues
 * @key: KEY_ROOM bytes, aligned; of the device
 * @queue: number of the queue
 */
void key_netqueue__of_device(void *key, __u32 queue);

extern const struct key_kind key_netqueue_kind;

#endif
