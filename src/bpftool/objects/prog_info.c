// SPDX-License-Identifier: (GPL-2.0-only OR BSD-2-Clause)
/* What the kernel says of a program. */
#include <errno.h>
#include <string.h>
#include <bpf/bpf.h>

#include "objects/prog_info.h"

int prog_info__read(int fd, struct bpf_prog_info *info)
{
	__u32 size = sizeof(*info);

	memset(info, 0, sizeof(*info));

	return bpf_prog_get_info_by_fd(fd, info, &size) ? -errno : 0;
}
