// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What standard output can show. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/ioctl.h>

#include "stats/terminal.h"

#define USUAL_LINES	24
#define USUAL_COLUMNS	80

struct stats_terminal stats_terminal__size(void)
{
	struct winsize size = {};

	if (!isatty(STDOUT_FILENO))
		return (struct stats_terminal) {};
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		size = (struct winsize) {};

	return (struct stats_terminal) {
		.lines = size.ws_row ?: USUAL_LINES,
		.columns = size.ws_col ?: USUAL_COLUMNS,
	};
}

bool stats_terminal__can_redraw(void)
{
	const char *term = getenv("TERM");

	return stats_terminal__size().lines && term && *term && strcmp(term, "dumb");
}

/* The first of these that is set is the locale's, as for setlocale(). */
bool stats_terminal__has_blocks(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *locale;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		locale = getenv(names[i]);
		if (locale && *locale)
			return strcasestr(locale, "UTF-8") || strcasestr(locale, "UTF8");
	}

	return false;
}
