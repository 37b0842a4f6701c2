// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Words in aligned columns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

void table__add(struct table *table, const char *text)
{
	char **cells = realloc(table->cells,
			       (table->nr + 1) * sizeof(*table->cells));
	if (!cells)
		return;
	table->cells = cells;
	cells[table->nr++] = strdup(text);
}

static const char *cell(const struct table *table, int i)
{
	return table->cells[i] ? table->cells[i] : "";
}

static void measure(const struct table *table, int width[TABLE_COLUMNS_MAX])
{
	int i;

	for (i = 0; i < table->nr; i++) {
		int len = strlen(cell(table, i));

		if (width[i % table->columns] < len)
			width[i % table->columns] = len;
	}
}

static void table__clear(struct table *table)
{
	while (table->nr)
		free(table->cells[--table->nr]);
	free(table->cells);
	table->cells = NULL;
}

void table__print(struct table *table, const char *indent)
{
	int width[TABLE_COLUMNS_MAX] = {};
	int i;

	measure(table, width);
	for (i = 0; i < table->nr; i++) {
		int column = i % table->columns;

		if (!column)
			fputs(indent, stdout);
		if (table->right >> column & 1)
			printf("%*s", width[column], cell(table, i));
		else if (column == table->columns - 1)
			fputs(cell(table, i), stdout);
		else
			printf("%-*s", width[column], cell(table, i));
		fputs(column == table->columns - 1 ? "\n" : "  ", stdout);
	}
	table__clear(table);
}
