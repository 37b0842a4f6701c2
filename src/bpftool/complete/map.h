/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: control maps that exist. */
#ifndef BPFTOOL_COMPLETE_MAP_H
#define BPFTOOL_COMPLETE_MAP_H

#include "request/request.h"
#include "text/candidates.h"

/**
 * complete_map__offer() - offer words for "map { id | pinned | name } WHICH"
 * @r: whose words begin with "map", followed by one or two, the last one typed
 * @at: the cursor
 *
 * Only control maps of the right type are offered by id and name, to those who
 * may open maps so.
 */
void complete_map__offer(const struct request *r, const struct candidates *at);

#endif
