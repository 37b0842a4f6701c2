/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Words in aligned columns. */
#ifndef BPFTOOL_TEXT_TABLE_H
#define BPFTOOL_TEXT_TABLE_H

#include <linux/types.h>

#define TABLE_COLUMNS_MAX	9	/* of a table whose columns are known here */

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
	__u64 right;
};

/**
 * table__add() - add a cell to the right of the last one, or begin a new row
 * @table: with columns set, else zeroed
 * @text: copied; empty when there is no memory for it
 */
void table__add(struct table *table, const char *text);

/**
 * table__add_number() - add a cell with a number in it
 * @table: as for table__add()
 * @number: in decimal
 */
void table__add_number(struct table *table, __u64 number);

/**
 * table__add_row() - add a cell for each column
 * @table: at the begin of a row
 * @texts: as many as it has columns
 */
void table__add_row(struct table *table, const char *const *texts);

/**
 * table__width() - how wide the rows will be
 * @table: with all of its rows
 *
 * Return: bytes of the longest row, at most; blanks at its end are counted.
 */
int table__width(const struct table *table);

/**
 * table__clear() - free all rows
 * @table: may be used again
 */
void table__clear(struct table *table);

/**
 * table__print() - print all rows and free them
 * @table: may be used again
 * @indent: in front of each row
 */
void table__print(struct table *table, const char *indent);

#endif
