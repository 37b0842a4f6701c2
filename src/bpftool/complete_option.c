// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the words that a usage has in small letters and in brackets. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "complete_option.h"

#define OPTION_ROOM	32

/**
 * struct option - a word of the usage
 * @name: "view"
 * @argument: "VIEW", or ""
 */
struct option {
	char name[OPTION_ROOM];
	char argument[OPTION_ROOM];
};

/* The next word at *@at that begins so, within the brackets that it is in. */
static bool take_word(const char **at, int (*begins)(int), char word[OPTION_ROOM])
{
	size_t len;

	*at += strspn(*at, " ");
	if (!begins((unsigned char)**at))
		return false;
	len = strcspn(*at, " []|.");
	snprintf(word, OPTION_ROOM, "%.*s", (int)len, *at);
	*at += len;

	return true;
}

/* False: there are no more. */
static bool next_option(const char **usage, struct option *option)
{
	while (**usage) {
		*usage += strspn(*usage, " []|");
		option->argument[0] = '\0';
		if (take_word(usage, islower, option->name)) {
			take_word(usage, isupper, option->argument);
			return true;
		}
		*usage += strcspn(*usage, " []|");
	}

	return false;
}

static bool is_given(const struct words *words, const char *option)
{
	int i;

	for (i = 0; i < words->nr - 1; i++)
		if (ctrl_name__equal(words->at[i], option))
			return true;
	return false;
}

static void offer_argument(const char *argument, const struct candidates *at)
{
	int view;

	if (!strcmp(argument, "GROUP"))
		candidates__ask("groups");
	if (!strcmp(argument, "MODE"))
		candidates__offer(at, "660", "of the owner and the group");
	for (view = 0; !strcmp(argument, "VIEW") && view < CTRL_VIEWS; view++)
		candidates__offer(at, ctrl_view__word(view), NULL);
}

/* Options are what the usage has in brackets: "set %M %O ... [dry-run]". */
static const char *options_in(const char *usage)
{
	return usage + strcspn(usage, "[");
}

void complete_option__offer(const struct words *words, const char *usage,
			    const struct candidates *at)
{
	const char *last = words->nr > 1 ? words->at[words->nr - 2] : "";
	struct option option;
	const char *left;

	left = options_in(usage);
	while (next_option(&left, &option))
		if (option.argument[0] && !strcmp(last, option.name)) {
			offer_argument(option.argument, at);
			return;
		}

	left = options_in(usage);
	while (next_option(&left, &option))
		if (!is_given(words, option.name))
			candidates__offer(at, option.name, NULL);
}
