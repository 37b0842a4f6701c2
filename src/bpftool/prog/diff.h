/* SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause) */
/* What programs did between two readings. */
#ifndef BPFTOOL_PROG_DIFF_H
#define BPFTOOL_PROG_DIFF_H

#include "prog/rows.h"

/**
 * prog_rows__subtract() - leave what happened since an earlier reading
 * @rows: of the later reading; their counts are changed
 * @before: the earlier reading
 * @fields: of the map
 * @period: ns between the two
 *
 * A program with another tag or another time of loading is another program, even
 * with the same id: all that it did, it did since. Of one whose counts were reset
 * meanwhile, what it did since the reset is left; what it did before is lost.
 *
 * Return: 0 or -ENOMEM.
 */
int prog_rows__subtract(struct prog_rows *rows,
			const struct prog_reading *before,
			const struct prog_fields *fields, __u64 period);

#endif
