/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Messages with a format.  Linux 6.1 has no room for them where messages go, so they are in
 * memory of their own, which RTNL protects: all that use them here hold it.
 */
#ifndef _BPF_CTRL_COMPAT_NETLINK_H
#define _BPF_CTRL_COMPAT_NETLINK_H

#include_next <linux/netlink.h>

#define NL_SET_ERR_MSG_FMT(extack, fmt, ...)				\
do {									\
	static char __text[80];						\
									\
	snprintf(__text, sizeof(__text), fmt, ##__VA_ARGS__);		\
	(extack)->_msg = __text;					\
} while (0)

#define NL_SET_ERR_MSG_WEAK(extack, msg)				\
do {									\
	if ((extack) && !(extack)->_msg)				\
		NL_SET_ERR_MSG(extack, msg);				\
} while (0)

#endif /* _BPF_CTRL_COMPAT_NETLINK_H */
