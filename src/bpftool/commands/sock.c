// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool sock: attributes of the sockets of a running process. */
#include "key/sock.h"
#include "sock/show.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static const struct object_kind socket_of_process = {
	.command = "sock",
	.control_type = CTRL_TYPE_SOCK,
	.key = &key_sock_kind,
	.key_help = "SOCK",
	.examples =
		"       Examples:\n"
		"              bpftool sock show pid 1\n"
		"              bpftool sock attrs pid 1 fd 3\n"
		"              bpftool sock set pid 1 fd 3 ATTR max ATTR 7 dry-run\n",
	.show = sock_show,
};

int do_sock(int argc, char **argv)
{
	return verbs__run(&socket_of_process, argc, argv);
}
