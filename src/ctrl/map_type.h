/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* The number of the map type on this kernel, and the system call. */
#ifndef CTRL_MAP_TYPE_H
#define CTRL_MAP_TYPE_H

#include <linux/types.h>

/* The number that this library was built with: that of a patched Linux 6.12. */
#ifndef CTRL_MAP_TYPE
#define CTRL_MAP_TYPE	34
#endif

/**
 * ctrl_map_type__from_kernel() - look the number up in the kernel's own BTF
 *
 * Costs milliseconds: for when the kernel refused the number that is compiled in.
 *
 * Return: the number; -ENOENT: the kernel has no such map type; -ENOTSUP: it
 * has no BTF to look into; -ESRCH: there is no /sys, where that would be; another
 * negative errno: it cannot be read.
 */
int ctrl_map_type__from_kernel(void);

#endif /* CTRL_MAP_TYPE_H */
