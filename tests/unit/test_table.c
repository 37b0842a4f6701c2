// SPDX-License-Identifier: GPL-2.0-only
/* Words in aligned columns. */
#include "capture.h"
#include "tap.h"
#include "text/table.h"

static void add_row(struct table *table, const char *a, const char *b,
		    const char *c)
{
	table__add(table, a);
	table__add(table, b);
	table__add(table, c);
}

static void prints(struct table *table, const char *indent, const char *wanted)
{
	char text[512];
	struct capture c;

	capture_begin(&c);
	table__print(table, indent);
	CHECK_TEXT(capture_end(&c, text, sizeof(text)), wanted);
}

static void aligned(void)
{
	struct table table = { .columns = 3, .right = 1 << 1 };

	add_row(&table, "NAME", "SIZE", "UNIT");
	add_row(&table, "rx", "7", "ns");
	add_row(&table, "longer", "123456", "s");
	prints(&table, "  ",
	       "  NAME      SIZE  UNIT\n"
	       "  rx           7  ns\n"
	       "  longer  123456  s\n");
}

static void nothing_behind(void)
{
	struct table table = { .columns = 3 };

	add_row(&table, "a", "long", "");
	add_row(&table, "long", "", "");
	add_row(&table, "", "b", "c");
	add_row(&table, "", "", "");
	prints(&table, "", "a     long\nlong\n      b     c\n\n");
}

static void last_on_the_right(void)
{
	struct table table = { .columns = 3, .right = 1 << 2 };

	add_row(&table, "a", "b", "1");
	add_row(&table, "a", "b", "100");
	prints(&table, "", "a  b    1\na  b  100\n");
}

static void used_again(void)
{
	struct table table = { .columns = 1 };

	table__add(&table, "first");
	prints(&table, "", "first\n");
	CHECK(!table.cells);
	CHECK_INT(table.nr, 0);
	prints(&table, "", "");
	table__add(&table, "second");
	prints(&table, "-", "-second\n");
}

static void no_control_characters(void)
{
	struct table table = { .columns = 2 };

	table__add(&table, "a\033[31m\nb");
	table__add(&table, "c");
	prints(&table, "", "a\\x1b[31m\\x0ab  c\n");
}

static const struct tap_test tests[] = {
	{ "columns are as wide as their widest cell, numbers on the right", aligned },
	{ "nothing is printed behind the last cell with a text", nothing_behind },
	{ "a last column of numbers is aligned, too", last_on_the_right },
	{ "a table is empty when it was printed, and may be used again", used_again },
	{ "a cell does nothing to a terminal", no_control_characters },
};

int main(void)
{
	return TAP_RUN(tests);
}
