// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The verbs on control maps, the same for every kind of object.
 *
 * Each takes its words, then opens the map, then does one thing, and prints
 * last, when nothing can fail any more: so an error is never behind half a
 * document.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complete/complete.h"
#include "key/btf.h"
#include "monitor/monitor.h"
#include "request/request.h"
#include "show/show.h"
#include "upstream/output.h"
#include "upstream/upstream.h"
#include "verbs/pin.h"
#include "verbs/read.h"
#include "verbs/verbs.h"
#include "verbs/write.h"

static int verb_help(struct request *r);
static int verb_show_own(struct request *r);

/*
 * Who has a verb: commands on one kind of object that a map lists, or that has a
 * way of its own to be shown, and that on any control type.
 */
#define FOR_LISTED	1
#define FOR_OWN		2
#define FOR_ANY		4
#define FOR_ALL		(FOR_LISTED | FOR_OWN | FOR_ANY)

#define SHOW_USAGE	"{ show | list } %M"
#define SHOW_OWN_USAGE	"{ show | list } %M %O"

/**
 * struct verb - a row of the table
 * @name: may be abbreviated as everywhere in bpftool: the first row wins
 * @who: FOR_LISTED, FOR_OWN, FOR_ANY or several
 * @usage: %M: where the map comes from, %O: the object; rows with the same usage
 *	are aliases
 * @run: 0, or a negative errno with the request's error filled in
 */
static const struct verb {
	const char *name;
	int who;
	const char *usage;
	int (*run)(struct request *r);
} verbs[] = {
	{ "show", FOR_LISTED, SHOW_USAGE, verb_show },
	{ "list", FOR_LISTED, SHOW_USAGE, verb_show },
	{ "show", FOR_OWN, SHOW_OWN_USAGE, verb_show_own },
	{ "list", FOR_OWN, SHOW_OWN_USAGE, verb_show_own },
	{ "types", FOR_ANY, "types", verb_types },
	{ "get", FOR_ALL, "get %M %O [ATTR...]", verb_get },
	{ "set", FOR_ALL, "set %M %O ATTR VALUE [ATTR VALUE]... [dry-run]",
	  verb_set },
	{ "reset", FOR_ALL, "reset %M %O [ATTR...]", verb_reset },
	{ "attrs", FOR_ALL, "attrs %M [%O]", verb_attrs },
	{ "dump", FOR_ANY, "dump %M", verb_show },
	{ "pin", FOR_ANY,
	  "pin %M PATH [view VIEW] [read-only] [mode MODE] [group GROUP]",
	  verb_pin },
	{ "monitor", FOR_ANY, MONITOR_USAGE, verb_monitor },
	{ "help", FOR_ALL, "help", verb_help },
};

static bool has_verb(const struct object_kind *kind, const struct verb *verb)
{
	return verb->who & (object_kind__is_any(kind) ? FOR_ANY :
			    kind->show ? FOR_OWN : FOR_LISTED);
}

static int verb_show_own(struct request *r)
{
	return r->kind->show(r);
}

/* "bpftool xdp get [map MAP] DEV [ATTR...]" */
static void describe_usage(const struct object_kind *kind,
			   const struct verb *verb, char *buf, size_t len)
{
	const char *p = verb->usage;
	struct ctrl_line line;

	ctrl_line__init(&line, buf, len);
	ctrl_line__add(&line, "%s %s ", bin_name, kind->command);
	while (*p) {
		size_t plain = strcspn(p, "%");
		const char *word = "";

		if (p[plain])
			word = p[plain + 1] == 'O' ? kind->key_help :
			       object_kind__is_any(kind) ? "{ TYPE | map MAP }" :
						"[map MAP]";
		ctrl_line__add(&line, "%.*s%s", (int)plain, p, word);
		p += plain + (p[plain] ? 2 : 0);
	}
}

static void add_usages(const struct object_kind *kind, FILE *out)
{
	const char *last = "", *begin = "Usage:";
	char usage[200];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (!has_verb(kind, &verbs[i]) || !strcmp(verbs[i].usage, last))
			continue;
		last = verbs[i].usage;
		describe_usage(kind, &verbs[i], usage, sizeof(usage));
		fprintf(out, "%s %s\n", begin, usage);
		begin = "      ";
	}
}

