/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernels differ in: the only file that asks for their versions.  A distribution
 * may have taken something earlier; Debian's kernels of 6.1, 6.12 and 7.2 are what is built
 * and tested.
 */
#ifndef _BPF_CTRL_FEATURES_H
#define _BPF_CTRL_FEATURES_H

#include <linux/version.h>

#define SINCE(major, minor)	(LINUX_VERSION_CODE >= KERNEL_VERSION(major, minor, 0))

#define HAVE_XDP_FEATURES	SINCE(6, 3)	/* in struct net_device */
#define HAVE_STRUCT_ONLY	SINCE(6, 3)	/* __btf_type_is_struct() */
#define HAVE_MAP_MEM_USAGE	SINCE(6, 4)	/* in struct bpf_map_ops */
#define HAVE_LONG_MAP_OPS	SINCE(6, 4)	/* update and delete return long */
#define HAVE_RING_PARAMS	SINCE(6, 6)	/* a driver tells which can be set */
#define HAVE_RXFH_PARAM		SINCE(6, 8)	/* RSS in one struct */
#define HAVE_BPF_INTERNAL	SINCE(6, 12)	/* a namespace of exported symbols */
#define HAVE_BPF_TOKEN		SINCE(6, 9)
#define HAVE_RSS_CONTEXTS	SINCE(6, 11)	/* listed in struct net_device */
#define HAVE_QUOTED_NS	SINCE(6, 13)	/* namespaces of symbols are strings */
#define HAVE_FUNC_ENDBR	(!SINCE(6, 15))	/* in each function in assembler */
#define HAVE_NETDEV_LOCK	SINCE(6, 15)	/* a lock of each device */
#define HAVE_NETDEV_CFG		SINCE(6, 15)	/* pending configuration of a device */
#define HAVE_NS_TAGS	SINCE(7, 1)	/* kobj_ns_drop() takes the common part */
#define HAVE_RSS_USER_SIZE	SINCE(7, 1)	/* instead of IFF_RXFH_CONFIGURED */
#define HAVE_RX_RING_COUNT	SINCE(7, 0)	/* an operation of its own */
#define HAVE_RTNL_KILLABLE	(!SINCE(7, 0))
#define HAVE_MAP_SIGNED	SINCE(6, 18)	/* a map may be for one program */
#define HAVE_COMMON_ATTRS	SINCE(7, 1)	/* of all commands of bpf() */

#endif /* _BPF_CTRL_FEATURES_H */
