/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What the kernel says of a program. */
#ifndef BPFTOOL_OBJECTS_PROG_INFO_H
#define BPFTOOL_OBJECTS_PROG_INFO_H

#include <linux/bpf.h>

/**
 * prog_info__read() - read what the kernel says of a program
 * @fd: of the program
 * @info: filled in on success; no array is asked for
 *
 * Return: 0 or a negative errno.
 */
int prog_info__read(int fd, struct bpf_prog_info *info);

#endif
