/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs that change something. */
#ifndef BPFTOOL_VERBS_WRITE_H
#define BPFTOOL_VERBS_WRITE_H

#include "request/request.h"

/**
 * verb_set() - set attributes of an object
 * @r: the request, no word taken yet
 *
 * Return: 0, or a negative errno with the request's error filled in.
 */
int verb_set(struct request *r);

/**
 * verb_reset() - set attributes of an object to their defaults
 * @r: the request, no word taken yet
 *
 * Return: 0, or a negative errno with the request's error filled in.
 */
int verb_reset(struct request *r);

#endif
