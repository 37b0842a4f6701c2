/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* Which processes hold a program by a file descriptor. */
#ifndef BPFTOOL_PROG_OWNERS_H
#define BPFTOOL_PROG_OWNERS_H

#include <sys/types.h>
#include <linux/types.h>

/**
 * struct prog_owner - a process that holds a program, or a link to it
 * @prog_id: of the program
 * @pid: of the process
 * @comm: its name; any bytes
 */
struct prog_owner {
	__u32 prog_id;
	pid_t pid;
	char comm[16];
};

/**
 * struct prog_owners - all that are found
 * @at: by program, then by process; each pair once; owned
 * @nr: number of @at
 */
struct prog_owners {
	struct prog_owner *at;
	__u32 nr;
};

/**
 * prog_owners__init() - look through the processes in /proc
 * @owners: filled in, for prog_owners__deinit()
 *
 * What the caller may not look into is left out, as are perf events, of which
 * the kernel does not tell the program. It costs one system call for each open
 * file of the machine.
 */
void prog_owners__init(struct prog_owners *owners);
void prog_owners__deinit(struct prog_owners *owners);

/**
 * prog_owners__of() - the owners of a program
 * @owners: NULL: none were looked for
 * @prog_id: of the program
 * @nr: filled in with their number
 *
 * Return: the first of them.
 */
const struct prog_owner *prog_owners__of(const struct prog_owners *owners,
					 __u32 prog_id, __u32 *nr);

#endif
