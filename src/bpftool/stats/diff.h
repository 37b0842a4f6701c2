/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What objects did between two readings. */
#ifndef BPFTOOL_STATS_DIFF_H
#define BPFTOOL_STATS_DIFF_H

#include "stats/rows.h"

/**
 * struct stats_diff - how two readings are compared
 * @front: what makes an object another one, and says when it was set back
 * @type: of the map's value
 * @fields: of the map
 * @period: ns between the two
 */
struct stats_diff {
	const struct stats_front *front;
	const struct ctrl_type *type;
	const struct stats_fields *fields;
	__u64 period;
};

/**
 * stats_diff__subtract() - leave what happened since an earlier reading
 * @diff: how
 * @rows: of the later reading; their counts are changed
 * @before: the earlier reading
 *
 * An object that was not there before, or whose identity has changed, is new: all that
 * it did, it did since. Of one whose counts were reset meanwhile, what it did since the
 * reset is left; what it did before is lost.
 *
 * Return: 0 or -ENOMEM.
 */
int stats_diff__subtract(const struct stats_diff *diff, struct stats_rows *rows,
			 const struct stats_reading *before);

#endif
