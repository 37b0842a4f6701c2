// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What the commands of files have changed, as text or as JSON. */
#include "keep/applied.h"
#include "show/json_text.h"
#include "show/show.h"
#include "upstream/output.h"
#include "upstream/upstream.h"

/* Leave only the attributes that are another value now. */
static void drop_unchanged(struct show_items *items, const struct ctrl_change *change)
{
	__u32 i, nr = 0;

	for (i = 0; i < items->nr; i++) {
		const struct ctrl_member *m = &items->at[i].member;

		if (!ctrl_bits__equal(change->before, change->after, m->bit_off, m->bits))
			items->at[nr++] = items->at[i];
	}
	items->nr = nr;
}

static void write_json(const struct keep_line *line, const struct ctrl_change *change,
		       bool dry_run)
{
	jsonw_start_object(json_wtr);
	json_text__string_field("file", line->file->name);
	jsonw_uint_field(json_wtr, "line", line->line);
	json_text__string_field("type", line->r.type_name);
	show_json__label(&line->r.label);
	show_json__change(&line->r.items, change, dry_run);
	jsonw_end_object(json_wtr);
}

void keep_applied__write(struct keep_lines *lines, bool dry_run)
{
	const struct ctrl_change *change;
	struct keep_line *line;

	show_writer()->list_begin();
	for (line = lines->at; line < lines->at + lines->nr; line++) {
		change = dry_run ? &line->judged : &line->change;
		drop_unchanged(&line->r.items, change);
		if (json_output)
			write_json(line, change, dry_run);
		else
			show_writer()->change(&line->r.label, &line->r.items, change, dry_run);
	}
	show_writer()->list_end();
}
