/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which processors there are, and come online while something is watched. */
#ifndef BPFTOOL_MONITOR_CPU_H
#define BPFTOOL_MONITOR_CPU_H

/**
 * monitor_cpu__end() - what the numbers of all processors are below
 *
 * Return: one more than the highest number that a processor can have here, or a
 * negative errno.
 */
int monitor_cpu__end(void);

/**
 * monitor_cpu__open() - have the kernel tell of processors
 *
 * Return: a socket to poll and to close, or a negative errno.
 */
int monitor_cpu__open(void);

/**
 * monitor_cpu__next() - take what the kernel has told
 * @fd: from monitor_cpu__open()
 * @cpu: filled in on success: it has come online
 *
 * Return: 0; -EAGAIN: there is nothing more; another negative errno.
 */
int monitor_cpu__next(int fd, int *cpu);

#endif
