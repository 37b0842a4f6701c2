// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What is told of statistics: the part that is the same for text and JSON. */
#include <string.h>

#include "stats/report.h"
#include "upstream/upstream.h"

const struct stats_writer *stats_writer(void)
{
	return json_output ? &stats_json : &stats_text;
}

enum stats_collection stats_report__collection(const struct stats_report *report)
{
	const struct ctrl_member *m = stats_member__by_name(report->type,
							    report->front->collecting);
	const struct stats_rows *rows = report->rows;

	if (!rows->nr || !stats_member__has(m, rows->at[0].value))
		return STATS_COLLECTION_UNKNOWN;

	return stats_member__number(m, rows->at[0].value) ? STATS_COLLECTION_ON :
							     STATS_COLLECTION_OFF;
}

/* The first column of what is only counted while collection is on. */
static int collected_field(const struct stats_report *report)
{
	const struct stats_column *c;

	for (c = report->front->columns; c && c->title; c++)
		if (c->collected)
			return stats_fields__find(report->fields, c->member);
	return -1;
}

bool stats_report__is_counted(const struct stats_report *report,
			      const struct stats_row *row)
{
	int field = collected_field(report);
	__u32 i;

	if (field < 0 || report->collection != STATS_COLLECTION_OFF || row->counts[field])
		return true;
	if (row->value)
		return false;
	for (i = 0; i < report->rows->nr; i++)
		if (report->rows->at[i].counts[field])
			return true;

	return !report->rows->nr;
}

static bool is_incidental(const struct stats_front *front, const char *path)
{
	const struct stats_column *c;

	for (c = front->columns; c && c->title; c++)
		if (c->incidental && !strcmp(c->member, path))
			return true;
	return false;
}

bool stats_report__is_active(const struct stats_front *front,
			     const struct stats_row *row,
			     const struct stats_fields *fields)
{
	__u32 i;

	for (i = 0; i < fields->nr; i++)
		if (fields->at[i].is_counter && row->counts[i] &&
		    !is_incidental(front, fields->at[i].path))
			return true;
	return false;
}
