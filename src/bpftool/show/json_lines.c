// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Several JSON documents from one command, a line each. */
#include <stdio.h>
#include <stdlib.h>

#include "show/json_lines.h"
#include "upstream/batch_maps.h"
#include "upstream/upstream.h"

void json_lines__begin(struct json_lines *lines, bool only_one)
{
	lines->in_batch = batch_maps__in_batch();
	lines->in_array = lines->in_batch && !only_one;
	if (lines->in_array)
		jsonw_start_array(json_wtr);
}

void json_lines__done(const struct json_lines *lines)
{
	if (!lines->in_batch) {
		putchar('\n');
		jsonw_reset(json_wtr);
	}
	fflush(stdout);
}

/*
 * main() destroys the writer, which puts a newline behind the one document that a
 * command has otherwise: let it do so where nobody reads.
 */
static void leave_no_newline(void)
{
	FILE *nowhere = fopen("/dev/null", "we");
	json_writer_t *next = nowhere ? jsonw_new(nowhere) : NULL;

	if (!next)
		return;
	free(json_wtr);
	json_wtr = next;
}

void json_lines__end(const struct json_lines *lines, bool failed)
{
	if (lines->in_array)
		jsonw_end_array(json_wtr);
	else if (!lines->in_batch && !failed)
		leave_no_newline();
}
