// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Collection of run counts and times, held on.
 *
 * The kernel counts them as long as somebody holds a descriptor of
 * BPF_ENABLE_STATS, or the sysctl says so. The end of a process closes its
 * descriptors, whatever ended it: nothing is left switched on behind.
 */
#include <errno.h>
#include <bpf/bpf.h>

#include "prog_stats/stats.h"

int prog_stats__collect(struct request *r, int *fd)
{
	struct ctrl_error *err = &r->err;

	*fd = bpf_enable_stats(BPF_STATS_RUN_TIME);
	if (*fd >= 0)
		return 0;
	if (errno == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, errno,
				       "holding collection on needs CAP_SYS_ADMIN");

	return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
			       "collection cannot be held on");
}
