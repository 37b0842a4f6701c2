// SPDX-License-Identifier: GPL-2.0-only
/* The grammar of a command: its verbs, and the line of the help that clauses make. */
#include <string.h>

#include "request/object_kind.h"
#include "request/verb.h"
#include "tap.h"

/* What upstream's main.c has. */
const char *bin_name = "bpftool";

bool is_prefix(const char *pfx, const char *str)
{
	return !strncmp(str, pfx, strlen(pfx));
}

static const struct clause of_show[] = {
	{ CLAUSE_OPTION, .argument_of = object_kind__key_help },
	{ CLAUSE_OPTION, "sort", "KEY" },
	{ CLAUSE_OPTION, "percpu" },
	{ CLAUSE_OR, "interval", "SECONDS" },
	{ CLAUSE_INNER, "count", "N" },
	{}
};

static const struct clause of_set[] = {
	{ CLAUSE_NEEDED, .argument_of = object_kind__key_help },
	{ CLAUSE_NEEDED, "to", "VALUE" },
	{}
};

static const struct verb show = { "show", "list", .clauses = of_show };
static const struct verb implied = { "show", .implied = true };
static const struct verb set = { "set", .clauses = of_set };
static const struct verb shout = { "shout" };
static const struct verb *const verbs[] = { &show, &set, &shout, NULL };
static const struct verb *const with_implied[] = { &implied, &set, NULL };

static const struct object_kind things = {
	.command = "thing", .key_help = "THING", .verbs = verbs,
};
static const struct object_kind implied_things = {
	.command = "thing", .key_help = "THING", .verbs = with_implied,
};

static const struct verb more = { "more", .below = &things };
static const struct verb *const nested[] = { &more, NULL };
static const struct object_kind nested_things = {
	.command = "nested", .key_help = "THING", .verbs = nested,
};

static void check_usage(const struct verb *verb, const struct object_kind *kind,
			const char *wanted)
{
	char usage[VERB_USAGE_MAX];

	verb__usage(verb, kind, usage, sizeof(usage));
	CHECK_TEXT(usage, wanted);
}

static void usages(void)
{
	check_usage(&show, &things,
		    "bpftool thing { show | list } [THING] [sort KEY] [percpu | interval SECONDS [count N]]");
	check_usage(&set, &things, "bpftool thing set THING to VALUE");
	check_usage(&shout, &things, "bpftool thing shout");
	check_usage(&implied, &implied_things, "bpftool thing [show]");
}

/* The verb that is taken from one word; left: how many words are left. */
static const struct verb *take(const struct object_kind *kind, char *word, int left)
{
	char *at[] = { word };
	struct words words = { .nr = word ? 1 : 0, .at = at };
	const struct verb *verb = verb__take(&kind, &words);

	tap_about("'%s'", word ? word : "");
	CHECK_INT(words.nr, left);

	return verb;
}

static void abbreviations(void)
{
	CHECK(take(&things, "show", 0) == &show);
	CHECK(take(&things, "sh", 0) == &show);
	CHECK(take(&things, "list", 0) == &show);
	CHECK(take(&things, "s", 0) == &show);
	CHECK(take(&things, "se", 0) == &set);
	CHECK(take(&things, "sho", 0) == &show);
	CHECK(take(&things, "shou", 0) == &shout);
}

static void no_verbs(void)
{
	CHECK(take(&things, NULL, 0) == &show);
	CHECK(!take(&things, "shows", 1));
	CHECK(!take(&things, "", 1));
	CHECK(take(&implied_things, "eth0", 1) == &implied);
}

/* "thing more set": words of the verbs below one are theirs. */
static void below(void)
{
	char *at[] = { "more", "set" };
	struct words words = { .nr = 2, .at = at };
	const struct object_kind *kind = &nested_things;

	CHECK(verb__take(&kind, &words) == &set);
	CHECK(kind == &things);
	CHECK_INT(words.nr, 0);
	words = (struct words) { .nr = 1, .at = at };
	kind = &nested_things;
	CHECK(verb__take(&kind, &words) == &show);
	CHECK(kind == &things);
}

static void names(void)
{
	const char *list[VERB_NAMES_MAX];

	CHECK_INT(verb__names(&things, list), 4);
	CHECK_TEXT(list[0], "show");
	CHECK_TEXT(list[1], "list");
	CHECK_TEXT(list[3], "shout");
}

static const struct tap_test tests[] = {
	{ "the help shows what can be left out, and what belongs together", usages },
	{ "of the verbs that begin with a word the first one is meant", abbreviations },
	{ "a word that begins no verb is left, and belongs to a verb that is implied",
	  no_verbs },
	{ "a verb may have verbs below it, of which the first is meant without a word",
	  below },
	{ "both names of a verb may have been meant", names },
};

int main(void)
{
	return TAP_RUN(tests);
}
