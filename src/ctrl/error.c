// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A failure as fields, and the one place that makes a sentence of it. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ctrl.h"

int ctrl_error__set(struct ctrl_error *err, enum ctrl_fault fault, int code,
		    const char *fmt, ...)
{
	va_list args;

	if (err && err->fault == CTRL_FAULT_NONE) {
		err->fault = fault;
		err->code = code;
		err->reason[0] = '\0';
		if (fmt) {
			va_start(args, fmt);
			vsnprintf(err->reason, sizeof(err->reason), fmt, args);
			va_end(args);
		}
	}
	return code ? -code : -EINVAL;
}

bool ctrl_error__is_users(const struct ctrl_error *err)
{
	return err->fault != CTRL_FAULT_NONE &&
	       err->fault <= CTRL_FAULT_LAST_OF_USER;
}

static void add_near(struct ctrl_line *l, const struct ctrl_error *err)
{
	int i;

	for (i = 0; i < err->nr_near; i++)
		ctrl_line__add(l, "%s%s", i == 0 ? "; did you mean " :
			       i == err->nr_near - 1 ? " or " : ", ",
			       err->near[i]);
	if (err->nr_near)
		ctrl_line__add(l, "?");
}

static void add_range(struct ctrl_line *l, const struct ctrl_error *err)
{
	if (err->min[0] && !strcmp(err->min, err->max))
		ctrl_line__add(l, "; the only value is %s", err->min);
	else if (err->min[0] && err->max[0])
		ctrl_line__add(l, "; the range is %s..%s", err->min, err->max);
	else if (err->max[0])
		ctrl_line__add(l, "; at most %s", err->max);
	else if (err->min[0])
		ctrl_line__add(l, "; at least %s", err->min);
}

static void add_word(struct ctrl_line *l, const char *word, const char *else_word)
{
	ctrl_line__add(l, "%s", *word ? word : else_word);
}

/* What each fault says; %a is the attribute, %v the value. */
static const char *const headlines[] = {
	[CTRL_FAULT_NONE]		= "no error",
	[CTRL_FAULT_USAGE]		= "",
	[CTRL_FAULT_UNKNOWN_ATTRIBUTE]	= "unknown attribute '%a'",
	[CTRL_FAULT_TWICE]		= "attribute '%a' is named twice",
	[CTRL_FAULT_OVERLAP]		= "%a cannot be set in the same change",
	[CTRL_FAULT_NO_VALUE]		= "attribute '%a' has no value",
	[CTRL_FAULT_BAD_VALUE]		= "'%v' is no value for %a",
	[CTRL_FAULT_NOT_SETTABLE]	= "%a cannot be set",
	[CTRL_FAULT_NO_OBJECT]		= "no such object",
	[CTRL_FAULT_NOT_LISTED]		= "the objects of this control type cannot be listed",
	[CTRL_FAULT_READ_ONLY]		= "%a is read-only",
	[CTRL_FAULT_UNSUPPORTED]	= "%a is not supported here",
	[CTRL_FAULT_RANGE]		= "%a: %v is out of range",
	[CTRL_FAULT_BUSY]		= "others keep changing the attributes, nothing was set",
	[CTRL_FAULT_IN_USE]		= "in use",
	[CTRL_FAULT_PERMISSION]		= "not permitted",
	[CTRL_FAULT_NO_CONTROL_MAPS]	= "this kernel has no control maps",
	[CTRL_FAULT_NO_CONTROL_TYPE]	= "this kernel does not have this control type",
	[CTRL_FAULT_NOT_A_CONTROL_MAP]	= "not a control map",
	[CTRL_FAULT_KERNEL]		= "the kernel refused",
};

static void add_headline(struct ctrl_line *l, const struct ctrl_error *err)
{
	const char *p = headlines[err->fault];

	if (err->fault == CTRL_FAULT_RANGE && !err->min[0] && !err->max[0])
		p = "%a: %v is not allowed";
	for (; *p; p++) {
		if (p[0] == '%' && p[1] == 'a') {
			add_word(l, err->attribute,
				 err->fault == CTRL_FAULT_UNKNOWN_ATTRIBUTE ?
				 "" : "the attribute");
			p++;
		} else if (p[0] == '%' && p[1] == 'v') {
			add_word(l, err->value,
				 err->fault == CTRL_FAULT_RANGE ? "the value" : "");
			p++;
		} else {
			ctrl_line__add(l, "%c", *p);
		}
	}
}

static void add_errno(struct ctrl_line *l, const struct ctrl_error *err)
{
	if (err->code)
		ctrl_line__add(l, " (%s)", strerror(err->code));
}

static void add_hint(struct ctrl_line *l, const struct ctrl_error *err)
{
	switch (err->fault) {
	case CTRL_FAULT_RANGE:
		if (!err->reason[0] && !err->min[0] && !err->max[0])
			add_errno(l, err);
		break;
	case CTRL_FAULT_PERMISSION:
		if (!err->reason[0])
			add_errno(l, err);
		break;
	case CTRL_FAULT_NO_OBJECT:
		if (!err->reason[0] && err->code == ENODEV)
			ctrl_line__add(l, ": it, or its network namespace, is gone");
		break;
	case CTRL_FAULT_NO_CONTROL_MAPS:
		ctrl_line__add(l, ": it needs the control map patches and CONFIG_BPF_CTRL_MAP=y");
		break;
	case CTRL_FAULT_KERNEL:
		add_errno(l, err);
		break;
	default:
		break;
	}
}

static void add_place(struct ctrl_line *l, const struct ctrl_error *err)
{
	if (err->file[0] && err->line)
		ctrl_line__add(l, "%s:%u: ", err->file, err->line);
	else if (err->file[0])
		ctrl_line__add(l, "%s: ", err->file);
}

void ctrl_error__sentence(const struct ctrl_error *err, char *buf, size_t len)
{
	char text[CTRL_SENTENCE_MAX];
	struct ctrl_line l;

	ctrl_line__init(&l, text, sizeof(text));
	add_place(&l, err);
	if (err->object[0])
		ctrl_line__add(&l, "%s: ", err->object);
	add_headline(&l, err);
	if (err->reason[0])
		ctrl_line__add(&l, "%s%s",
			       err->fault == CTRL_FAULT_USAGE ? "" : ": ",
			       err->reason);
	add_range(&l, err);
	add_hint(&l, err);
	add_near(&l, err);
	if (err->outcome[0])
		ctrl_line__add(&l, "; %s", err->outcome);
	ctrl_text__show(text, buf, len);
}
