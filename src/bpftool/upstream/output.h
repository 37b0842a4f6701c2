/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Buffering of standard output, and errors of writing to it. */
#ifndef BPFTOOL_UPSTREAM_OUTPUT_H
#define BPFTOOL_UPSTREAM_OUTPUT_H

/* Exit status, promised to scripts. bpftool's own errors end with 255. */
enum exit_status {
	STATUS_DONE = 0,
	STATUS_REFUSED = 1,	/* the kernel, or the lack of one, said no */
	STATUS_USAGE = 2,	/* other words are needed */
};

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

/**
 * output__sent() - send what has been printed
 *
 * Return: 0, or a negative errno: some of it is lost.
 */
int output__sent(void);

/**
 * output__finish() - the status of a command whose output is complete
 * @status: of the command so far
 *
 * Says it on standard error when some of the output is lost.
 *
 * Return: @status or, where that is 0 and output is lost, STATUS_REFUSED.
 */
int output__finish(int status);

#endif /* BPFTOOL_UPSTREAM_OUTPUT_H */
