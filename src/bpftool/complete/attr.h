/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: attributes and their values. */
#ifndef BPFTOOL_COMPLETE_ATTR_H
#define BPFTOOL_COMPLETE_ATTR_H

#include "request/request.h"

/*
 * As struct clause wants them, behind the object: the attributes that are not named
 * yet: all, those with a default, or those that can be set, with their values.
 */
bool complete_attr__pass(struct request *r, const struct candidates *at);
bool complete_attr__pass_defaults(struct request *r, const struct candidates *at);
bool complete_attr__pass_pairs(struct request *r, const struct candidates *at);

#endif
