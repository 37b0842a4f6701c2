// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Buffering of standard output, and errors of writing to it. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "upstream/batch_maps.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

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

int output__sent(void)
{
	/* the document of a batch is complete at its end only */
	if (!batch_maps__in_batch() && fflush(stdout))
		return -errno;

	return ferror(stdout) ? -EIO : 0;	/* earlier, and why is not known */
}

int output__finish(int status)
{
	int err;

	if (status)
		return status;
	err = output__sent();
	if (!err)
		return STATUS_DONE;
	output_is_lost(err == -EIO ? 0 : -err);

	return STATUS_REFUSED;
}
