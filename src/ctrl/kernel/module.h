/* SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause) */
/* Control maps of a module. */
#ifndef CTRL_KERNEL_MODULE_H
#define CTRL_KERNEL_MODULE_H

int ctrl_kernel__module_number(void);

#endif /* CTRL_KERNEL_MODULE_H */
