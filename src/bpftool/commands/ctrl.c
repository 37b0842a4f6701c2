// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool ctrl: any control type that the running kernel has. */
#include "monitor/monitor.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static const struct verb *const verbs[] = {
	&verb_types, &verb_get, &verb_set, &verb_reset, &verb_attrs, &verb_dump,
	&verb_pin, &verb_monitor, &verb_help, NULL,
};

static const struct object_kind anything = {
	.command = "ctrl",
	.key_help = "KEY",
	.verbs = verbs,
	.examples =
		"       Examples:\n"
		"              bpftool ctrl attrs xdp eth0\n"
		"              bpftool -j ctrl dump xdp\n"
		"              bpftool ctrl pin xdp /sys/fs/bpf/xdp mode 660 group netops\n",
};

int do_ctrl(int argc, char **argv)
{
	return verbs__run(&anything, argc, argv);
}
