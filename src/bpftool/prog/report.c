// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What is told of programs' statistics: the part that is the same for all. */
#include "prog/report.h"
#include "upstream/upstream.h"

const struct prog_writer *prog_writer(void)
{
	return json_output ? &prog_json : &prog_text;
}

enum prog_collection prog_report__collection(const struct prog_rows *rows,
					     const struct prog_fields *fields)
{
	if (!rows->nr || !prog_value__has(fields->collecting, rows->at[0].value))
		return PROG_COLLECTION_UNKNOWN;

	return prog_value__number(fields->collecting, rows->at[0].value) ?
	       PROG_COLLECTION_ON : PROG_COLLECTION_OFF;
}

enum prog_state prog_report__state(const struct prog_report *report,
				   const struct prog_row *row)
{
	if (row->counts.run_cnt)
		return PROG_STATE_RAN;
	if (report->collection == PROG_COLLECTION_OFF)
		return PROG_STATE_OFF;
	if (prog_value__number(report->fields->reset_time, row->value))
		return PROG_STATE_ZERO;

	return PROG_STATE_NEVER_RAN;
}
