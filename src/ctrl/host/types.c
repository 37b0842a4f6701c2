// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* The control types that the host has. */
#include "host.h"

static const struct ctrl_host_type *const types[] = {
	&ctrl_host_directory,
	&ctrl_host_xdp,
	&ctrl_host_prog_by_fd,
	&ctrl_host_sock,
	&ctrl_host_prog_by_id,
};

#define NR_TYPES	(sizeof(types) / sizeof(types[0]))

const struct ctrl_host_type *ctrl_host_type_at(size_t i)
{
	return i < NR_TYPES ? types[i] : NULL;
}

const struct ctrl_host_type *ctrl_host_type(__u32 number)
{
	size_t i;

	for (i = 0; i < NR_TYPES; i++)
		if (types[i]->number == number)
			return types[i];
	return NULL;
}
