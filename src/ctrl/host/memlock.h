/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* How much memory a program takes, which its file in /proc/self/fdinfo tells alone. */
#ifndef HOST_MEMLOCK_H
#define HOST_MEMLOCK_H

#include <linux/types.h>

/**
 * struct ctrl_memlock - the file of one descriptor in /proc/self/fdinfo
 * @prog_fd:	the descriptor that the file is of
 * @file:	the file, or -1
 *
 * The file is of a number, and the kernel looks when it is read what has this number
 * then. Programs that are opened one after the other have the same one, so the file is
 * opened once for all of them: to open it takes longer than all else.
 */
struct ctrl_memlock {
	int prog_fd;
	int file;
};

#define CTRL_MEMLOCK_INIT	{ .prog_fd = -1, .file = -1 }

/**
 * ctrl_memlock__read() - tell what a program takes
 * @m:		begun with CTRL_MEMLOCK_INIT; the same one may be used for many programs,
 *		and holds a descriptor until ctrl_memlock__close()
 * @prog_fd:	an open program
 * @bytes:	filled in on success
 *
 * Return: 0, or a negative errno; -ENOENT: /proc is not there, or does not tell.
 */
int ctrl_memlock__read(struct ctrl_memlock *m, int prog_fd, __u64 *bytes);

/**
 * ctrl_memlock__close() - give back what ctrl_memlock__read() holds
 * @m:		may be used again
 */
void ctrl_memlock__close(struct ctrl_memlock *m);

#endif /* HOST_MEMLOCK_H */
