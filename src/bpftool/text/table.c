// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Words in aligned columns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/shown.h"
#include "text/table.h"

void table__add(struct table *table, const char *text)
{
	char **cells = realloc(table->cells,
			       (table->nr + 1) * sizeof(*table->cells));
	if (!cells)
		return;
	table->cells = cells;
	cells[table->nr++] = shown__dup(text);
}

void table__add_number(struct table *table, __u64 number)
{
	char word[24];

	snprintf(word, sizeof(word), "%llu", (unsigned long long)number);
	table__add(table, word);
}

void table__add_row(struct table *table, const char *const *texts)
{
	int i;

	for (i = 0; i < table->columns; i++)
		table__add(table, texts[i]);
}

static const char *cell(const struct table *table, int i)
{
	return table->cells[i] ? table->cells[i] : "";
}

static void measure(const struct table *table, int *width)
{
	int i;

	for (i = 0; i < table->nr; i++) {
		int len = strlen(cell(table, i));

		if (width[i % table->columns] < len)
			width[i % table->columns] = len;
	}
}

int table__width(const struct table *table)
{
	int *width = calloc(table->columns, sizeof(*width));
	int sum = 2 * (table->columns - 1), i;

	if (!width)
		return 0;
	measure(table, width);
	for (i = 0; i < table->columns; i++)
		sum += width[i];
	free(width);

	return sum;
}

void table__clear(struct table *table)
{
	while (table->nr)
		free(table->cells[--table->nr]);
	free(table->cells);
	table->cells = NULL;
}

/* Nothing is printed behind the last cell that has a text. */
static void print_row(const struct table *table, int first,
		      const int *width)
{
	int last = table->columns - 1, i;

	while (last > 0 && !*cell(table, first + last))
		last--;
	for (i = 0; i <= last; i++) {
		const char *text = cell(table, first + i);

		if (i < 64 && table->right >> i & 1)
			printf("%*s", width[i], text);
		else
			printf("%-*s", i < last ? width[i] : 0, text);
		fputs(i < last ? "  " : "\n", stdout);
	}
}

void table__print(struct table *table, const char *indent)
{
	int *width = calloc(table->columns, sizeof(*width));
	int i;

	if (width)
		measure(table, width);
	for (i = 0; width && i + table->columns <= table->nr; i += table->columns) {
		fputs(indent, stdout);
		print_row(table, i, width);
	}
	free(width);
	table__clear(table);
}