static void add_words(const struct object_kind *kind, FILE *out)
{
	fprintf(out, "\n"
		"       %s := %s\n"
		"       ATTR := as \"%s %s attrs%s\" lists them; '-' and '_' are alike\n"
		"       VALUE := { NUMBER | WORD | min | max | default }\n"
		"       " HELP_SPEC_MAP "\n",
		kind->key_help, kind->key ? kind->key->syntax : KEY_BTF_SYNTAX,
		bin_name, kind->command, object_kind__is_any(kind) ? " TYPE" : "");
	if (object_kind__is_any(kind))
		fprintf(out,
			"       TYPE := name or number, as \"%s %s types\" lists them\n"
			"       VIEW := { current | min | max | default }\n",
			bin_name, kind->command);
	fprintf(out, "       " HELP_SPEC_OPTIONS " }\n\n");
	if (kind->examples)
		fprintf(out, "%s\n", kind->examples);
	fprintf(out,
		"       Exit status: 0 done, %d refused by the kernel, %d wrong words\n",
		STATUS_REFUSED, STATUS_USAGE);
}

static int verb_help(struct request *r)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return request__no_memory(r);

	add_usages(r->kind, out);
	add_words(r->kind, out);
	if (fclose(out) || !text) {
		free(text);
		return request__no_memory(r);
	}
	show__help(text);
	free(text);

	return 0;
}

static int verb_complete(struct request *r)
{
	struct complete_verb rows[ARRAY_SIZE(verbs)];
	size_t i, nr = 0;
	int err;

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		if (has_verb(r->kind, &verbs[i]))
			rows[nr++] = (struct complete_verb) {
				verbs[i].name, verbs[i].usage,
			};

	output__begin_bulk();
	err = complete__run(r, rows, nr);
	output__end_bulk();

	return err;
}

static int unknown_verb(struct request *r, const char *word)
{
	const char *names[ARRAY_SIZE(verbs)];
	size_t i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		if (has_verb(r->kind, &verbs[i]))
			names[nr++] = verbs[i].name;
	ctrl_error__near(&r->err, word, names, nr);

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
			       "unknown command '%s'; see %s %s help", word,
			       bin_name, r->kind->command);
}

/* Without a word, the first one: it lists what there is. */
static int run(struct request *r)
{
	const char *word = "";
	size_t i;

	if (r->words.nr) {
		word = words__take(&r->words);
		if (!*word)
			return unknown_verb(r, word);
	}
	if (!strcmp(word, COMPLETE_WORD))
		return verb_complete(r);

	for (i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (!has_verb(r->kind, &verbs[i]) ||
		    !is_prefix(word, verbs[i].name))
			continue;
		describe_usage(r->kind, &verbs[i], r->usage, sizeof(r->usage));
		return verbs[i].run(r);
	}

	return unknown_verb(r, word);
}

__attribute__((format(printf, 2, 3)))
static void explain(struct ctrl_error *err, const char *fmt, ...)
{
	va_list args;

	if (err->reason[0] || !fmt)
		return;
	va_start(args, fmt);
	vsnprintf(err->reason, sizeof(err->reason), fmt, args);
	va_end(args);
}

/* Why, where the kernel gave no more than an errno. */
static void explain_refusal(struct request *r)
{
	struct ctrl_error *err = &r->err;
	const char *why;

	switch (err->fault) {
	case CTRL_FAULT_PERMISSION:
		why = request__why_not_permitted(r);
		if (why)
			explain(err, "%s", why);
		break;
	case CTRL_FAULT_NO_OBJECT:
		if (err->code == ENODEV && r->netns_gone)
			explain(err, "the network namespace of the map is gone");
		else if (err->code == ENODEV)
			explain(err, "it, or its network namespace, is gone");
		else
			explain(err, "the kernel knows nothing of that key");
		break;
	case CTRL_FAULT_NOT_LISTED:
		explain(err, "name one of them to get its attributes");
		break;
	case CTRL_FAULT_UNKNOWN_ATTRIBUTE:
		if (!err->nr_near)
			explain(err, "%s %s attrs%s%s lists them", bin_name,
				r->kind->command, r->type_name[0] ? " " : "",
				r->type_name);
		break;
	default:
		break;
	}
}

/* Once there is a map, what fails has to do with the object, or the words. */
static int fail(struct request *r)
{
	struct ctrl_error *err = &r->err;

	if (r->map && err->fault != CTRL_FAULT_USAGE && !err->object[0])
		ctrl_text__show(r->label.name, err->object,
				sizeof(err->object));
	if (err->fault == CTRL_FAULT_NO_CONTROL_TYPE && !err->object[0])
		snprintf(err->object, sizeof(err->object), "%s", r->type_name);
	if (r->map)
		explain_refusal(r);
	show__error(err);

	return ctrl_error__is_users(err) ? STATUS_USAGE : STATUS_REFUSED;
}

int verbs__run(const struct object_kind *kind, int argc, char **argv)
{
	struct request r = {
		.kind = kind,
		.words = { .nr = argc, .at = argv },
		.given_fd = -1,
	};
	int status = STATUS_DONE;

	if (run(&r))
		status = fail(&r);
	request__deinit(&r);

	return output__finish(status);
}
