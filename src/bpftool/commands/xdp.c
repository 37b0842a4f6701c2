// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool xdp: attributes of network devices. All it knows is the key. */
#include "key/netdev.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"
#include "xdp_stats/verbs.h"

static void add_stats_terms(FILE *out)
{
	fprintf(out,
		"       DEV := %s\n"
		"       ATTR := a number that \"%s ctrl attrs xdp_stats\" lists, or xdp_queue's\n"
		"       SECONDS := a number such as 1 or 0.5\n",
		key_netdev_kind.syntax, bin_name);
}

static const struct verb *const stats_verbs[] = {
	&xdp_stats_show, &xdp_stats_run, &xdp_stats_reset, &xdp_stats_enable,
	&verb_help, NULL,
};

static const struct object_kind statistics = {
	.command = "xdp stats",
	.control_type = CTRL_TYPE_XDP_STATS,
	.key = &key_netdev_kind,
	.key_help = "DEV",
	.verbs = stats_verbs,
	.add_terms = add_stats_terms,
	.examples =
		"       Examples:\n"
		"              bpftool xdp stats interval 1\n"
		"              bpftool xdp stats eth0 queues sort packets\n"
		"              bpftool xdp stats run -- COMMAND\n",
	.status_help = "; of run,\n       that of COMMAND",
};

static const struct verb stats = { "stats", .below = &statistics };

static const struct verb *const verbs[] = {
	&verb_show, &verb_get, &verb_set, &verb_reset, &verb_attrs, &verb_queues,
	&stats, &verb_help, NULL,
};

static const struct object_kind network_device = {
	.command = "xdp",
	.control_type = CTRL_TYPE_XDP,
	.key = &key_netdev_kind,
	.key_help = "DEV",
	.verbs = verbs,
	.examples =
		"       Examples:\n"
		"              bpftool xdp attrs eth0\n"
		"              bpftool xdp set eth0 ATTR max ATTR 20us dry-run\n"
		"              bpftool -j xdp show\n",
	.key_word = "dev",
};

int do_xdp(int argc, char **argv)
{
	return verbs__run(&network_device, argc, argv);
}
