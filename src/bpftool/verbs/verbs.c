// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * How a command comes to one of its verbs, and what it says when that fails.
 *
 * Each verb takes its words, then opens the map, then does one thing, and prints
 * last, when nothing can fail any more: so an error is never behind half a
 * document.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "complete/complete.h"
#include "objects/netdev.h"
#include "show/show.h"
#include "upstream/output.h"
#include "upstream/upstream.h"
#include "verbs/verbs.h"

static int complete(struct request *r)
{
	words__take(&r->words);
	r->read_only = true;
	output__begin_bulk();
	complete__run(r);
	output__end_bulk();

	return 0;
}

static int unknown_verb(struct request *r, const char *word)
{
	const char *names[VERB_NAMES_MAX];
	size_t nr = verb__names(r->kind, names);

	ctrl_error__near(&r->err, word, names, nr);

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
			       "unknown command '%s'; see %s %s help", word,
			       bin_name, r->kind->command);
}

static int run(struct request *r)
{
	if (r->words.nr && !strcmp(r->words.at[0], COMPLETE_WORD))
		return complete(r);
	if (!request__take_verb(r))
		return unknown_verb(r, r->words.at[0]);
	r->read_only = !r->verb->writes;

	return r->verb->run(r);
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

/* Who is used to "ip link show DEV" names an object where a list has attributes. */
static const char *how_one_is_read(const struct request *r, char buf[64])
{
	if (r->verb != &verb_show && r->verb != &verb_dump)
		return "";
	snprintf(buf, 64, "; of one %s they are read with get", r->kind->key_help);

	return buf;
}

static void say_where_listed(struct request *r)
{
	bool host = !strcmp(r->err.reason, CTRL_REASON_NO_CONTROL_MAPS);
	struct ctrl_line line;
	char one[64];

	/* such as which elements there are */
	if (r->err.reason[0] && !host)
		return;
	ctrl_line__resume(&line, r->err.reason, sizeof(r->err.reason));
	ctrl_line__add(&line, "%s%s ", host ? "; " : "", bin_name);
	if (r->kind->attrs)
		ctrl_line__add(&line, "%s", r->kind->attrs);
	else
		ctrl_line__add(&line, "%s attrs%s%s", r->kind->command,
			       r->type_name[0] ? " " : "", r->type_name);
	ctrl_line__add(&line, " lists %s%s", host ? "what is known without them" : "them",
		       how_one_is_read(r, one));
}

/* What a bond does not have, its members may. */
static void explain_lack(struct request *r)
{
	char names[128];
	struct ctrl_line line;

	ctrl_line__init(&line, names, sizeof(names));
	if (netdev__add_lower(r->label.fields[1].number, r->label.device, &line))
		explain(&r->err, "the devices below it may have it: %s", names);
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
	case CTRL_FAULT_UNSUPPORTED:
		if (r->label.device[0])
			explain_lack(r);
		break;
	case CTRL_FAULT_UNKNOWN_ATTRIBUTE:
		if (!err->nr_near)
			say_where_listed(r);
		break;
	default:
		break;
	}
}

/* Once there is a map, what fails has to do with the object, or the words. */
void verbs__explain(struct request *r)
{
	struct ctrl_error *err = &r->err;

	if (r->map && err->fault != CTRL_FAULT_USAGE && !err->object[0])
		ctrl_text__show(r->label.name, err->object,
				sizeof(err->object));
	if (err->fault == CTRL_FAULT_NO_CONTROL_TYPE && !err->object[0])
		snprintf(err->object, sizeof(err->object), "%s", r->type_name);
	if (r->map)
		explain_refusal(r);
}

static int fail(struct request *r)
{
	verbs__explain(r);
	if (!r->told)
		show_writer()->error(&r->err);
	if (r->status)
		return r->status;

	return ctrl_error__is_users(&r->err) ? STATUS_USAGE : STATUS_REFUSED;
}

int verbs__run(const struct object_kind *kind, int argc, char **argv)
{
	struct request r = {
		.kind = kind,
		.words = { .nr = argc, .at = argv },
		.control_type = kind->control_type,
		.given_fd = -1,
	};
	int status;

	status = run(&r) ? fail(&r) : r.status;
	request__deinit(&r);

	return output__finish(status);
}
