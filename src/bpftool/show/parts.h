/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* A struct among the attributes, as the members that it consists of. */
#ifndef BPFTOOL_SHOW_PARTS_H
#define BPFTOOL_SHOW_PARTS_H

#include "show/show.h"

/**
 * show_parts__each() - an attribute or, of one that is a struct, its members
 * @item: the attribute
 * @show: called for each, with the path that names it on the command line
 * @data: handed on to @show
 */
void show_parts__each(const struct show_item *item,
		      void (*show)(const struct show_item *item,
				   const void *data),
		      const void *data);

#endif
