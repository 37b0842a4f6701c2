/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * Control maps: kernel attributes read and set through BPF map operations.
 *
 * A control map is created with BPF_MAP_CREATE, map_type BPF_MAP_TYPE_CONTROL.
 * The low 32 bits of map_extra name the control type (enum bpf_ctrl_type), the
 * high 32 bits the view (enum bpf_ctrl_view).  key_size, value_size and
 * max_entries may be 0: the kernel fills in its own.  The kernel also attaches
 * the BTF of key and value; see Documentation/bpf/map_control.rst.
 */
#ifndef _UAPI_LINUX_BPF_CTRL_H
#define _UAPI_LINUX_BPF_CTRL_H

#include <linux/types.h>
#include <linux/netdev.h>

/*
 * A member marked so is read-only.  The mark is "const" in the BTF that the
 * kernel attaches; it is empty for user space, whose compilers would otherwise
 * refuse to assign the struct or, in C++, to construct it.
 */
#ifdef __KERNEL__
#define BPF_CTRL_RO const
#else
#define BPF_CTRL_RO
#endif

/*
 * A member marked so changes by itself, as a counter does, and is no part of the
 * etag, which could never match otherwise.  "volatile" in the BTF, empty for user
 * space.
 */
#ifdef __KERNEL__
#define BPF_CTRL_VOLATILE __volatile__
#else
#define BPF_CTRL_VOLATILE
#endif

/**
 * enum bpf_ctrl_type - which subsystem answers the operations on a map
 * @BPF_CTRL_DIRECTORY: the control types that this kernel has; key
 *	struct bpf_ctrl_type_key, value struct bpf_ctrl_type_info
 * @BPF_CTRL_XDP_ATTR: XDP attributes of a network device; key
 *	struct if_xdp_key, value struct if_xdp_attributes
 * @BPF_CTRL_DYNAMIC_FIRST: the first of the numbers that the kernel deals out
 *	to control types that asked for none of their own (BPF_CTRL_TYPE_ANY),
 *	as modules do.  Such a type is found by its name in the directory.
 */
enum bpf_ctrl_type {
	BPF_CTRL_DIRECTORY	= 0,
	BPF_CTRL_XDP_ATTR	= 1,
	BPF_CTRL_DYNAMIC_FIRST	= 0x10000,
};

/**
 * enum bpf_ctrl_view - what a lookup answers, in one and the same layout
 * @BPF_CTRL_CURRENT: the values that are in force
 * @BPF_CTRL_MIN: the smallest value that this object accepts now
 * @BPF_CTRL_MAX: the largest value that this object accepts now
 * @BPF_CTRL_DEFAULT: the values that a reset (BPF_MAP_DELETE_ELEM) would set
 *
 * The mask in the header says which members a view has an answer for.  Maps of
 * a view other than BPF_CTRL_CURRENT are read-only.
 */
enum bpf_ctrl_view {
	BPF_CTRL_CURRENT	= 0,
	BPF_CTRL_MIN		= 1,
	BPF_CTRL_MAX		= 2,
	BPF_CTRL_DEFAULT	= 3,
};

/* Put a control type and a view together for map_extra. */
#define BPF_CTRL_MAP_EXTRA(type, view) \
	(((__u64)(view) << 32) | (__u32)(type))

/* Flag of an update, beside BPF_ANY and BPF_EXIST: judge all, change nothing. */
#define BPF_F_CTRL_DRY_RUN	(1U << 8)

/*
 * Types that carry a meaning beyond their width.  A tool that does not know one
 * of them shows the integer that it is.
 */
typedef __u64 bpf_ctrl_etag_t;		/* hash of the writable members */
typedef __u64 bpf_ctrl_mask_t;		/* bit i: member i of the struct */
typedef __u32 bpf_ctrl_ifindex_t;	/* index of a network device */
typedef __u32 bpf_ctrl_prog_id_t;	/* id of a BPF program, 0: none */
typedef __u64 bpf_ctrl_nsec_t;		/* nanoseconds */
typedef __u64 bpf_ctrl_bytes_t;		/* a size in bytes */
/*
 * bpf_ctrl_flags_t, in the BTF of a map alone, is around an enum whose enumerators
 * are bits that a value may combine.  Any other enum is a choice of one.
 */

