// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* The verbs of bpftool xdp stats: those of all statistics, for devices or for queues. */
#include <errno.h>
#include <string.h>

#include "complete/complete.h"
#include "key/netdev.h"
#include "key/netqueue.h"
#include "stats/clauses.h"
#include "stats/commands.h"
#include "text/number.h"
#include "xdp_stats/verbs.h"
#include "xdp_stats/xdp_stats.h"

static const struct object_kind queue_of_device = {
	.command = "xdp stats",
	.control_type = CTRL_TYPE_XDP_QUEUE,
	.key = &key_netqueue_kind,
	.key_help = "QUEUE",
};

static struct xdp_stats command(struct request *r)
{
	return (struct xdp_stats) { .s = { .r = r, .front = &xdp_stats_device } };
}

static int show(struct request *r)
{
	struct xdp_stats x = command(r);

	return stats__show(&x.s);
}

static int run(struct request *r)
{
	struct xdp_stats x = command(r);

	return stats__run(&x.s);
}

static int reset(struct request *r)
{
	struct xdp_stats x = command(r);

	return stats__reset(&x.s);
}

static int enable(struct request *r)
{
	struct xdp_stats x = command(r);

	return stats__enable(&x.s);
}

static void be_about_queues(struct xdp_stats *x)
{
	x->s.front = &xdp_stats_queue;
	x->s.r->kind = &queue_of_device;
	x->s.r->control_type = queue_of_device.control_type;
}

/* "queue N" behind a device, whose key becomes that of the queue. */
static int take_queue(struct xdp_stats *x)
{
	struct request *r = x->s.r;
	const char *word;
	__u32 queue;

	words__take(&r->words);
	word = request__argument(r, "'queue' is followed by its number");
	if (!word)
		return -EINVAL;
	if (number__parse_u32(word, &queue))
		return request__usage(r, "'%s' is no number of a queue", word);
	key_netqueue__of_device(x->key, queue);
	be_about_queues(x);

	return 0;
}

static int take_device(struct request *r, void *options)
{
	const char *word = r->words.nr ? r->words.at[0] : NULL;
	struct xdp_stats *x = options;
	int err;

	if (!word || verb__clause(r->verb, word))
		return 0;
	err = key_netdev_kind.parse(&r->words, r->foreign, x->key, &r->err);
	if (err)
		return stats_clause__explain(r, word, err);
	x->s.named = true;
	x->s.keys.at = x->key;
	x->s.keys.nr = 1;

	return r->words.nr && !strcmp(r->words.at[0], "queue") ? take_queue(x) : 0;
}

/* All of the device that is named, or of all. */
static int take_queues(struct request *r, void *options)
{
	struct xdp_stats *x = options;

	if (r->kind == &queue_of_device)
		return request__usage(r, "'queues' goes with no queue that is named");
	memcpy(&x->ifindex, x->key, sizeof(x->ifindex));
	x->s.keys.nr = 0;
	be_about_queues(x);

	return 0;
}

static bool pass_device(struct request *r, const struct candidates *at)
{
	const char *last = r->words.nr > 1 ? r->words.at[r->words.nr - 2] : "";

	if (!strcmp(last, "queue"))
		return false;
	key_netdev_kind.offer(&r->words, at);
	if (r->words.nr == 2 && strcmp(last, "dev") && strcmp(last, "ifindex") &&
	    !verb__clause(r->verb, last))
		candidates__offer(at, "queue", "one of its receive queues");

	return true;
}

static void offer_sort_keys(struct request *r, const struct candidates *at)
{
	stats_show__offer_keys(r, &xdp_stats_device, at);
}

#define CLAUSE_DEVICE \
	{ CLAUSE_OPTION, NULL, "DEV [queue N]", .take = take_device, .pass = pass_device }

#define CLAUSE_QUEUES \
	{ CLAUSE_OPTION, "queues", .once = true, .take = take_queues }

static const struct clause of_show[] = {
	CLAUSE_DEVICE,
	CLAUSE_QUEUES,
	{ CLAUSE_OPTION, "sort", "ATTR", .take = stats_clause__take_sort,
	  .offer = offer_sort_keys },
	{ CLAUSE_OPTION, "openmetrics", .take = stats_clause__take_openmetrics },
	STATS_CLAUSE_PROMETHEUS,
	STATS_CLAUSE_INTERVAL,
	STATS_CLAUSE_COUNT,
	{}
};

static const struct clause of_reset[] = { CLAUSE_DEVICE, CLAUSE_QUEUES, {} };

const struct verb xdp_stats_show = {
	"show", "list", .implied = true, .clauses = of_show, .run = show,
};

const struct verb xdp_stats_run = { "run", .clauses = stats_run__clauses, .run = run };

const struct verb xdp_stats_reset = {
	"reset", .writes = true, .clauses = of_reset, .run = reset,
};

const struct verb xdp_stats_enable = {
	"enable", .clauses = stats_enable__clauses, .run = enable,
};
