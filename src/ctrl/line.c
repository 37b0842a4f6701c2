// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Text that is put together piece by piece: the one place that counts its bytes. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ctrl_line.h"

void ctrl_line__init(struct ctrl_line *line, char *buf, size_t len)
{
	*line = (struct ctrl_line){ .buf = buf, .len = len };
	if (len)
		buf[0] = '\0';
}

size_t ctrl_line__room(const struct ctrl_line *line)
{
	return line->len - line->at;
}

void ctrl_line__resume(struct ctrl_line *line, char *buf, size_t len)
{
	*line = (struct ctrl_line){ .buf = buf, .len = len };
	ctrl_line__written(line);
}

void ctrl_line__add(struct ctrl_line *line, const char *fmt, ...)
{
	size_t room = ctrl_line__room(line);
	va_list args;
	int n;

	if (!room)
		return;
	va_start(args, fmt);
	n = vsnprintf(line->buf + line->at, room, fmt, args);
	va_end(args);
	if (n > 0)
		line->at += (size_t)n < room ? (size_t)n : room - 1;
}

void ctrl_line__add_bytes(struct ctrl_line *line, const void *bytes, size_t nr)
{
	const unsigned char *byte = bytes;

	while (nr--)
		ctrl_line__add(line, "%02x", *byte++);
}

void ctrl_line__written(struct ctrl_line *line)
{
	size_t room = ctrl_line__room(line);

	if (!room)
		return;
	line->at += strnlen(line->buf + line->at, room - 1);
	line->buf[line->at] = '\0';
}
