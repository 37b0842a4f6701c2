// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* Undoing what the commands of files have changed. */
#include <stdlib.h>

#include "keep/put_back.h"

/*
 * As it was before anything was set: a command may have changed the object of another one
 * along with its own, as the MTU of a device does that of a VLAN on it.
 */
static __u64 members_of(const struct keep_line *line)
{
	return line->judged.changed | line->change.changed;
}

static bool put_back(struct keep_line *line)
{
	struct ctrl_error *err = &line->r.err;

	*err = (struct ctrl_error) {};
	line->is_set = ctrl_map__put_back(line->r.map, line->r.key, line->judged.before,
					  members_of(line), err);

	return !line->is_set;
}

/* Whether any was: what is refused may depend on one that comes later. */
static bool put_some_back(struct keep_lines *lines)
{
	bool any = false;
	__u32 i;

	for (i = lines->nr; i--;)
		if (lines->at[i].is_set && put_back(&lines->at[i]))
			any = true;
	return any;
}

static void name_line(struct ctrl_line *outcome, const char *begin, bool *is_first,
		      const struct keep_line *line)
{
	ctrl_line__add(outcome, "%s%s", *is_first ? begin : ", ", line->r.label.name);
	*is_first = false;
}

/* @was_set: of each line, whether it was before */
static void tell(const struct keep_lines *lines, const bool *was_set, struct ctrl_error *err)
{
	bool none_back = true, none_left = true;
	struct ctrl_line outcome;
	__u32 i;

	ctrl_line__init(&outcome, err->outcome, sizeof(err->outcome));
	for (i = 0; i < lines->nr; i++)
		if (lines->at[i].is_set)
			name_line(&outcome, "could not be put back: ", &none_left,
				  &lines->at[i]);
	for (i = 0; i < lines->nr; i++)
		if (was_set[i] && !lines->at[i].is_set && members_of(&lines->at[i]))
			name_line(&outcome, none_left ? "put back: " : "; put back: ",
				  &none_back, &lines->at[i]);
	if (none_back && none_left)
		ctrl_line__add(&outcome, "nothing was changed");
}

void keep_put_back(struct keep_lines *lines, struct ctrl_error *err)
{
	bool *was_set = calloc(lines->nr + 1, sizeof(*was_set));
	__u32 i;

	for (i = 0; was_set && i < lines->nr; i++)
		was_set[i] = lines->at[i].is_set;
	while (put_some_back(lines))
		;
	if (was_set)
		tell(lines, was_set, err);
	free(was_set);
}
