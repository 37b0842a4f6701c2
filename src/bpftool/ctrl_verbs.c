// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * The verbs on control maps, the same for every kind of object.
 *
 * Each takes its words, then opens the map, then does one thing, and prints
 * last, when nothing can fail any more: so an error is never behind half a
 * document.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl_show.h"
#include "ctrl_verbs.h"
#include "ctrl_write.h"
#include "request.h"
#include "upstream.h"

static int show_all(struct request *r, const void *keys, const void *values,
		    __u32 nr)
{
	struct ctrl_label label;
	__u32 i;

	ctrl_show__list_begin();
	for (i = 0; i < nr; i++) {
		r->kind->label(keys + (size_t)i * r->map->key_size, r->foreign,
			       &label);
		ctrl_show__object(&label, &r->items,
				  values + (size_t)i * r->map->value_size);
	}
	ctrl_show__list_end();

	return 0;
}

/* That there is no object can only mean where they were looked for. */
static int lookup_all(struct request *r, void **keys, void **values, __u32 *nr)
{
	struct ctrl_error *err = &r->err;
	int ret = ctrl_map__lookup_all(r->map, keys, values, nr, err);

	if (ret && err->fault == CTRL_FAULT_NO_OBJECT && !err->reason[0])
		snprintf(err->reason, sizeof(err->reason),
			 "the network namespace of the map is gone");
	return ret;
}

static int verb_show(struct request *r)
{
	void *keys, *values;
	__u32 nr;
	int err;

	err = request__take_map(r, true) ?:
	      request__no_more(r) ?:
	      request__open(r, true) ?:
	      request__items_all(r) ?:
	      lookup_all(r, &keys, &values, &nr);
	if (err)
		return err;

	err = show_all(r, keys, values, nr);
	free(keys);
	free(values);

	return err;
}

static int items_from_words(struct request *r)
{
	__u32 nr = r->words.nr;
	struct ctrl_pair *pairs;
	int err;

	if (!nr)
		return request__items_all(r);

	pairs = request__attributes(r);
	if (!pairs)
		return request__no_memory(r);
	err = request__items_named(r, pairs, nr);
	free(pairs);

	return err;
}

static int lookup_and_show(struct request *r, bool alone)
{
	void *value = calloc(1, r->map->value_size);
	int err;

	if (!value)
		return request__no_memory(r);

	err = ctrl_map__lookup(r->map, r->key, value, &r->err);
	if (!err && alone)
		ctrl_show__alone(&r->label, r->items.at, value);
	else if (!err)
		ctrl_show__object(&r->label, &r->items, value);
	free(value);

	return err;
}

static int verb_get(struct request *r)
{
	bool alone;
	int err;

	err = request__take_map(r, true) ?:
	      request__take_object(r);
	if (err)
		return err;
	alone = r->words.nr == 1;

	return request__open(r, true) ?:
	       items_from_words(r) ?:
	       lookup_and_show(r, alone);
}

/* What a view says of the object; with room for the attributes of r->map. */
static int lookup_view(struct request *r, enum ctrl_view view, void **value,
		       struct ctrl_error *error)
{
	struct ctrl_map *map;
	void *buf;
	int err;

	err = ctrl_map__create(r->kind->control_type, view, true, &map, error);
	if (err)
		return err;

	buf = calloc(1, map->value_size > r->map->value_size ?
			map->value_size : r->map->value_size);
	err = buf ? ctrl_map__lookup(map, r->key, buf, error) :
		    request__no_memory(r);
	if (err)
		free(buf);
	else
		*value = buf;
	ctrl_map__close(map);

	return err;
}

static int lookup_limits(struct request *r, void *values[CTRL_VIEWS])
{
	struct ctrl_error error = r->err;
	int view, err;

	for (view = CTRL_VIEW_MIN; view < CTRL_VIEWS; view++) {
		err = lookup_view(r, view, &values[view], &error);
		/* the map given may be all that the caller has access to */
		if (err && !r->given) {
			r->err = error;
			return err;
		}
	}

	return 0;
}

static int lookup_views(struct request *r, void *values[CTRL_VIEWS])
{
	values[CTRL_VIEW_CURRENT] = calloc(1, r->map->value_size);
	if (!values[CTRL_VIEW_CURRENT])
		return request__no_memory(r);

	return ctrl_map__lookup(r->map, r->key, values[CTRL_VIEW_CURRENT],
				&r->err) ?:
	       (r->foreign ? 0 : lookup_limits(r, values));
}

static int describe_object(struct request *r)
{
	void *values[CTRL_VIEWS] = {};
	int view, err;

	err = lookup_views(r, values);
	if (!err)
		ctrl_show__attributes(&r->label, &r->items,
				      (const void *const *)values);
	for (view = 0; view < CTRL_VIEWS; view++)
		free(values[view]);

	return err;
}

