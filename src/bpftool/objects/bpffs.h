/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Files of a BPF file system, and why there is none. */
#ifndef BPFTOOL_OBJECTS_BPFFS_H
#define BPFTOOL_OBJECTS_BPFFS_H

#include "ctrl.h"

/**
 * bpffs__why_not_pinned() - what keeps an object from being pinned at a path
 * @path: where it was refused with EPERM or EACCES
 * @why: set to a static sentence, if there is something that can be seen from here
 *
 * Return: whose fault it is; CTRL_FAULT_PERMISSION where @why was left alone.
 */
enum ctrl_fault bpffs__why_not_pinned(const char *path, const char **why);

/**
 * bpffs__why_not_opened() - what keeps what is at a path from being opened
 * @path: where it was refused with EPERM or EACCES
 * @why: as for bpffs__why_not_pinned()
 *
 * Return: likewise.
 */
enum ctrl_fault bpffs__why_not_opened(const char *path, const char **why);

#endif
