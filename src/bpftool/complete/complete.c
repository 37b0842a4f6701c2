// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * What may come next in a command: its words are taken one after the other as
 * the command itself would take them, until the one under the cursor is reached.
 */
#include <string.h>

#include "complete/attr.h"
#include "complete/complete.h"
#include "complete/key.h"
#include "complete/map.h"
#include "complete/option.h"
#include "text/candidates.h"
#include "upstream/upstream.h"

static bool allows(const char *usage, const char *what)
{
	return strstr(usage, what);
}

static const char *typed_word(const struct request *r)
{
	return r->words.at[r->words.nr - 1];
}

static void offer_verbs(const struct request *r,
			const struct complete_verb *verbs, size_t nr)
{
	struct candidates at = { .typed = typed_word(r) };
	size_t i;

	for (i = 0; i < nr; i++)
		candidates__offer(&at, verbs[i].name, NULL);
}

static const struct complete_verb *take_verb(struct request *r,
					     const struct complete_verb *verbs,
					     size_t nr)
{
	const char *word = words__take(&r->words);
	size_t i;

	for (i = 0; i < nr; i++)
		if (is_prefix(word, verbs[i].name))
			return &verbs[i];
	return NULL;
}

static void offer_types(struct request *r, const struct candidates *at)
{
	struct ctrl_directory directory;
	char name[CTRL_TYPE_NAME_MAX];
	__u32 i;

	if (ctrl_directory__init(&directory, NULL, &r->err))
		return;
	for (i = 0; i < directory.nr; i++) {
		ctrl_directory__name(&directory, i, name);
		candidates__offer_name(at, name, NULL);
	}
	ctrl_directory__deinit(&directory);
}

/* The word may become "map", a control type or, where none is needed, an object. */
static bool at_map(struct request *r, const struct candidates *at)
{
	bool passed = !object_kind__is_any(r->kind);

	if (!passed)
		offer_types(r, at);
	candidates__offer(at, "map", "a control map that exists");
	r->words.nr = 0;
	passed = passed && !request__take_map(r, true);
	r->words.nr = 1;

	return passed;
}

/* Where the map comes from; true: there are words behind that. */
static bool pass_map(struct request *r)
{
	struct candidates at = { .typed = typed_word(r) };

	if (r->words.nr == 1)
		return at_map(r, &at);
	if (!strcmp(r->words.at[0], "map") && r->words.nr <= 3) {
		complete_map__offer(r, &at);
		return false;
	}

	return !request__take_map(r, true);
}

/* What names the object; true: it is known, and there are words behind it. */
static bool pass_object(struct request *r)
{
	struct candidates at = { .typed = typed_word(r) };
	struct words words = r->words;
	int err = -1;

	r->words.nr--;
	if (r->words.nr)
		err = request__take_object(r);
	if (err) {
		r->words = words;
		complete_key__offer(r, &at);
		return false;
	}
	if (!r->words.nr)
		complete_key__offer_rest(r, &words, &at);
	r->words.nr++;

	return true;
}

static void offer_attributes_or_value(struct request *r, const char *usage)
{
	struct candidates at = { .typed = typed_word(r) };
	bool value = allows(usage, "VALUE") && r->words.nr % 2 == 0;

	if (!allows(usage, "VALUE"))
		complete_attr__offer(r, 1, !strncmp(usage, "reset", 5) ?
				     COMPLETE_WITH_DEFAULT : COMPLETE_ALL, &at);
	else if (value)
		complete_attr__offer_values(r, r->words.at[r->words.nr - 2],
					    &at);
	else if (r->words.nr < 2 ||
		 !ctrl_name__equal(r->words.at[r->words.nr - 2], "dry-run"))
		complete_attr__offer(r, 2, COMPLETE_WRITABLE, &at);

	if (!value && r->words.nr > 1)
		complete_option__offer(&r->words, usage, &at);
}

/* "PATH [OPTION]..." */
static void offer_path_or_options(struct request *r, const char *usage)
{
	struct candidates at = { .typed = typed_word(r) };

	if (r->words.nr == 1) {
		candidates__ask("files");
		return;
	}
	words__take(&r->words);
	complete_option__offer(&r->words, usage, &at);
}

/* "[TYPE] [OPTION]..." */
static void offer_type_or_options(struct request *r, const char *usage)
{
	struct candidates at = { .typed = typed_word(r) };
	bool argument = complete_option__offer(&r->words, usage, &at);

	if (r->words.nr == 1 && !argument)
		offer_types(r, &at);
}

int complete__run(struct request *r, const struct complete_verb *verbs,
		  size_t nr)
{
	const struct complete_verb *verb;

	if (!r->words.nr)
		return 0;
	if (r->words.nr == 1) {
		offer_verbs(r, verbs, nr);
		return 0;
	}

	verb = take_verb(r, verbs, nr);
	if (!verb || (allows(verb->usage, "%M") && !pass_map(r)))
		return 0;
	if (allows(verb->usage, "PATH"))
		offer_path_or_options(r, verb->usage);
	if (allows(verb->usage, "[TYPE]"))
		offer_type_or_options(r, verb->usage);
	if (!allows(verb->usage, "%O") || request__open(r) || !pass_object(r))
		return 0;
	if (allows(verb->usage, "ATTR"))
		offer_attributes_or_value(r, verb->usage);

	return 0;
}
