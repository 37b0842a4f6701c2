// SPDX-License-Identifier: GPL-2.0-only
/* Text that is put together in buffers of every size, one byte of which is too few. */
#include <stdio.h>
#include <string.h>

#include "ctrl_line.h"
#include "edge.h"
#include "tap.h"

static const char whole[] = "key 00ff, name=7, 'x'";

/* Writes behind the text, as any function does that takes a buffer. */
static void write_name(char *buf, size_t len)
{
	snprintf(buf, len, "name=%d", 7);
}

static void put_together(char *buf, size_t len)
{
	static const unsigned char bytes[] = { 0, 0xff };
	struct ctrl_line line;

	ctrl_line__init(&line, buf, len);
	ctrl_line__add(&line, "%s ", "key");
	ctrl_line__add_bytes(&line, bytes, sizeof(bytes));
	ctrl_line__resume(&line, buf, len);
	ctrl_line__add(&line, "%s", "");
	ctrl_line__add(&line, ", ");
	write_name(line.buf + line.at, ctrl_line__room(&line));
	ctrl_line__written(&line);
	ctrl_line__add(&line, ", '%c'", 'x');
	CHECK_INT(line.at, len ? strlen(buf) : 0);
	CHECK_INT(ctrl_line__room(&line), len - line.at);
}

static void every_size(void)
{
	char wanted[sizeof(whole)];
	struct edge edge;
	size_t len;
	char *buf;

	edge_init(&edge);
	for (len = 0; len < sizeof(whole) + 3; len++) {
		tap_about("%zu bytes", len);
		buf = edge_buffer(&edge, len);
		put_together(buf, len);
		if (!len)
			continue;
		snprintf(wanted, len < sizeof(wanted) ? len : sizeof(wanted),
			 "%s", whole);
		CHECK_TEXT(buf, wanted);
	}
	edge_deinit(&edge);
}

static void no_end(void)
{
	char buf[8];
	struct ctrl_line line;

	ctrl_line__init(&line, buf, sizeof(buf));
	memset(buf, 'x', sizeof(buf));
	ctrl_line__written(&line);
	CHECK_INT(line.at, sizeof(buf) - 1);
	CHECK_TEXT(buf, "xxxxxxx");
}

static const struct tap_test tests[] = {
	{ "a text has what its buffer has room for, and nothing is touched behind it",
	  every_size },
	{ "bytes without an end become text that ends in the buffer", no_end },
};

int main(void)
{
	return TAP_RUN(tests);
}
