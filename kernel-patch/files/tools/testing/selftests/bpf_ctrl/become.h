/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * To be somebody else for the rest of a process: a test becomes an ordinary
 * user in a child, so that this user need not read any file.
 */
#ifndef BECOME_H
#define BECOME_H

#include <grp.h>
#include <linux/capability.h>
#include <sys/syscall.h>

#include "ctrl_harness.h"

#define USER		1000
#define CAP(name)	(1ULL << CAP_##name)
#define ALL_CAPS	((2ULL << CAP_LAST_CAP) - 1)

static inline void become_user(struct __test_metadata *_metadata)
{
	ASSERT_EQ(0, setgroups(0, NULL));
	ASSERT_EQ(0, setresgid(USER, USER, USER));
	ASSERT_EQ(0, setresuid(USER, USER, USER));
}

/* Keep just these capabilities, as root or, with PR_SET_KEEPCAPS, any other. */
static inline void keep_capabilities(struct __test_metadata *_metadata,
				     __u64 caps)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[2] = {
		{ .effective = caps, .permitted = caps },
		{ .effective = caps >> 32, .permitted = caps >> 32 },
	};

	ASSERT_EQ(0, syscall(SYS_capset, &header, data));
}

#endif
