/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Several JSON documents from one command, a line each. */
#ifndef BPFTOOL_SHOW_JSON_LINES_H
#define BPFTOOL_SHOW_JSON_LINES_H

#include <stdbool.h>

/**
 * json_lines__begin() - documents follow
 * @only_one: a single one, of which readers cannot await the end of the command
 *
 * In a batch, where the output of a command is one document, several are the
 * elements of an array.
 */
void json_lines__begin(bool only_one);

/**
 * json_lines__start() - one document follows
 */
void json_lines__start(void);

/**
 * json_lines__done() - it is complete, and readers are to have it now
 */
void json_lines__done(void);

/**
 * json_lines__end() - there are no more
 */
void json_lines__end(void);

#endif
