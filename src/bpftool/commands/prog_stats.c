// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * bpftool prog stats: how often programs ran, and for how long.
 *
 * All that it knows of a program is in a value of one control map, which is read
 * for all programs at once.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "key/prog.h"
#include "prog_stats/complete.h"
#include "prog_stats/enable.h"
#include "prog_stats/reset.h"
#include "prog_stats/run.h"
#include "prog_stats/show.h"
#include "show/show.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

static int take_help(struct prog_stats *s);

#define SHOW_USAGE \
	"[show] [PROG] [sort KEY] [percpu | openmetrics | prometheus | interval SECONDS [count N]]"

/**
 * struct verb - a row of the table
 * @name: may be abbreviated: the first row wins
 * @usage: what the command looks like; rows with the same one are aliases
 * @run: 0, or a negative errno with the error filled in
 */
static const struct verb {
	const char *name;
	const char *usage;
	int (*run)(struct prog_stats *s);
} verbs[] = {
	{ "show", SHOW_USAGE, prog_stats__show },
	{ "list", SHOW_USAGE, prog_stats__show },
	{ "run", "run -- COMMAND", prog_stats__run },
	{ "reset", "reset [PROG]", prog_stats__reset },
	{ "enable", "enable [for SECONDS]", prog_stats__enable },
	{ "help", "help", take_help },
};

static void add_usages(FILE *out)
{
	const char *last = "";
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (!strcmp(verbs[i].usage, last))
			continue;
		last = verbs[i].usage;
		fprintf(out, "%s %s prog stats %s\n", i ? "      " : "Usage:",
			bin_name, last);
	}
}

static int take_help(struct prog_stats *s)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return request__no_memory(&s->r);

	add_usages(out);
	fprintf(out, "\n"
		"       " HELP_SPEC_PROGRAM "\n"
		"       KEY := { " PROG_ORDER_HELP " }\n"
		"       SECONDS := a number such as 1 or 0.5\n"
		"       " HELP_SPEC_MAP ", as 'map MAP' behind show and reset\n"
		"       " HELP_SPEC_OPTIONS " }\n"
		"\n"
		"       Examples:\n"
		"              bpftool prog stats sort avg\n"
		"              bpftool prog stats name NAME interval 1\n"
		"              bpftool prog stats run -- COMMAND\n"
		"\n"
		"       Exit status: 0 done, %d refused by the kernel, %d wrong words; of run,\n"
		"       that of COMMAND\n",
		STATUS_REFUSED, STATUS_USAGE);
	if (fclose(out) || !text) {
		free(text);
		return request__no_memory(&s->r);
	}
	show__help(text);
	free(text);

	return 0;
}

/* Words that are no verb belong to show. */
static const struct verb *take_verb(struct words *words)
{
	size_t i;

	for (i = 0; words->nr && *words->at[0] && i < ARRAY_SIZE(verbs); i++) {
		if (!is_prefix(words->at[0], verbs[i].name))
			continue;
		words__take(words);
		return &verbs[i];
	}

	return &verbs[0];
}

static int complete(struct prog_stats *s)
{
	struct complete_verb rows[ARRAY_SIZE(verbs)];
	size_t i;

	words__take(&s->r.words);
	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		rows[i] = (struct complete_verb) {
			verbs[i].name, verbs[i].usage,
		};

	return prog_stats_complete__run(&s->r, rows, ARRAY_SIZE(verbs));
}

static int run(struct prog_stats *s)
{
	const struct verb *verb;

	if (s->r.words.nr && !strcmp(s->r.words.at[0], COMPLETE_WORD))
		return complete(s);
	verb = take_verb(&s->r.words);

	snprintf(s->r.usage, sizeof(s->r.usage), "%s %s %s", bin_name,
		 s->r.kind->command, verb->usage);

	return verb->run(s);
}

static int fail(struct prog_stats *s)
{
	struct ctrl_error *err = &s->r.err;
	const char *why = NULL;

	if (err->fault == CTRL_FAULT_PERMISSION && s->r.map && !err->reason[0])
		why = request__why_not_permitted(&s->r);
	if (why)
		snprintf(err->reason, sizeof(err->reason), "%s", why);
	if (!s->told)
		show__error(err);
	if (s->status)
		return s->status;

	return ctrl_error__is_users(err) ? STATUS_USAGE : STATUS_REFUSED;
}

static const struct object_kind program = {
	.command = "prog stats",
	.control_type = CTRL_TYPE_PROG_STATS,
	.key = &key_prog_id_kind,
	.key_help = "PROG",
};

int do_prog_stats(int argc, char **argv)
{
	struct prog_stats s = {
		.r = {
			.kind = &program,
			.words = { .nr = argc, .at = argv },
			.given_fd = -1,
		},
	};
	int status;

	status = run(&s) ? fail(&s) : s.status;
	request__deinit(&s.r);

	return output__finish(status);
}
