// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/*
 * Frames are counted as long as somebody holds a descriptor of BPF_ENABLE_STATS, or the
 * sysctl says so.
 */
#include <errno.h>
#include <bpf/bpf.h>

#include "xdp_stats/xdp_stats.h"

#define STATS_XDP	1	/* BPF_STATS_XDP, which libbpf's headers need not have */

int xdp_stats__collect(struct request *r, int *fd)
{
	struct ctrl_error *err = &r->err;

	*fd = bpf_enable_stats((enum bpf_stats_type)STATS_XDP);
	if (*fd >= 0)
		return 0;
	if (errno == EPERM)
		return ctrl_error__set(err, CTRL_FAULT_PERMISSION, errno,
				       "having frames counted needs CAP_SYS_ADMIN");
	if (errno == EINVAL)
		return ctrl_error__set(err, CTRL_FAULT_NO_CONTROL_TYPE, EINVAL,
				       "this kernel does not count what XDP programs return");

	return ctrl_error__set(err, CTRL_FAULT_KERNEL, errno,
			       "frames cannot be counted");
}
