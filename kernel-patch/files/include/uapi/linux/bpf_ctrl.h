/* SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note */
/*
 * BPF control maps: attributes of kernel objects, read and set through BPF map
 * operations.
 *
 * A control map is created by BPF_MAP_CREATE with the map type BPF_MAP_TYPE_CONTROL.
 * The low 32 bits of map_extra are the control type (enum bpf_ctrl_type), the high 32
 * bits are the view (enum bpf_ctrl_view).  If key_size or value_size is 0, the kernel
 * uses the size of its struct; max_entries is ignored.  The kernel attaches the BTF of
 * key and value to the map.  See Documentation/bpf/map_control.rst.
 */
#ifndef _UAPI_LINUX_BPF_CTRL_H
#define _UAPI_LINUX_BPF_CTRL_H

#include <linux/types.h>
#include <linux/netdev.h>

/*
 * BPF_CTRL_RO marks a member as read-only: it is const in the BTF of the map.  It is
 * empty in user space, where a struct with a const member could not be assigned or, in
 * C++, not be constructed.
 */
#ifdef __KERNEL__
#define BPF_CTRL_RO const
#else
#define BPF_CTRL_RO
#endif

/*
 * BPF_CTRL_VOLATILE marks a member that changes without an update, such as a counter:
 * it is volatile in the BTF of the map.  It is not included in the etag, which would
 * be outdated at once.  Empty in user space.
 */
#ifdef __KERNEL__
#define BPF_CTRL_VOLATILE __volatile__
#else
#define BPF_CTRL_VOLATILE
#endif

/**
 * enum bpf_ctrl_type - control types: the kind of objects that a map gives access to
 * @BPF_CTRL_DIRECTORY: the control types that are registered; key
 *	struct bpf_ctrl_type_key, value struct bpf_ctrl_type_info
 * @BPF_CTRL_XDP_ATTR: XDP attributes of a network device; key
 *	struct if_xdp_key, value struct if_xdp_attributes
 */
enum bpf_ctrl_type {
	BPF_CTRL_DIRECTORY	= 0,
	BPF_CTRL_XDP_ATTR	= 1,
};

/**
 * enum bpf_ctrl_view - which values a lookup returns
 * @BPF_CTRL_CURRENT: the current values
 * @BPF_CTRL_MIN: the smallest values that the object accepts at present
 * @BPF_CTRL_MAX: the largest values that the object accepts at present
 * @BPF_CTRL_DEFAULT: the values that a reset (BPF_MAP_DELETE_ELEM) sets
 *
 * All views have the same value struct.  The mask in its header tells which members
 * are valid.  Maps with a view other than BPF_CTRL_CURRENT are read-only.
 */
enum bpf_ctrl_view {
	BPF_CTRL_CURRENT	= 0,
	BPF_CTRL_MIN		= 1,
	BPF_CTRL_MAX		= 2,
	BPF_CTRL_DEFAULT	= 3,
};

/* map_extra of a control type and a view. */
#define BPF_CTRL_MAP_EXTRA(type, view) \
	(((__u64)(view) << 32) | (__u32)(type))

/* Flag of an update: make all checks, but change nothing. */
#define BPF_F_CTRL_DRY_RUN	(1U << 8)

/*
 * Types that tell the meaning of a member.  A tool that does not know one of them shows
 * a plain integer.
 */
typedef __u64 bpf_ctrl_etag_t;		/* hash of the writable members */
typedef __u64 bpf_ctrl_mask_t;		/* bit i: member i of the struct */
typedef __u32 bpf_ctrl_ifindex_t;	/* index of a network device */
typedef __u32 bpf_ctrl_prog_id_t;	/* id of a BPF program, 0: none */
typedef __u64 bpf_ctrl_nsec_t;		/* nanoseconds */
typedef __u64 bpf_ctrl_bytes_t;		/* a size in bytes */
/*
 * bpf_ctrl_flags_t is in the BTF of maps only: a typedef of an enum whose enumerators
 * are bits that a value may combine.  A member with another enum has one of its
 * enumerators as value.
 */

#define BPF_CTRL_NAME_LEN	32

/**
 * struct bpf_ctrl_header - the first two members of every value
 * @etag: hash of the writable members, see below
 * @mask: bit i: member i is supported, or is to be set
 *
 * mask: a lookup returns the members that the object supports, an update takes the
 * members to set.  In an update, 0 is for a value that was read before, and requires
 * its etag: it sets every writable member that differs from the current value and is
 * not volatile.  If both mask and etag are 0, the update fails with EINVAL.  Bits 0
 * and 1, for etag and mask themselves, are never set.
 *
 * etag: a lookup returns a hash of all writable members that fit into the map's value
 * size and are not volatile; 0 in views other than BPF_CTRL_CURRENT.  If the etag of
 * an update is not 0 and is not the hash of the current values, the update fails with
 * EAGAIN.
 */
struct bpf_ctrl_header {
	bpf_ctrl_etag_t etag;
	bpf_ctrl_mask_t mask;
};

/* Flags of a control type, in struct bpf_ctrl_type_info. */
enum bpf_ctrl_type_flags {
	BPF_CTRL_TYPE_WRITABLE		= 2,	/* has members that can be set */
	BPF_CTRL_TYPE_ENUMERABLE	= 4,	/* get_next_key and lookup_batch work */
	BPF_CTRL_TYPE_PER_NETNS		= 8,	/* objects belong to a network namespace */
};

/**
 * struct bpf_ctrl_type_key - key of BPF_CTRL_DIRECTORY
 * @type: control type, enum bpf_ctrl_type
 */
struct bpf_ctrl_type_key {
	__u32 type;
};

/**
 * struct bpf_ctrl_type_info - value of BPF_CTRL_DIRECTORY
 * @etag: see struct bpf_ctrl_header
 * @mask: see struct bpf_ctrl_header
 * @name: name of the control type, NUL-terminated
 * @key_size: size of the key struct, in bytes
 * @value_size: size of the value struct, in bytes
 * @flags: enum bpf_ctrl_type_flags
 * @members: number of members of the value struct, including etag and mask
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
 * @ifindex: index of a device in the network namespace of the map
 */
struct if_xdp_key {
	bpf_ctrl_ifindex_t ifindex;
};

/**
 * struct if_xdp_attributes - value of BPF_CTRL_XDP_ATTR
 * @etag: see struct bpf_ctrl_header
 * @mask: see struct bpf_ctrl_header
 * @native_prog_id: program attached in native (driver) mode; 0: none
 * @generic_prog_id: program attached in generic (SKB) mode; 0: none
 * @offload_prog_id: program offloaded to the hardware; 0: none
 * @xdp_features: enum netdev_xdp_act
 * @zc_max_segs: largest number of segments of a zero-copy AF_XDP frame
 * @rx_queues: number of receive queues in use
 * @tx_queues: number of transmit queues in use
 * @rx_ring_size: descriptors of each receive ring, as ETHTOOL_A_RINGS_RX
 * @tx_ring_size: descriptors of each transmit ring, as ETHTOOL_A_RINGS_TX
 * @napi_defer_hard_irqs: as the sysfs attribute of the device
 * @gro_flush_timeout: as the sysfs attribute of the device, in nanoseconds
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
