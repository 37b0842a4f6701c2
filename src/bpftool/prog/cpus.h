/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The counts of programs, CPU by CPU. */
#ifndef BPFTOOL_PROG_CPUS_H
#define BPFTOOL_PROG_CPUS_H

#include <linux/types.h>

#include "ctrl.h"
#include "prog/value.h"

/**
 * struct prog_cpu - what a program did on a CPU
 * @id: of the program
 * @cpu: its number
 * @counts: since the last reset
 */
struct prog_cpu {
	__u32 id;
	__u32 cpu;
	struct prog_counts counts;
};

/**
 * struct prog_cpus - all of them
 * @at: by program, then by CPU; owned
 * @nr: number of @at
 */
struct prog_cpus {
	struct prog_cpu *at;
	__u32 nr;
};

/**
 * prog_cpus__init() - read all programs on all CPUs
 * @cpus: filled in on success, for prog_cpus__deinit()
 * @err: on failure
 *
 * Return: 0 or a negative errno.
 */
int prog_cpus__init(struct prog_cpus *cpus, struct ctrl_error *err);
void prog_cpus__deinit(struct prog_cpus *cpus);

/**
 * prog_cpus__of() - the CPUs of a program
 * @cpus: NULL: none were read
 * @id: of the program
 * @nr: filled in with their number
 *
 * Return: the first of them.
 */
const struct prog_cpu *prog_cpus__of(const struct prog_cpus *cpus, __u32 id,
				     __u32 *nr);

#endif
