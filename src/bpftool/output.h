/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* How what is printed goes out. */
#ifndef BPFTOOL_OUTPUT_H
#define BPFTOOL_OUTPUT_H

/**
 * output__begin_bulk() - much is printed from now on
 *
 * bpftool writes each line by itself, which is what somebody wants who looks on,
 * and costs a system call a line, or in JSON a call of the C library for each
 * character. So where it is no terminal, output goes out in large pieces.
 */
void output__begin_bulk(void);

/**
 * output__end_bulk() - what was printed goes out, line by line again
 *
 * JSON is left to the end of its document, or to who flushes it.
 */
void output__end_bulk(void);

#endif /* BPFTOOL_OUTPUT_H */
