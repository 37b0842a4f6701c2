// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What may stand at the cursor, for a shell that completes a command. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ctrl.h"
#include "text/candidates.h"
#include "text/shown.h"

void candidates__offer(const struct candidates *at, const char *word,
		       const char *fmt, ...)
{
	char about[256];
	va_list args;

	if (!word[0] || strncmp(word, at->typed, strlen(at->typed)) ||
	    strpbrk(word, "\n\t"))
		return;

	shown__put(word, stdout);
	if (fmt) {
		va_start(args, fmt);
		vsnprintf(about, sizeof(about), fmt, args);
		va_end(args);
		putchar('\t');
		shown__put(about, stdout);
	}
	putchar('\n');
}

void candidates__offer_name(const struct candidates *at, const char *path,
			    const char *unit)
{
	char name[CTRL_PATH_MAX];

	if (strchr(at->typed, '_'))
		snprintf(name, sizeof(name), "%s", path);
	else
		ctrl_name__plain(path, name, sizeof(name));
	candidates__offer(at, name, unit ? "%s" : NULL, unit);
}

void candidates__ask(const char *what)
{
	printf(":%s\n", what);
}
