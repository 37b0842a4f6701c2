/* SPDX-License-Identifier: GPL-2.0-only */
/* Parts of the control type of network devices: attributes that belong together. */
#ifndef _NET_CORE_XDP_CTRL_PARTS_H
#define _NET_CORE_XDP_CTRL_PARTS_H

#include <linux/bpf_ctrl.h>
#include <linux/ethtool_netlink.h>
#include <linux/types.h>

struct net_device;
struct netlink_ext_ack;
struct xdp_defaults;

#define XDP_REASON_LEN	256

/**
 * struct xdp_object - a device between acquire and release
 * @dev: the device, protected by RTNL and netdev_lock_ops()
 * @asked: bit i: the driver was asked for what &enum xdp_params calls i.  It is asked
 *	once, since it may have to resume the device
 * @known: bit i: it has answered
 * @rings: of XDP_RINGS
 * @driver_asked: a driver was called that has any of them
 * @reason: why a change failed
 */
struct xdp_object {
	struct net_device *dev;
	unsigned long asked;
	unsigned long known;
	struct ethtool_dev_rings rings;
	bool driver_asked;
	char reason[XDP_REASON_LEN];
};

/**
 * struct xdp_view - where the members of a value go
 * @view: the view
 * @value: to fill in; NULL: save the current values in @defaults
 * @defaults: of the device; NULL: there are none
 */
struct xdp_view {
	enum bpf_ctrl_view view;
	struct bpf_ctrl_value *value;
	struct xdp_defaults *defaults;
};

/**
 * struct xdp_range - a writable member
 * @now: the current value
 * @min: the smallest value that the device accepts
 * @max: the largest value that the device accepts
 * @has_min: @min is known
 * @has_max: @max is known
 * @fixed: the device cannot change it, and a reset leaves it alone
 */
struct xdp_range {
	u64 now;
	u64 min;
	u64 max;
	bool has_min;
	bool has_max;
	bool fixed;
};

static inline struct xdp_range xdp_up_to(u64 now, u64 max)
{
	return (struct xdp_range){ .now = now, .max = max, .has_max = true };
}

static inline struct xdp_range xdp_between(u64 now, u64 min, u64 max)
{
	return (struct xdp_range){ .now = now, .min = min, .has_min = true,
				   .max = max, .has_max = true };
}

static inline struct xdp_range xdp_fixed(u64 now)
{
	return (struct xdp_range){ .now = now, .min = now, .has_min = true,
				   .max = now, .has_max = true, .fixed = true };
}

void xdp_put_range(const struct xdp_view *v, u32 offset, u32 size,
		   const struct xdp_range *range);

/* Fill in a writable member. */
#define xdp_put_rw(v, member, range)					\
do {									\
	__auto_type __at = &(*(struct if_xdp_attributes *)NULL).member;	\
	const struct xdp_range __range = (range);			\
									\
	xdp_put_range(v, (unsigned long)__at, sizeof(*__at), &__range);	\
} while (0)

/* Fill in a read-only member. */
#define xdp_put_ro(v, member, x)					\
do {									\
	const struct xdp_view *__view = (v);				\
									\
	if (__view->value && __view->view == BPF_CTRL_CURRENT)	\
		bpf_ctrl_put(__view->value, struct if_xdp_attributes,	\
			     member, x);				\
} while (0)

#define xdp_changed(change, member) \
	bpf_ctrl_changed(change, struct if_xdp_attributes, member)

/**
 * struct xdp_member - a writable member
 * @offset: its byte offset in struct if_xdp_attributes
 * @name: its name
 */
struct xdp_member {
	u32 offset;
	const char *name;
};

#define XDP_MEMBER(m)	{ offsetof(struct if_xdp_attributes, m), #m }

/**
 * struct xdp_part - attributes that are read and set together
 * @get: fill in the members that the device has.  Called under RTNL
 * @members: the writable ones of them
 * @nr_members: number of @members
 * @set: set those of @members that are in @change to their values in @to, which is
 *	@change->wanted, or @change->current_value to put the old values back.  Returns
 *	0; or a negative errno if nothing was changed, preferably with a message in
 *	@extack.  NULL: all members are read-only
 */
struct xdp_part {
	void (*get)(struct xdp_object *o, const struct xdp_view *v);
	const struct xdp_member *members;
	u32 nr_members;
	int (*set)(struct xdp_object *o, const struct bpf_ctrl_change *change,
		   const struct if_xdp_attributes *to,
		   struct netlink_ext_ack *extack);
};

/* In xdp_ctrl_netdev.c: what struct net_device and its operations have. */
extern const struct xdp_part xdp_part_programs;
extern const struct xdp_part xdp_part_napi;

/* In xdp_ctrl_ethtool.c: what net/ethtool has. */
extern const struct xdp_part xdp_part_rings;

#endif /* _NET_CORE_XDP_CTRL_PARTS_H */
