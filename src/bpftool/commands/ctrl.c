// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool ctrl: any control type that the running kernel has. */
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static const struct object_kind anything = {
	.command = "ctrl",
	.key_help = "KEY",
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
