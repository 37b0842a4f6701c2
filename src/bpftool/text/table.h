/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Words in aligned columns. */
#ifndef BPFTOOL_TEXT_TABLE_H
#define BPFTOOL_TEXT_TABLE_H

#define TABLE_COLUMNS_MAX	9

/**
 * struct table - cells that are not printed yet
 * @cells: row by row, owned
 * @nr: number of @cells
 * @columns: number of columns
 * @right: bit i: column i is aligned on its right side, as numbers are
 */
struct table {
	char **cells;
	int nr;
	int columns;
	unsigned int right;
};

/**
 * table__add() - add a cell to the right of the last one, or begin a new row
 * @table: with columns set, else zeroed
 * @text: copied; empty when there is no memory for it
 */
void table__add(struct table *table, const char *text);

/**
 * table__print() - print all rows and free them
 * @table: may be used again
 * @indent: in front of each row
 */
void table__print(struct table *table, const char *indent);

#endif
