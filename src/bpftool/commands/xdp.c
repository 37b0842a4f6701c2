// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool xdp: attributes of network devices. All it knows is the key. */
#include "key/netdev.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static const struct verb *const verbs[] = {
	&verb_show, &verb_get, &verb_set, &verb_reset, &verb_attrs, &verb_queues,
	&verb_help, NULL,
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
