// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* A key that is a receive queue of a network device: its device and its number. */
#include <string.h>

#include "key/netdev.h"
#include "key/netqueue.h"
#include "text/number.h"

/* As the kernel has it. */
struct queue_key {
	__u32 ifindex;
	__u32 queue;
};

/* DEV queue N */
static int parse_queue(struct words *words, bool foreign, void *key,
		       struct ctrl_error *err)
{
	struct queue_key *k = key;
	int ret = key_netdev_kind.parse(words, foreign, &k->ifindex, err);

	if (ret)
		return ret;
	if (words->nr < 2 || strcmp(words->at[0], "queue"))
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "DEV is followed by queue N");
	words__take(words);
	if (number__parse_u32(words->at[0], &k->queue))
		return ctrl_error__set(err, CTRL_FAULT_USAGE, 0,
				       "'%s' is no number of a queue", words->at[0]);
	words__take(words);

	return 0;
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
	.syntax = "[dev] { NAME | ifindex INDEX } queue N",
	.parse = parse_queue,
	.label = label_queue,
};