static int verb_attrs(struct request *r)
{
	bool of_object;
	int err;

	err = request__take_map(r, true);
	of_object = r->words.nr;
	if (!err && of_object)
		err = request__take_object(r) ?: request__no_more(r);

	err = err ?: request__open(r, true) ?: request__items_all(r);
	if (err)
		return err;
	if (of_object)
		return describe_object(r);
	ctrl_show__attributes(NULL, &r->items, NULL);

	return 0;
}

static int verb_help(struct request *r);

#define SHOW_USAGE	"{ show | list } [map MAP]"

/**
 * struct verb - a row of the table
 * @name: may be abbreviated as everywhere in bpftool: the first row wins
 * @usage: with OBJ in place of the object; rows with the same one are aliases
 * @run: 0, or a negative errno with the request's error filled in
 */
static const struct verb {
	const char *name;
	const char *usage;
	int (*run)(struct request *r);
} verbs[] = {
	{ "show", SHOW_USAGE, verb_show },
	{ "list", SHOW_USAGE, verb_show },
	{ "get", "get [map MAP] OBJ [ATTR...]", verb_get },
	{ "set", "set [map MAP] OBJ ATTR VALUE [ATTR VALUE]... [dry-run]",
	  verb_set },
	{ "reset", "reset [map MAP] OBJ [ATTR...]", verb_reset },
	{ "attrs", "attrs [map MAP] [OBJ]", verb_attrs },
	{ "help", "help", verb_help },
};

/* "bpftool xdp get [map MAP] DEV [ATTR...]" */
static void describe_usage(const struct object_kind *kind,
			   const struct verb *verb, char *buf, size_t len)
{
	const char *object = strstr(verb->usage, "OBJ");

	if (object)
		snprintf(buf, len, "%s %s %.*s%s%s", bin_name, kind->command,
			 (int)(object - verb->usage), verb->usage,
			 kind->key_help, object + strlen("OBJ"));
	else
		snprintf(buf, len, "%s %s %s", bin_name, kind->command,
			 verb->usage);
}

static void add_usages(const struct object_kind *kind, FILE *out)
{
	const char *last = "";
	char usage[160];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (!strcmp(verbs[i].usage, last))
			continue;
		last = verbs[i].usage;
		describe_usage(kind, &verbs[i], usage, sizeof(usage));
		fprintf(out, "%s %s\n", i ? "      " : "Usage:", usage);
	}
}

static int verb_help(struct request *r)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		return request__no_memory(r);

	add_usages(r->kind, out);
	fprintf(out, "\n"
		"       %s := %s\n"
		"       ATTR := as \"%s %s attrs\" lists them; '-' and '_' are alike\n"
		"       VALUE := { NUMBER | WORD | min | max | default }\n"
		"       " HELP_SPEC_MAP "\n"
		"       " HELP_SPEC_OPTIONS " }\n"
		"\n"
		"       Exit status: 0 done, %d refused by the kernel, %d wrong words\n",
		r->kind->key_help, r->kind->key_syntax, bin_name,
		r->kind->command, STATUS_REFUSED, STATUS_USAGE);
	if (fclose(out) || !text) {
		free(text);
		return request__no_memory(r);
	}
	ctrl_show__help(text);
	free(text);

	return 0;
}

static int unknown_verb(struct request *r, const char *word)
{
	const char *names[ARRAY_SIZE(verbs)];
	size_t i;

	for (i = 0; i < ARRAY_SIZE(verbs); i++)
		names[i] = verbs[i].name;
	ctrl_error__near(&r->err, word, names, ARRAY_SIZE(verbs));

	return ctrl_error__set(&r->err, CTRL_FAULT_USAGE, 0,
			       "unknown command '%s'; see %s %s help", word,
			       bin_name, r->kind->command);
}

static int run(struct request *r)
{
	const char *word = verbs[0].name;
	size_t i;

	if (r->words.nr)
		word = words__take(&r->words);

	for (i = 0; i < ARRAY_SIZE(verbs); i++) {
		if (!is_prefix(word, verbs[i].name))
			continue;
		describe_usage(r->kind, &verbs[i], r->usage, sizeof(r->usage));
		return verbs[i].run(r);
	}

	return unknown_verb(r, word);
}

/* Once there is a map, what fails has to do with the object, or the words. */
static int fail(struct request *r)
{
	struct ctrl_error *err = &r->err;

	if (r->map && err->fault != CTRL_FAULT_USAGE && !err->object[0])
		snprintf(err->object, sizeof(err->object), "%s",
			 r->label.name);
	if (r->map && r->given && err->fault == CTRL_FAULT_PERMISSION &&
	    !err->reason[0])
		snprintf(err->reason, sizeof(err->reason),
			 "the map was opened for reading only, or is frozen");
	ctrl_show__error(err);

	return ctrl_error__is_users(err) ? STATUS_USAGE : STATUS_REFUSED;
}

int ctrl_verbs__run(const struct object_kind *kind, int argc, char **argv)
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
	if (status == STATUS_DONE)
		errno = 0;

	return status;
}
