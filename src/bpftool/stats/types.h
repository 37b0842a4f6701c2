/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which control types there are statistics of. */
#ifndef BPFTOOL_STATS_TYPES_H
#define BPFTOOL_STATS_TYPES_H

#include "request/request.h"

/**
 * stats_types__name() - what the control type of a map is called
 * @r: the request, with its map open
 * @name: filled in; its number where the directory does not tell
 */
void stats_types__name(const struct request *r, char name[CTRL_TYPE_NAME_MAX]);

/**
 * stats_types__name_request() - let a request have that name
 * @r: with its map; @r->type_name may be a number, or empty
 */
void stats_types__name_request(struct request *r);

/**
 * stats_types__nothing_moves() - note that the objects of a type do not count anything
 * @r: the request, with its map open; the error names types whose objects do
 *
 * Return: a negative errno.
 */
int stats_types__nothing_moves(struct request *r);

#endif
