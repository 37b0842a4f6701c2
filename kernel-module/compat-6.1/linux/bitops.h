/* SPDX-License-Identifier: GPL-2.0-only */
/* __ffs64() is of another type. */
#ifndef _BPF_CTRL_COMPAT_BITOPS_H
#define _BPF_CTRL_COMPAT_BITOPS_H

#include_next <linux/bitops.h>

#define __ffs64(word)	((unsigned int)__ffs64(word))

#endif /* _BPF_CTRL_COMPAT_BITOPS_H */