/*
 * Every value begins with these two members.
 *
 * mask: in a lookup, the members that this object supports; in an update, the
 * members to set.  0 is for a value that was read before and goes back with its
 * etag: every writable member that differs from the state in force and does not
 * change by itself.  Neither mask nor etag is EINVAL.  The header's own bits (0
 * and 1) are never set.
 *
 * etag: in a lookup, a hash of all writable members within the map's value
 * size that do not change by themselves, 0 in views other than
 * BPF_CTRL_CURRENT.  An update whose etag is not 0 fails with EAGAIN when the
 * hash of the state in force is another one.
 */

#define BPF_CTRL_NAME_LEN	32

/**
 * struct bpf_ctrl_header - the two members that every value begins with
 * @etag: hash of the writable members that do not change by themselves
 * @mask: members that are supported, or to be set
 */
struct bpf_ctrl_header {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
};

/* Flags of a control type, in struct bpf_ctrl_type_info. */
enum bpf_ctrl_type_flags {
	BPF_CTRL_TYPE_PUBLIC_READ	= 1,	/* read-only maps need no privilege */
	BPF_CTRL_TYPE_WRITABLE		= 2,	/* has members that can be set */
	BPF_CTRL_TYPE_ENUMERABLE	= 4,	/* get_next_key and lookup_batch work */
	BPF_CTRL_TYPE_PER_NETNS		= 8,	/* objects belong to a network namespace */
};

/**
 * struct bpf_ctrl_type_key - key of BPF_CTRL_DIRECTORY
 * @type: control type, enum bpf_ctrl_type or a number dealt out by the kernel
 */
struct bpf_ctrl_type_key {
	__u32 type;
};

/**
 * struct bpf_ctrl_type_info - value of BPF_CTRL_DIRECTORY
 * @etag: see struct bpf_ctrl_header
 * @mask: see struct bpf_ctrl_header
 * @name: the control type's name, NUL-terminated
 * @key_size: bytes of a key
 * @value_size: bytes of a whole value
 * @flags: enum bpf_ctrl_type_flags
 * @members: number of members of the value struct, the header's two included
 */
struct bpf_ctrl_type_info {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;

	BPF_CTRL_RO char name[BPF_CTRL_NAME_LEN];
	BPF_CTRL_RO __u32 key_size;
	BPF_CTRL_RO __u32 value_size;
	BPF_CTRL_RO enum bpf_ctrl_type_flags flags;
	BPF_CTRL_RO __u32 members;
};

/**
 * struct if_xdp_key - key of BPF_CTRL_XDP_ATTR
 * @ifindex: a device in the network namespace that the map was created in
 */
struct if_xdp_key {
	bpf_ctrl_ifindex_t ifindex;
};

/**
 * struct if_xdp_attributes - value of BPF_CTRL_XDP_ATTR
 * @etag: see struct bpf_ctrl_header
 * @mask: see struct bpf_ctrl_header
 * @native_prog_id: program attached in the driver; 0: none
 * @generic_prog_id: program attached in the stack; 0: none
 * @offload_prog_id: program attached in the hardware; 0: none
 * @xdp_features: what the device can do, enum netdev_xdp_act
 * @zc_max_segs: most segments of a zero-copy AF_XDP frame
 * @rx_queues: receive queues in use
 * @tx_queues: transmit queues in use
 * @rx_ring_size: descriptors of a receive ring, as ETHTOOL_A_RINGS_RX
 * @tx_ring_size: descriptors of a transmit ring, as ETHTOOL_A_RINGS_TX
 * @napi_defer_hard_irqs: as the attribute of that name in sysfs
 * @gro_flush_timeout: as the attribute of that name in sysfs, in nanoseconds
 */
struct if_xdp_attributes {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;

	BPF_CTRL_RO bpf_ctrl_prog_id_t native_prog_id;
	BPF_CTRL_RO bpf_ctrl_prog_id_t generic_prog_id;
	BPF_CTRL_RO bpf_ctrl_prog_id_t offload_prog_id;
	BPF_CTRL_RO enum netdev_xdp_act xdp_features;
	BPF_CTRL_RO __u32 zc_max_segs;
	BPF_CTRL_RO __u32 rx_queues;
	BPF_CTRL_RO __u32 tx_queues;
	__u32 rx_ring_size;
	__u32 tx_ring_size;
	__u32 napi_defer_hard_irqs;
	bpf_ctrl_nsec_t gro_flush_timeout;
};

#endif /* _UAPI_LINUX_BPF_CTRL_H */
