/* SPDX-License-Identifier: GPL-2.0-only */
/* Where later kernels have it. */
#include <asm/unaligned.h>
