// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Statistics of programs for people: what is around the table, and for programs that
 * were named all that is left to know of them.
 */
#include <stdio.h>
#include <string.h>

#include "prog/owners.h"
#include "prog/text.h"
#include "stats/columns.h"
#include "text/table.h"
#include "upstream/upstream.h"

#define OWNERS_LEN	416	/* behind so many bytes a number stands for the rest */

static __u32 id_of(const struct stats_row *row)
{
	__u32 id;

	memcpy(&id, row->key, sizeof(id));

	return id;
}

/* A process may call itself whatever it likes, also what a terminal obeys. */
void prog_text__owners(const struct stats_report *report, const struct stats_row *row,
		       char *word)
{
	char comm[CTRL_TEXT_ROOM(sizeof(((struct prog_owner *)0)->comm))];
	const struct prog_owner *owner;
	struct ctrl_line line;
	__u32 nr, i;

	owner = prog_owners__of(report->own, id_of(row), &nr);
	ctrl_line__init(&line, word, STATS_CELL_ROOM);
	for (i = 0; i < nr && line.at < OWNERS_LEN; i++) {
		ctrl_text__write(owner[i].comm, strlen(owner[i].comm), comm,
				 sizeof(comm));
		ctrl_line__add(&line, "%s%s(%d)", i ? "," : "", comm,
			       owner[i].pid);
	}
	if (i < nr)
		ctrl_line__add(&line, " and %u more", nr - i);
	if (!nr)
		ctrl_line__add(&line, "-");
}

void prog_text__head(const struct stats_report *report)
{
	if (report->collection == STATS_COLLECTION_OFF && !report->was_reset)
		printf("Collection is off: runs and times stand still. What turns it on:\n"
		       "  %s prog stats enable          for as long as that runs\n"
		       "  sysctl kernel.bpf_stats_enabled=1  for good\n",
		       bin_name);
}

/* Those that the table has are left out. */
static bool is_column(const struct stats_report *report, const struct ctrl_member *member)
{
	const struct stats_column *c;

	if (!strcmp(member->name, "id"))
		return true;
	for (c = report->front->columns; c->title; c++)
		if (c->member && c->form != STATS_KEY && !strcmp(c->member, member->name))
			return true;
	return false;
}

void prog_text__details(const struct stats_report *report, const struct stats_row *row)
{
	const struct ctrl_type *type = report->type;
	struct table table = { .columns = 2 };
	char name[STATS_WORD_ROOM];
	__u32 i;

	stats_member__word(stats_member__by_name(type, "name"), row->value,
			   report->front, name);
	printf("%u: %s\n", id_of(row), name);
	for (i = 0; i < type->nr; i++) {
		const struct ctrl_member *member = &type->members[i];

		if (is_column(report, member))
			continue;
		ctrl_name__plain(member->name, name, sizeof(name));
		table__add(&table, name);
		stats_member__word(member, row->value, report->front, name);
		table__add(&table, name[0] ? name : "-");
	}
	table__print(&table, "\t");
}
