// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool sock: attributes of the sockets of running processes. */
#include <string.h>

#include "complete/complete.h"
#include "key/sock.h"
#include "sock/filter.h"
#include "sock/show.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

/*
 * Behind "pid PID" may stand what chooses among the sockets of the process, so that it
 * is not taken for its only one.
 */
static bool pass_socket(struct request *r, const struct candidates *at)
{
	const struct words *words = &r->words;

	if (words->nr > 1 && !sock_show__begins(words->at[0]))
		return true;
	key_sock_kind.offer(words, at);

	return words->nr != 2 && !(words->nr == 4 && !strcmp(words->at[2], "fd"));
}

static const struct clause of_show[] = {
	CLAUSE_MAP,
	{ CLAUSE_OPTION, .argument_of = object_kind__key_help, .begins = sock_show__begins,
	  .take = sock_show__take, .pass = pass_socket },
	{ CLAUSE_OPTION, "family", "FAMILY", .once = true,
	  .take = sock_filter__take_family, .offer = sock_filter__offer_family },
	{ CLAUSE_OPTION, "type", "TYPE", .once = true,
	  .take = sock_filter__take_type, .offer = sock_filter__offer_type },
	{ CLAUSE_OPTION, "state", "STATE", .once = true,
	  .take = sock_filter__take_state, .offer = sock_filter__offer_state },
	{ CLAUSE_OPTION, "port", "PORT", .once = true,
	  .take = sock_filter__take_port },
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
		"              bpftool sock show family inet state listen\n"
		"              bpftool sock show pid 1\n"
		"              bpftool sock attrs pid 1 fd 3\n"
		"              bpftool sock set pid 1 fd 3 ATTR max ATTR 7 dry-run\n",
};

int do_sock(int argc, char **argv)
{
	return verbs__run(&socket_of_process, argc, argv);
}
