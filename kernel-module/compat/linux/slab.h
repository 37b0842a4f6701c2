/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocations by the type of what they are for, which older kernels lack. */
#ifndef _BPF_CTRL_COMPAT_SLAB_H
#define _BPF_CTRL_COMPAT_SLAB_H

#include_next <linux/slab.h>

#ifndef kzalloc_obj
#define kzalloc_obj(object, gfp)	kzalloc(sizeof(typeof(object)), gfp)
#endif
#ifndef kvzalloc_obj
#define kvzalloc_obj(object, gfp)	kvzalloc(sizeof(typeof(object)), gfp)
#endif

#endif /* _BPF_CTRL_COMPAT_SLAB_H */
