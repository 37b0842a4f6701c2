// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* bpftool ctrl: any control type that the running kernel has. */
#include "keep/keep.h"
#include "key/btf.h"
#include "monitor/monitor.h"
#include "stats/any.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static void add_stats_terms(FILE *out)
{
	fprintf(out,
		"       KEY := " KEY_BTF_SYNTAX "\n"
		"       ATTR := a number, as \"%s ctrl attrs TYPE\" lists them; '-' and '_' are alike\n"
		"       SECONDS := a number such as 1 or 0.5\n"
		"       " HELP_SPEC_MAP "\n"
		"       TYPE := name or number, as \"%s ctrl types\" lists them\n",
		bin_name, bin_name);
}

static const struct verb *const stats_verbs[] = {
	&stats_any_show, &stats_any_reset, &verb_help, NULL,
};

static const struct object_kind statistics = {
	.command = "ctrl stats",
	.key_help = "KEY",
	.verbs = stats_verbs,
	.add_terms = add_stats_terms,
	.examples =
		"       Examples:\n"
		"              bpftool ctrl stats TYPE sort ATTR\n"
		"              bpftool ctrl stats TYPE KEY interval 1\n"
		"              bpftool ctrl stats TYPE openmetrics\n",
};

static const struct verb stats = { "stats", .below = &statistics };

static const struct verb *const verbs[] = {
	&verb_types, &verb_get, &verb_set, &verb_reset, &verb_attrs, &verb_dump,
	&verb_pin, &verb_save, &verb_diff, &verb_apply, &verb_monitor,
	&stats, &verb_help, NULL,
};

static const struct object_kind anything = {
	.command = "ctrl",
	.key_help = "KEY",
	.verbs = verbs,
	.examples =
		"       Examples:\n"
		"              bpftool ctrl attrs xdp eth0; bpftool ctrl save >FILE\n",
};

int do_ctrl(int argc, char **argv)
{
	return verbs__run(&anything, argc, argv);
}
