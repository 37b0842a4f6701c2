// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What statistics of programs have of their own. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "prog/json.h"
#include "prog/owners.h"
#include "prog/text.h"
#include "prog/value.h"
#include "prog_stats/stats.h"

/* The library does not know what this control type asks for. */
static void say_not_opened(struct stats *s)
{
	struct ctrl_error *err = &s->r->err;

	if (err->fault == CTRL_FAULT_PERMISSION && !s->r->given)
		snprintf(err->reason, sizeof(err->reason),
			 "programs are found by their id with CAP_SYS_ADMIN, or through a map that was pinned for you");
}

static bool is_meant(struct stats *s, const void *key, const void *value)
{
	struct prog_stats *p = (struct prog_stats *)s;
	__u32 id;

	memcpy(&id, key, sizeof(id));

	return prog_filter__matches(&p->which, s->report.type, id, value);
}

static int say_no_program(struct stats *s)
{
	const struct prog_filter *which = &((struct prog_stats *)s)->which;
	struct ctrl_error *err = &s->r->err;

	snprintf(err->object, sizeof(err->object), "%s", which->words);

	if (which->denied == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EPERM,
				       "a name of more than 15 characters takes CAP_SYS_ADMIN to find");
	if (which->denied)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, which->denied,
				       "the whole name of a program cannot be read");

	return ctrl_error__set(err, CTRL_FAULT_NO_OBJECT, ENOENT,
			       "no program is loaded that this names");
}

static void find_owners(struct stats_report *report)
{
	struct prog_owners *owners = calloc(1, sizeof(*owners));

	if (owners)
		prog_owners__init(owners);
	report->own = owners;
}

static void forget_owners(struct stats_report *report)
{
	if (report->own)
		prog_owners__deinit(report->own);
	free(report->own);
}

static const struct stats_column columns[] = {
	{ .title = "ID", .form = STATS_KEY, .where = STATS_ANYWHERE,
	  .member = "prog_id", .key = "id" },
	{ .title = "CPU", .form = STATS_PART, .where = STATS_IN_PARTS, .left = true },
	{ .title = "TYPE", .form = STATS_WORD, .where = STATS_ANYWHERE,
	  .member = "type", .key = "type", .left = true },
	{ .title = "NAME", .form = STATS_WORD, .where = STATS_ANYWHERE,
	  .member = "name", .key = "name", .left = true, .number = true },
	{ .title = "RUNS", .form = STATS_COUNT, .where = STATS_ANYWHERE,
	  .member = "run_cnt", .key = "runs", .collected = true },
	{ .title = "RUNS/S", .form = STATS_RATE, .where = STATS_IN_PERIOD,
	  .member = "run_cnt" },
	{ .title = "TIME", .form = STATS_TIME, .where = STATS_IN_TOTALS | STATS_IN_PARTS,
	  .member = "run_time_ns", .key = "time", .collected = true, .incidental = true },
	{ .title = "AVG", .form = STATS_AVERAGE, .where = STATS_ANYWHERE,
	  .member = "run_time_ns", .by = "run_cnt", .key = "avg" },
	{ .title = "CPU", .form = STATS_SHARE, .where = STATS_IN_PERIOD,
	  .member = "run_time_ns" },
	{ .title = "MISSES", .form = STATS_COUNT, .where = STATS_ANYWHERE,
	  .member = "recursion_misses", .key = "misses" },
	{ .title = "OWNERS", .form = STATS_OWN, .where = STATS_IN_TOTALS, .left = true,
	  .word = prog_text__owners },
	{}
};

static const struct stats_label labels[] = {
	{ .label = "id" },
	{ .label = "tag", .member = "tag" },
	{ .label = "name", .member = "name" },
	{ .label = "type", .member = "type" },
	{}
};

static const char *const identity[] = { "tag", "load_time", NULL };

static const struct stats_parts_of cpus = {
	.control_type = CTRL_TYPE_PROG_CPU_STATS,
	.word = "percpu",
	.json = "percpu",
	.member = "cpu",
};

const struct stats_front prog_stats_front = {
	.columns = columns,
	.metrics = {
		.prefix = "bpf_prog_",
		.objects = "BPF programs",
		.labels = labels,
		.collecting = "bpf_stats_collecting",
		.collecting_help = "Whether the kernel counts runs and run times of BPF programs.",
		.all = true,
	},
	.identity = identity,
	.reset_time = "reset_time",
	.collecting = "collecting",
	.sort = "time",
	.object = "program",
	.objects = "programs",
	.named_by = "id",
	.idle = "did not run",
	.parts = &cpus,
	.collect = prog_stats__collect,
	.fill = find_owners,
	.empty = forget_owners,
	.matches = is_meant,
	.none = say_no_program,
	.not_opened = say_not_opened,
	.own_word = prog_value__own_word,
	.json_object = prog_json__program,
	.json_total = prog_json__total,
	.text_head = prog_text__head,
	.text_details = prog_text__details,
};
