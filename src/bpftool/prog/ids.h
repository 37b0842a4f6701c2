/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What belongs to one program, in an array that is sorted by program. */
#ifndef BPFTOOL_PROG_IDS_H
#define BPFTOOL_PROG_IDS_H

#include <stddef.h>
#include <linux/types.h>

/**
 * prog_ids__find() - the elements of one program
 * @at: elements that begin with the id of a program, sorted by it
 * @nr: number of @at
 * @size: bytes of an element
 * @id: of the program
 * @found: filled in with their number
 *
 * Return: the first of them.
 */
const void *prog_ids__find(const void *at, __u32 nr, size_t size, __u32 id,
			   __u32 *found);

#endif
