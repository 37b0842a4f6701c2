// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* One command of bpftool prog stats: its words, and the map that it is about. */
#include <errno.h>
#include <stdio.h>

#include "prog_stats/stats.h"

/* The library does not know what this control type asks for. */
static int say_not_opened(struct prog_stats *s, int ret)
{
	struct ctrl_error *err = &s->r->err;

	if (err->fault == CTRL_FAULT_PERMISSION && !s->r->given)
		snprintf(err->reason, sizeof(err->reason),
			 "programs are found by their id with CAP_SYS_ADMIN, or through a map that was pinned for you");

	return ret;
}

int prog_stats__open(struct prog_stats *s)
{
	int err;

	err = request__open(s->r);
	if (err)
		return say_not_opened(s, err);
	prog_fields__init(&s->fields, &s->r->map->value);

	return prog_order__init(&s->order, s->sort, &s->fields,
				&s->r->map->value, &s->r->err);
}

int prog_stats__read(struct prog_stats *s, struct prog_reading *reading,
		     struct prog_rows *rows)
{
	int err;

	err = prog_reading__init(reading, s->r->map, &s->which, &s->r->err);
	if (err)
		return err;
	if (!prog_rows__init(rows, reading, &s->fields, &s->which))
		return 0;
	prog_rows__deinit(rows);
	prog_reading__deinit(reading);

	return request__no_memory(s->r);
}

int prog_stats__no_program(struct prog_stats *s)
{
	snprintf(s->r->err.object, sizeof(s->r->err.object), "%s",
		 s->which.words);

	if (s->which.denied == EPERM)
		return ctrl_error__set(&s->r->err, CTRL_FAULT_PERMISSION, EPERM,
				       "a name of more than 15 characters takes CAP_SYS_ADMIN to find");
	if (s->which.denied)
		return ctrl_error__set(&s->r->err, CTRL_FAULT_KERNEL,
				       s->which.denied,
				       "the whole name of a program cannot be read");

	return ctrl_error__set(&s->r->err, CTRL_FAULT_NO_OBJECT, ENOENT,
			       "no program is loaded that this names");
}
