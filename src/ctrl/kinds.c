// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The table of kinds. */
#include <errno.h>

#include "kinds.h"

static const struct ctrl_kind_row rows[] = {
	[CTRL_KIND_UINT] = {
		"uint", "a number", ctrl_parse_number, ctrl_format_number,
	},
	[CTRL_KIND_INT] = {
		"int", "a number", ctrl_parse_number, ctrl_format_number,
	},
	[CTRL_KIND_BOOL] = {
		"bool", "on or off", ctrl_parse_bool, ctrl_format_bool,
	},
	[CTRL_KIND_ENUM] = {
		"enum", "one of the names", ctrl_parse_enum, ctrl_format_enum,
	},
	[CTRL_KIND_FLAGS] = {
		"flags", "names with commas", ctrl_parse_flags,
		ctrl_format_flags,
	},
	[CTRL_KIND_TEXT] = {
		"text", "a text", ctrl_parse_text, ctrl_format_text,
	},
	[CTRL_KIND_FLOAT] = {
		"float", "a floating-point number", NULL, ctrl_format_float,
	},
	[CTRL_KIND_OPAQUE] = {
		"opaque", "a pointer", NULL, ctrl_format_opaque,
	},
	[CTRL_KIND_ARRAY] = {
		"array", "values with commas", ctrl_parse_array,
		ctrl_format_array,
	},
	[CTRL_KIND_STRUCT] = {
		"struct", "a struct, of which only a part can be set", NULL,
		ctrl_format_struct,
	},
	[CTRL_KIND_UNION] = {
		"union", "a union, of which only a part can be set", NULL,
		ctrl_format_struct,
	},
};

const char *ctrl_kind__name(enum ctrl_kind kind)
{
	return rows[kind].word;
}

int ctrl_member__parse(const struct ctrl_member *m, const char *word, void *value,
		       struct ctrl_error *err)
{
	const struct ctrl_kind_row *row = &rows[m->kind];

	if (row->parse)
		return row->parse(m, word, value, err);
	return ctrl_error__set(err, CTRL_FAULT_NOT_SETTABLE, EOPNOTSUPP,
			       "it is %s", row->name);
}

void ctrl_member__format(const struct ctrl_member *m, const void *value,
			 char *buf, size_t len)
{
	if (!len)
		return;
	buf[0] = '\0';
	rows[m->kind].format(m, value, buf, len);
}
