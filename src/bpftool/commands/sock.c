// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool sock: attributes of the sockets of a running process. */
#include "complete/complete.h"
#include "key/sock.h"
#include "sock/show.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

/* The kernel lists no sockets: those of a process are shown, or one of them. */
static const struct clause of_show[] = {
	CLAUSE_MAP,
	{ CLAUSE_NEEDED, .argument_of = object_kind__key_help,
	  .pass = complete_key__pass },
	{}
};

static const struct verb show = {
	"show", "list", .clauses = of_show, .run = sock_show,
};

static const struct verb *const verbs[] = {
	&show, &verb_get, &verb_set, &verb_reset, &verb_attrs, &verb_help, NULL,
};

static const struct object_kind socket_of_process = {
	.command = "sock",
	.control_type = CTRL_TYPE_SOCK,
	.key = &key_sock_kind,
	.key_help = "SOCK",
	.verbs = verbs,
	.examples =
		"       Examples:\n"
		"              bpftool sock show pid 1\n"
		"              bpftool sock attrs pid 1 fd 3\n"
		"              bpftool sock set pid 1 fd 3 ATTR max ATTR 7 dry-run\n",
};

int do_sock(int argc, char **argv)
{
	return verbs__run(&socket_of_process, argc, argv);
}
