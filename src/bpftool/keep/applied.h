/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What the commands of files have changed, as text or as JSON. */
#ifndef BPFTOOL_KEEP_APPLIED_H
#define BPFTOOL_KEEP_APPLIED_H

#include "keep/lines.h"

/**
 * keep_applied__write() - write what each command has changed
 * @lines: all of which were made
 * @dry_run: they were only judged
 */
void keep_applied__write(struct keep_lines *lines, bool dry_run);

#endif
