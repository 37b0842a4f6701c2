// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a receive queue of a network device: its device and its number. */
#include "key/netdev.h"
#include "key/netqueue.h"

/* As the kernel has it. */
struct queue_key {
	__u32 ifindex;
	__u32 queue;
};

void key_netqueue__of_device(void *key, __u32 queue)
{
	((struct queue_key *)key)->queue = queue;
}

static void label_queue(const void *key, bool foreign, struct key_label *label)
{
	const struct queue_key *k = key;
	struct ctrl_line line;

	key_netdev_kind.label(&k->ifindex, foreign, label);
	ctrl_line__resume(&line, label->name, sizeof(label->name));
	ctrl_line__add(&line, " queue %u", k->queue);
	ctrl_line__resume(&line, label->heading, sizeof(label->heading));
	ctrl_line__add(&line, " queue %u", k->queue);
	label->fields[label->nr++] = (struct label_field) {
		.key = "queue", .number = k->queue,
	};
}

const struct key_kind key_netqueue_kind = {
	.size = sizeof(struct queue_key),
	.label = label_queue,
};
