/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* The number of the map type, which is not the same on all kernels. */
#ifndef CTRL_MAP_TYPE_H
#define CTRL_MAP_TYPE_H

#include <linux/bpf.h>

/* The number that this library was built with: that of the kernel it was built from. */
#ifndef CTRL_MAP_TYPE
#define CTRL_MAP_TYPE	BPF_MAP_TYPE_CONTROL
#endif

/*
 * Another kernel may have it within these: types are numbered in the order in which
 * they came, and those below were there before control maps.
 */
#define CTRL_MAP_TYPE_FIRST	(BPF_MAP_TYPE_ARENA + 1)
#define CTRL_MAP_TYPE_LAST	63

#endif /* CTRL_MAP_TYPE_H */
