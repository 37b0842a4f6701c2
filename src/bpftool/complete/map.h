/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: control maps that exist, and control types to make one of. */
#ifndef BPFTOOL_COMPLETE_MAP_H
#define BPFTOOL_COMPLETE_MAP_H

#include "request/request.h"

/**
 * complete_map__offer() - offer words for "map { id | pinned | name } WHICH"
 * @r: whose words begin with "map", followed by one or two, the last one typed
 * @at: the cursor
 *
 * Only control maps of the right type are offered by id and name, to those who
 * may open maps so.
 */
void complete_map__offer(const struct request *r, const struct candidates *at);

/**
 * complete_map__offer_types() - offer the control types that the kernel has
 * @r: the request
 * @at: the cursor
 */
void complete_map__offer_types(struct request *r, const struct candidates *at);

/* As struct clause wants it: where the map comes from, a given one or a type. */
bool complete_map__pass(struct request *r, const struct candidates *at);

#endif
