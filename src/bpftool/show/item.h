/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* The attributes that are shown. */
#ifndef BPFTOOL_SHOW_ITEM_H
#define BPFTOOL_SHOW_ITEM_H

#include <linux/types.h>

#include "ctrl.h"

/**
 * struct show_item - an attribute that is shown
 * @path: name or path, with '_' as in BTF
 * @member: where it is
 */
struct show_item {
	char path[CTRL_PATH_MAX];
	struct ctrl_member member;
};

/**
 * struct show_items - the attributes that are shown
 * @at: in the order in which they are shown
 * @nr: number of @at
 */
struct show_items {
	struct show_item *at;
	__u32 nr;
};

#endif
