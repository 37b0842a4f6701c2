// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What a file sets: each of its commands as the request that it is. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keep/lines.h"
#include "key/netdev.h"
#include "request/items.h"
#include "stats/types.h"
#include "verbs/verbs.h"

/* The commands that set what is still there when they have ended. */
static const struct verb *const verbs[] = { &verb_set, NULL };

static const struct object_kind kinds[] = {
	{
		.command = "xdp",
		.control_type = CTRL_TYPE_XDP,
		.key = &key_netdev_kind,
		.key_help = "DEV",
		.key_word = "dev",
		.verbs = verbs,
	},
	{ .command = "ctrl", .key_help = "KEY", .verbs = verbs },
};

static const struct object_kind *find_kind(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(kinds[i].command, word))
			return &kinds[i];
	return NULL;
}

/* A name of a command is written in full: what is short may mean another one. */
static int take_command(struct request *r)
{
	const struct words *words = &r->words;

	if (!strcmp(words->at[0], "sock"))
		return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
				       "a socket is a descriptor of a process, which no file can name");
	r->kind = find_kind(words->at[0]);
	if (!r->kind || words->nr < 2 || strcmp(words->at[1], "set"))
		return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
				       "'%s%s%s' sets nothing: a line begins with 'xdp set' or 'ctrl set'",
				       words->at[0], words->nr > 1 ? " " : "",
				       words->nr > 1 ? words->at[1] : "");
	words__take(&r->words);
	request__take_verb(r);

	return 0;
}

/* What is left of a key of several members is no attribute. */
static void lack_object(struct keep_line *line)
{
	struct request *r = &line->r;

	line->lacks_object = true;
	snprintf(r->label.name, sizeof(r->label.name), "%s", r->err.object);
	r->err = (struct ctrl_error) {};
	while (r->map && r->map->key.nr > 1 && r->words.nr && strchr(r->words.at[0], '='))
		words__take(&r->words);
}

static int take_pairs(struct keep_line *line)
{
	struct words words = line->r.words;
	struct request *r = &line->r;
	int err;

	err = request_pairs__take(r, &line->pairs);
	if (!err && line->pairs.dry_run)
		err = request__usage(r, "'dry-run' is no setting");
	err = err ?: request__open(r) ?:
	      request_items__named(r, line->pairs.at, line->pairs.nr);

	return err ? request_pairs__explain(r, &words, err) : 0;
}

static int parse(struct keep_line *line, bool lacks_object)
{
	struct request *r = &line->r;
	int err;

	err = take_command(r) ?: request__take(r, NULL);
	if (err && lacks_object && r->err.fault == CTRL_FAULT_NO_OBJECT) {
		lack_object(line);
		err = 0;
	}
	err = err ?: take_pairs(line);
	if (err)
		return err;
	stats_types__name_request(r);
	r->label.in_key = true;

	return 0;
}

void keep_line__fail(struct keep_line *line, struct ctrl_error *err)
{
	verbs__explain(&line->r);
	*err = line->r.err;
	keep_file__blame(line->file, line->line, err);
}

int keep_lines__add_file(struct keep_lines *lines, const char *name,
			 struct ctrl_error *err)
{
	size_t nr = lines->nr_files + 1;
	struct keep_file *at = realloc(lines->files, nr * sizeof(*at));

	if (!at)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	lines->files = at;
	at[lines->nr_files++] = (struct keep_file) { .name = name };

	return keep_file__read(&at[lines->nr_files - 1], err);
}

static void add_lines(struct keep_lines *lines, const struct keep_file *file,
		      bool read_only)
{
	__u32 i;

	for (i = 0; i < file->nr; i++)
		lines->at[lines->nr++] = (struct keep_line) {
			.file = file,
			.line = file->commands[i].line,
			.r = {
				.words = file->commands[i].words,
				.given_fd = -1,
				.read_only = read_only,
			},
		};
}

int keep_lines__parse(struct keep_lines *lines, bool read_only, bool lacks_object,
		      struct ctrl_error *err)
{
	__u32 i, nr = 0;
	int ret;

	for (i = 0; i < lines->nr_files; i++)
		nr += lines->files[i].nr;
	lines->at = calloc(nr + 1, sizeof(*lines->at));
	if (!lines->at)
		return ctrl_error__set(err, CTRL_FAULT_KERNEL, ENOMEM, NULL);
	for (i = 0; i < lines->nr_files; i++)
		add_lines(lines, &lines->files[i], read_only);
	for (i = 0; i < lines->nr; i++) {
		ret = parse(&lines->at[i], lacks_object);
		if (ret) {
			keep_line__fail(&lines->at[i], err);
			return ret;
		}
	}

	return 0;
}

void keep_lines__deinit(struct keep_lines *lines)
{
	__u32 i;

	for (i = 0; i < lines->nr; i++) {
		ctrl_change__deinit(&lines->at[i].judged);
		ctrl_change__deinit(&lines->at[i].change);
		request_pairs__deinit(&lines->at[i].pairs);
		if (lines->at[i].r.kind)
			request__deinit(&lines->at[i].r);
	}
	for (i = 0; i < lines->nr_files; i++)
		keep_file__deinit(&lines->files[i]);
	free(lines->at);
	free(lines->files);
}
