// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Several JSON documents from one command, a line each.
 *
 * Upstream's writer ends the one document of a command with a newline when it is
 * destroyed, at the end of main(). So each line here has a writer of its own, and
 * the one that is left for main() writes where nobody reads.
 */
#include <stdio.h>
#include <stdlib.h>

#include "show/json_lines.h"
#include "upstream/batch_maps.h"
#include "upstream/upstream.h"

static bool in_batch;
static bool in_array;
static FILE *nowhere;
static bool is_between;		/* the last line is complete */
static bool is_empty;		/* there was no line */

void json_lines__begin(bool only_one)
{
	in_batch = batch_maps__in_batch();
	in_array = in_batch && !only_one;
	is_between = false;
	is_empty = true;
	if (in_array)
		jsonw_start_array(json_wtr);
}

static void replace_writer(FILE *out)
{
	json_writer_t *next = jsonw_new(out);

	if (!next)
		return;
	jsonw_destroy(&json_wtr);
	json_wtr = next;
	jsonw_pretty(json_wtr, pretty_output);
}

void json_lines__start(void)
{
	if (is_between)
		replace_writer(stdout);
	is_between = false;
	is_empty = false;
}

static FILE *open_nowhere(void)
{
	if (!nowhere)
		nowhere = fopen("/dev/null", "we");

	return nowhere ? nowhere : stdout;
}

void json_lines__done(void)
{
	if (in_batch) {
		fflush(stdout);
		return;
	}

	replace_writer(open_nowhere());
	is_between = true;
}

/* Freed and not destroyed, which would write the newline of no document. */
static void forget_writer(void)
{
	json_writer_t *next = jsonw_new(open_nowhere());

	if (!next)
		return;
	free(json_wtr);
	json_wtr = next;
}

void json_lines__end(void)
{
	if (in_array)
		jsonw_end_array(json_wtr);
	else if (!in_batch && is_empty)
		forget_writer();
}
