// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats: how often programs ran, and for how long.
 *
 * All that it knows of a program is in a value of one control map, which is read
 * for all programs at once.
 */
#include "key/prog.h"
#include "prog_stats/verbs.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static void add_terms(FILE *out)
{
	fprintf(out,
		"       " HELP_SPEC_PROGRAM "\n"
		"       KEY := { time | runs | avg | misses | id | type | name | ATTR }\n"
		"       SECONDS := a number such as 1 or 0.5\n"
		"       " HELP_SPEC_MAP ", as 'map MAP' behind show and reset\n");
}

static const struct verb *const verbs[] = {
	&prog_stats_show, &prog_stats_run, &prog_stats_reset, &prog_stats_enable,
	&verb_help, NULL,
};

static const struct object_kind program = {
	.command = "prog stats",
	.control_type = CTRL_TYPE_PROG_STATS,
	.key = &key_prog_id_kind,
	.key_help = "PROG",
	.verbs = verbs,
	.add_terms = add_terms,
	.examples =
		"       Examples:\n"
		"              bpftool prog stats sort avg\n"
		"              bpftool prog stats name NAME interval 1\n"
		"              bpftool prog stats run -- COMMAND\n",
	.status_help = "; of run,\n       that of COMMAND",
};

int do_prog_stats(int argc, char **argv)
{
	return verbs__run(&program, argc, argv);
}
