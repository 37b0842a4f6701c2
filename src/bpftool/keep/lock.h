/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* That files are applied by one command at a time. */
#ifndef BPFTOOL_KEEP_LOCK_H
#define BPFTOOL_KEEP_LOCK_H

#include "ctrl.h"

/**
 * keep_lock__take() - be the one who applies files
 * @err: on failure; CTRL_FAULT_IN_USE: another one does
 *
 * It ends when the descriptor is closed, or with the process.
 *
 * Return: a file descriptor, or a negative errno.
 */
int keep_lock__take(struct ctrl_error *err);

#endif
