// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* How what is printed goes out. */
#include <stdio.h>
#include <unistd.h>

#include "output.h"
#include "upstream.h"

#define BULK	65536	/* bytes, as much as a pipe takes */

void output__begin_bulk(void)
{
	static char buffer[BULK];

	if (!isatty(STDOUT_FILENO))
		setvbuf(stdout, buffer, _IOFBF, sizeof(buffer));
}

void output__end_bulk(void)
{
	if (!json_output)
		fflush(stdout);
	setlinebuf(stdout);
}
