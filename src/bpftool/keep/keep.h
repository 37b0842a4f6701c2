/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Settings that stay: the verbs that write them to files, compare them, set them again. */
#ifndef BPFTOOL_KEEP_H
#define BPFTOOL_KEEP_H

#include "request/verb.h"

/* save.c, diff.c, apply.c */
extern const struct verb verb_save, verb_diff, verb_apply;

#endif
