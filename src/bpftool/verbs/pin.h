/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verb that passes a control map on. */
#ifndef BPFTOOL_VERBS_PIN_H
#define BPFTOOL_VERBS_PIN_H

#include "request/request.h"

/**
 * verb_pin() - create a map, or take one, and pin it for others
 * @r: the request, no word taken yet
 *
 * Mode and group are those asked for from the moment that anybody can open the
 * file; when one cannot be set, nothing stays pinned.
 *
 * Return: 0, or a negative errno with the request's error filled in.
 */
int verb_pin(struct request *r);

#endif
