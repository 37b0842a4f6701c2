// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Completion: the words that a usage has in small letters and in brackets. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "ctrl.h"
#include "complete/option.h"

#define OPTION_ROOM	32

/**
 * struct option - a word of the usage
 * @name: "view"
 * @argument: "VIEW", or ""
 * @depth: brackets that it is in
 * @group: number of the outermost of these
 */
struct option {
	char name[OPTION_ROOM];
	char argument[OPTION_ROOM];
	int depth;
	int group;
};

/* The next word at *@at, if it begins so. */
static bool take_word(const char **at, int (*begins)(int), char word[OPTION_ROOM])
{
	size_t len;

	if (!begins((unsigned char)**at))
		return false;
	len = strcspn(*at, " []|");
	snprintf(word, OPTION_ROOM, "%.*s", (int)len, *at);
	*at += len;

	return true;
}

static void skip_signs(const char **at, struct option *option)
{
	for (; **at && strchr(" []|", **at); (*at)++) {
		if (**at == '[')
			option->group += !option->depth++;
		else if (**at == ']')
			option->depth--;
	}
}

/* Goes on behind @option, zeroed at first. False: there are no more. */
static bool next_option(const char **usage, struct option *option)
{
	for (;;) {
		skip_signs(usage, option);
		if (!**usage)
			return false;
		if (option->depth && take_word(usage, islower, option->name))
			break;
		*usage += strcspn(*usage, " []|");
	}
	option->argument[0] = '\0';
	if (**usage == ' ') {
		const char *next = *usage + 1;

		if (take_word(&next, isupper, option->argument))
			*usage = next;
	}

	return true;
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

/* Another one of the same brackets is on the command line. */
static bool is_excluded(const struct words *words, const char *usage,
			const struct option *option)
{
	struct option other = {};

	while (next_option(&usage, &other))
		if (other.group == option->group &&
		    other.depth == option->depth &&
		    is_given(words, other.name))
			return true;
	return false;
}

static bool offer_argument_of_last(const struct words *words, const char *usage,
				   const struct candidates *at)
{
	const char *last = words->nr > 1 ? words->at[words->nr - 2] : "";
	struct option option = {};

	while (next_option(&usage, &option))
		if (option.argument[0] && !strcmp(last, option.name)) {
			offer_argument(option.argument, at);
			return true;
		}
	return false;
}

bool complete_option__offer(const struct words *words, const char *usage,
			    const struct candidates *at)
{
	struct option option = {};
	const char *left = usage;
	bool outer = false;

	if (offer_argument_of_last(words, usage, at))
		return true;

	while (next_option(&left, &option)) {
		if (option.depth == 1)
			outer = is_given(words, option.name);
		if ((option.depth == 1 || outer) &&
		    !is_excluded(words, usage, &option))
			candidates__offer(at, option.name, NULL);
	}

	return false;
}
