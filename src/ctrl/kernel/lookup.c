// SPDX-License-Identifier: (LGPL-2.1-only OR BSD-2-Clause)
/* What the errno of a lookup means. */
#include <errno.h>

#include "lookup.h"

bool ctrl_lookup__is_gone(int code)
{
	return code == ENODEV || code == ENOENT || code == EBADF;
}

/* To read an object, nobody else has this errno. */
static int say_hidden(struct ctrl_error *err)
{
	return ctrl_error__set(err, CTRL_FAULT_PERMISSION, EACCES,
			       "a security module refuses to show it");
}

int ctrl_lookup__failed(int code, struct ctrl_error *err)
{
	enum ctrl_fault fault = CTRL_FAULT_KERNEL;

	if (code == EACCES)
		return say_hidden(err);
	if (ctrl_lookup__is_gone(code))
		fault = CTRL_FAULT_NO_OBJECT;
	else if (code == EPERM)
		fault = CTRL_FAULT_PERMISSION;
	return ctrl_error__set(err, fault, code, NULL);
}
