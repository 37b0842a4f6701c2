/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* What the views say of an object, read when it is first asked for. */
#ifndef VIEWS_H
#define VIEWS_H

#include "ctrl.h"

/**
 * struct ctrl_views - the answers so far
 * @map: of the CURRENT view
 * @key: of the object
 * @values: of each view; NULL: not read yet; owned
 */
struct ctrl_views {
	const struct ctrl_map *map;
	const void *key;
	void *values[CTRL_VIEWS];
};

/* "min", "max", "default"; CTRL_VIEW_CURRENT: the word is none of them */
enum ctrl_view ctrl_view_of_value(const char *word);

/**
 * ctrl_views_take() - copy a member out of a view
 * @views: where to look
 * @view: which one
 * @m: the member
 * @value: written on success
 * @err: on failure
 *
 * Return: 0; -EOPNOTSUPP: the view has no answer for it; another errno.
 */
int ctrl_views_take(struct ctrl_views *views, enum ctrl_view view,
		    const struct ctrl_member *m, void *value,
		    struct ctrl_error *err);

/**
 * ctrl_views_say_limits() - what a number should have been within
 * @views: where to look
 * @m: a member; none but numbers and bools have limits that a user can see
 * @value: that was refused
 * @err: when the member is outside of its limits there, its min and max are
 *	filled in, as far as the kernel tells them
 *
 * Return: whether it is outside; else it was refused for another reason.
 */
bool ctrl_views_say_limits(struct ctrl_views *views, const struct ctrl_member *m,
			   const void *value, struct ctrl_error *err);

void ctrl_views_deinit(struct ctrl_views *views);

#endif /* VIEWS_H */
