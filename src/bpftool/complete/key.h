/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Completion: the keys of a control map. */
#ifndef BPFTOOL_COMPLETE_KEY_H
#define BPFTOOL_COMPLETE_KEY_H

#include "request/request.h"

/*
 * As struct clause wants it: the words that name an object. What is offered follows
 * from the type of the map's key: objects of a known kind, else "member=" and, where
 * the kernel can enumerate them, the values that objects have.
 */
bool complete_key__pass(struct request *r, const struct candidates *at);

#endif
