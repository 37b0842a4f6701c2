// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Names, whose '_' and '-' are alike. */
#include <stdio.h>

#include "ctrl.h"

bool ctrl_name__equal(const char *a, const char *b)
{
	while (*a && *b) {
		if ((*a == '-' ? '_' : *a) != (*b == '-' ? '_' : *b))
			return false;
		a++;
		b++;
	}
	return *a == *b;
}

/* A word that begins with '-' would be taken for an option. */
void ctrl_name__plain(const char *name, char *buf, size_t len)
{
	bool begins = true;
	char *p;

	if (!len)
		return;
	snprintf(buf, len, "%s", name);
	for (p = buf; *p; p++) {
		if (*p == '_' && !begins)
			*p = '-';
		begins = begins ? *p == '_' : *p == '.';
	}
}

void ctrl_name__declared(char *name)
{
	for (; *name; name++)
		if (*name == '-')
			*name = '_';
}
