// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Text from others, escaped so that it cannot control the terminal. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "ctrl.h"
#include "text/shown.h"

char *shown__dup(const char *text)
{
	size_t room = CTRL_TEXT_ROOM(strlen(text));
	char *shown = malloc(room);

	if (shown)
		ctrl_text__show(text, shown, room);

	return shown;
}

void shown__put(const char *text, FILE *out)
{
	char small[CTRL_TEXT_ROOM(256)], *shown;

	if (strlen(text) <= 256) {
		ctrl_text__show(text, small, sizeof(small));
		fputs(small, out);
		return;
	}
	shown = shown__dup(text);
	if (shown)
		fputs(shown, out);
	free(shown);
}

/* "-" alone stands for what an object does not have. */
static bool is_plain_word(const char *word)
{
	const char *at = word;

	while (isalnum((unsigned char)*at) || (*at && strchr("_-.,:+@%/=", *at)) ||
	       (unsigned char)*at >= 0x80)
		at++;

	return *word && !*at && strcmp(word, "-");
}

/* Characters that a shell interprets between double quotes are written as \xNN. */
static size_t put_in_quotes(const char *from, char *to, size_t room)
{
	struct ctrl_line line;

	ctrl_line__init(&line, to, room);
	ctrl_line__add(&line, "\"");
	for (; *from; from++)
		if (strchr("\"$`!", *from) ||
		    (*from == '\\' && !ctrl_text__is_escape(from, strlen(from))))
			ctrl_line__add(&line, "\\x%02x", (unsigned char)*from);
		else
			ctrl_line__add(&line, "%c", *from);
	ctrl_line__add(&line, "\"");

	return line.at;
}

void shown__quote(char *word, size_t room)
{
	size_t most = CTRL_TEXT_ROOM(strlen(word)) + 2;
	char *quoted;

	if (is_plain_word(word))
		return;
	quoted = malloc(most);
	if (quoted && put_in_quotes(word, quoted, most) < room)
		strcpy(word, quoted);
	free(quoted);
}
