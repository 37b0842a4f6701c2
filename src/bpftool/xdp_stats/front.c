// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What statistics of XDP have of their own. */
#include <stdio.h>
#include <string.h>

#include "upstream/upstream.h"
#include "xdp_stats/xdp_stats.h"

static void text_head(const struct stats_report *report)
{
	if (report->collection == STATS_COLLECTION_OFF && !report->was_reset)
		printf("Frames are not counted now. What turns it on:\n"
		       "  %s xdp stats enable             for as long as that runs\n"
		       "  sysctl net.core.xdp_stats_enabled=1  for good\n",
		       bin_name);
}

/* Of one device. */
static bool is_meant(struct stats *s, const void *key, const void *value)
{
	const struct xdp_stats *x = (const struct xdp_stats *)s;

	return !x->ifindex || !memcmp(key, &x->ifindex, sizeof(x->ifindex));
}

#define COUNT(name, attribute) \
	{ .title = name, .form = STATS_COUNT, .where = STATS_ANYWHERE, \
	  .member = attribute, .collected = true }

/* What is 0 of all devices in most tables. */
#define RARE(name, attribute) \
	{ .title = name, .form = STATS_COUNT, .where = STATS_ANYWHERE, \
	  .member = attribute, .collected = true, .sparing = true }

#define KEY(name, part) \
	{ .title = name, .form = STATS_KEY, .where = STATS_ANYWHERE, .member = part, \
	  .left = true }

#define RATE(name, attribute) \
	{ .title = name, .form = STATS_RATE, .where = STATS_IN_PERIOD, \
	  .member = attribute }

#define RECEIVED \
	COUNT("PACKETS", "packets"), \
	RATE("PACKETS/S", "packets"), \
	{ .title = "BYTES", .form = STATS_COUNT, .where = STATS_IN_TOTALS, \
	  .member = "bytes", .collected = true }, \
	RATE("BYTES/S", "bytes"), \
	COUNT("PASS", "pass"), \
	COUNT("DROP", "drop"), \
	RARE("TX", "tx"), \
	RARE("REDIRECT", "redirect"), \
	RARE("ABORTED", "aborted"), \
	RARE("INVALID", "invalid"), \
	RARE("REDIRECT-ERRORS", "redirect_errors")

static const struct stats_column of_devices[] = {
	KEY("DEV", "ifindex"),
	RECEIVED,
	RARE("XMIT-PACKETS", "xmit_packets"),
	RARE("XMIT-BYTES", "xmit_bytes"),
	RARE("XMIT-ERRORS", "xmit_errors"),
	RARE("XMIT-DROP", "xmit_drop"),
	{}
};

static const struct stats_column of_queues[] = {
	KEY("DEV", "ifindex"),
	{ .title = "QUEUE", .form = STATS_KEY, .where = STATS_ANYWHERE, .member = "queue" },
	RECEIVED,
	{}
};

#define COUNTING \
	.collecting = "bpf_xdp_counting", \
	.collecting_help = "Whether the kernel counts what XDP programs return."

#define COMMON \
	.collecting = "counting", \
	.sort = "packets", \
	.idle = "had no frames", \
	.collect = xdp_stats__collect, \
	.text_head = text_head

const struct stats_front xdp_stats_device = {
	.columns = of_devices,
	.metrics = { .prefix = "bpf_xdp_", .objects = "network devices", COUNTING },
	.object = "device",
	.objects = "devices",
	COMMON,
};

const struct stats_front xdp_stats_queue = {
	.columns = of_queues,
	.metrics = { .prefix = "bpf_xdp_queue_", .objects = "receive queues", COUNTING },
	.object = "queue",
	.objects = "queues",
	.matches = is_meant,
	COMMON,
};
