/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Undoing what the commands of files have changed. */
#ifndef BPFTOOL_KEEP_PUT_BACK_H
#define BPFTOOL_KEEP_PUT_BACK_H

#include "keep/lines.h"

/**
 * keep_put_back() - set all that was set to what it was before, the last one first
 * @lines: those that are set
 * @err: of the command that failed; what became of the others is added
 */
void keep_put_back(struct keep_lines *lines, struct ctrl_error *err);

#endif
