// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* A control map of the kernel as a source of values. */
#include "kernel.h"

const struct ctrl_source ctrl_source_kernel = {
	.name = "kernel",
	.lookup = ctrl_kernel__lookup,
	.lookup_all = ctrl_kernel__lookup_all,
	.update = ctrl_kernel__update,
	.reset = ctrl_kernel__reset,
	.lookup_and_reset = ctrl_kernel__lookup_and_reset,
};
