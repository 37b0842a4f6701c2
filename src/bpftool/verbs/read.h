/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The verbs that only read. */
#ifndef BPFTOOL_VERBS_READ_H
#define BPFTOOL_VERBS_READ_H

#include "request/request.h"

/*
 * Each is called with no word taken yet and returns 0, or a negative errno with
 * the request's error filled in.
 */

/* verb_show() - all objects; also what "dump" is */
int verb_show(struct request *r);

/* verb_get() - attributes of an object */
int verb_get(struct request *r);

/* verb_attrs() - which attributes there are, and what an object says of them */
int verb_attrs(struct request *r);

/* verb_types() - the control types that the kernel has */
int verb_types(struct request *r);

#endif
