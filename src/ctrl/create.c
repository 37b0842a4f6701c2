// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* Creating a map: its source is chosen here, and nothing above knows which it is. */
#include <stdlib.h>
#include <string.h>

#include "source.h"

/* "kernel" or "host": that one and no other, for tests and for comparing them. */
#define FORCE	"CTRL_SOURCE"

static bool is_forced(const struct ctrl_source *source)
{
	const char *name = getenv(FORCE);

	return name && !strcmp(name, source->name);
}

/*
 * A module may bring fewer control types than a kernel has that was made for them: what is
 * missing is where it is without control maps.
 */
static bool may_be_elsewhere(__u32 control_type, const struct ctrl_error *why)
{
	return why->fault == CTRL_FAULT_NO_CONTROL_MAPS ||
	       (why->fault == CTRL_FAULT_NO_CONTROL_TYPE &&
		ctrl_host__has(control_type));
}

int ctrl_map__create(__u32 control_type, enum ctrl_view view, bool read_only,
		     struct ctrl_map **out, struct ctrl_error *err)
{
	struct ctrl_error why = { 0 };
	int ret;

	if (!is_forced(&ctrl_source_host)) {
		ret = ctrl_kernel__create(control_type, view, read_only, out,
					  &why);
		if (!ret)
			return 0;
		if (!may_be_elsewhere(control_type, &why) ||
		    is_forced(&ctrl_source_kernel)) {
			if (err && err->fault == CTRL_FAULT_NONE)
				*err = why;
			return ret;
		}
	}
	return ctrl_host__create(control_type, view, read_only, out, err);
}
