// SPDX-License-Identifier: GPL-2.0-only
/*
 * Control type for the attributes of network devices, see <linux/bpf_ctrl.h>.
 *
 * Each attribute has another interface, too (rtnetlink, the netdev family, ethtool,
 * sysfs), and is read and set here with the same limits, privilege and notification.
 * Attributes that belong together are a part, see xdp_ctrl_parts.h.
 * RTNL protects all of them and keeps the device from being unregistered.  The instance
 * lock is held, too, if the operations of the driver are called under it.
 */
#include <linux/bpf_ctrl.h>
#include <linux/btf_ids.h>
#include <linux/capability.h>
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/xarray.h>
#include <net/net_namespace.h>

#include "dev.h"
#include "xdp_ctrl_parts.h"
#include "xdp_defaults.h"

/* In the order in which they are set: what drivers refuse most often comes first. */
static const struct xdp_part *const xdp_parts[] = {
	&xdp_part_programs,
	&xdp_part_rings,
	&xdp_part_napi,
};

static int xdp_ctrl_lock(struct net *net)
{
	return rtnl_lock_killable();
}

static void xdp_ctrl_unlock(struct net *net)
{
	rtnl_unlock();
}

static int xdp_acquire(struct net *net, const void *key, void *object)
{
	const struct if_xdp_key *k = key;
	struct xdp_object *o = object;

	/* faster than __dev_get_by_index(), whose hash has a fixed number of buckets */
	o->dev = xa_load(&net->dev_by_index, k->ifindex);
	if (!o->dev)
		return -ENODEV;
	netdev_lock_ops(o->dev);
	return 0;
}

static void xdp_release(void *object)
{
	struct xdp_object *o = object;

	netdev_unlock_ops(o->dev);
}

/* Store @x in a member of 1, 4 or 8 bytes. */
static void xdp_store(void *to, u32 size, u64 x)
{
	switch (size) {
	case sizeof(u8):
		*(u8 *)to = x;
		break;
	case sizeof(u32):
		*(u32 *)to = x;
		break;
	case sizeof(u64):
		*(u64 *)to = x;
		break;
	}
}

static void xdp_save(struct xdp_defaults *defaults, u32 offset, u32 size, u64 x)
{
	if (__test_and_set_bit(offset, defaults->known))
		return;
	xdp_store((void *)&defaults->value + offset, size, x);
}

/**
 * xdp_put_range() - fill in a writable member
 * @v: the view
 * @offset: byte offset of the member in struct if_xdp_attributes
 * @size: its size in bytes: 1, 4 or 8
 * @range: what is known of it
 */
void xdp_put_range(const struct xdp_view *v, u32 offset, u32 size,
		   const struct xdp_range *range)
{
	u64 x = range->now, stored = 0;

	if (!v->value) {
		xdp_save(v->defaults, offset, size, x);
		return;
	}
	switch (v->view) {
	case BPF_CTRL_CURRENT:
		break;
	case BPF_CTRL_MIN:
		if (!range->has_min)
			return;
		x = range->min;
		break;
	case BPF_CTRL_MAX:
		if (!range->has_max)
			return;
		x = range->max;
		break;
	case BPF_CTRL_DEFAULT:
		if (!range->fixed && v->defaults &&
		    test_bit(offset, v->defaults->known))
			__bpf_ctrl_put(v->value, offset,
				       (const void *)&v->defaults->value + offset,
				       size);
		return;
	}
	xdp_store(&stored, size, x);
	__bpf_ctrl_put(v->value, offset, &stored, size);
}

static void xdp_get_parts(struct xdp_object *o, const struct xdp_view *v)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(xdp_parts); i++)
		xdp_parts[i]->get(o, v);
}

static int xdp_get(void *object, enum bpf_ctrl_view view,
		   struct bpf_ctrl_value *value)
{
	struct xdp_object *o = object;
	struct xdp_view v = { .view = view, .value = value };

	if (view == BPF_CTRL_DEFAULT)
		v.defaults = xdp_defaults_find(o->dev);
	xdp_get_parts(o, &v);
	if (o->driver_asked)
		value->call->driver_asked = true;
	return 0;
}

static void xdp_save_defaults(struct net_device *dev,
			      struct xdp_defaults *defaults)
{
	struct xdp_view v = { .defaults = defaults };
	struct xdp_object o = { .dev = dev };

	xdp_get_parts(&o, &v);
}

/* How many members of the part are to be set. */
static u32 xdp_part_changed(const struct xdp_part *part,
			    const struct bpf_ctrl_change *change)
{
	u32 i, nr = 0;

	for (i = 0; i < part->nr_members; i++)
		nr += __bpf_ctrl_changed(change, part->members[i].offset);
	return nr;
}

/* Add to the reason of a failure. */
static __printf(2, 3) void xdp_say(struct xdp_object *o, const char *fmt, ...)
{
	size_t len = strlen(o->reason);
	va_list args;

	va_start(args, fmt);
	vscnprintf(o->reason + len, sizeof(o->reason) - len, fmt, args);
	va_end(args);
}

/* Names of the members in the change that belong to @parts: bit i: xdp_parts[i]. */
static void xdp_say_members(struct xdp_object *o, const char *what,
			    unsigned long parts,
			    const struct bpf_ctrl_change *change)
{
	const struct xdp_part *part;
	u32 i, k;

	for_each_set_bit(i, &parts, ARRAY_SIZE(xdp_parts)) {
		part = xdp_parts[i];
		for (k = 0; k < part->nr_members; k++) {
			if (!__bpf_ctrl_changed(change, part->members[k].offset))
				continue;
			xdp_say(o, "%s %s", what, part->members[k].name);
			what = ",";
		}
	}
}

/* One member that is to blame has its name in front, which the core adds if it is alone. */
static void xdp_say_refused(struct xdp_object *o, const struct xdp_part *part,
			    const struct bpf_ctrl_change *change,
			    const struct netlink_ext_ack *extack)
{
	u32 i = 0;

	o->reason[0] = '\0';
	if (xdp_part_changed(part, change) == 1 &&
	    hweight64(change->changed) > 1) {
		while (!__bpf_ctrl_changed(change, part->members[i].offset))
			i++;
		xdp_say(o, "%s: ", part->members[i].name);
	}
	xdp_say(o, "%s", extack->_msg ?: "the driver refused the change");
}

/* Put the parts before @end back, the last one first. */
static void xdp_undo(struct xdp_object *o, u32 end,
		     const struct bpf_ctrl_change *change)
{
	unsigned long undone = 0, left = 0;

	while (end--) {
		if (!xdp_part_changed(xdp_parts[end], change))
			continue;
		if (xdp_parts[end]->set(o, change, change->current_value, NULL))
			left |= BIT(end);
		else
			undone |= BIT(end);
	}
	/* what is left counts most, if there is no room for both */
	xdp_say_members(o, "; not put back:", left, change);
	xdp_say_members(o, "; put back:", undone, change);
}

static int xdp_set(void *object, const struct bpf_ctrl_change *change,
		   struct netlink_ext_ack *extack)
{
	struct xdp_object *o = object;
	u32 i;
	int err;

	for (i = 0; i < ARRAY_SIZE(xdp_parts); i++) {
		if (!xdp_part_changed(xdp_parts[i], change))
			continue;
		extack->_msg = NULL;	/* not of a part that was set */
		err = xdp_parts[i]->set(o, change, change->wanted, extack);
		if (!err)
			continue;
		xdp_say_refused(o, xdp_parts[i], change, extack);
		xdp_undo(o, i, change);
		extack->_msg = o->reason;
		return err;
	}
	return 0;
}

/* In ascending order of the ifindex.  Reserved indexes without a device are skipped. */
static int xdp_ctrl_next_key(struct net *net, const void *key, void *next)
{
	const struct if_xdp_key *k = key;
	unsigned long index = k ? k->ifindex : 0;
	struct if_xdp_key *n = next;

	if (!xa_find_after(&net->dev_by_index, &index, ULONG_MAX, XA_PRESENT))
		return -ENOENT;
	n->ifindex = index;
	return 0;
}

/* sysfs requires CAP_NET_ADMIN in the initial user namespace for two of them. */
static const struct bpf_ctrl_member_info xdp_members[] = {
	{ offsetof(struct if_xdp_attributes, napi_defer_hard_irqs),
	  BPF_CTRL_MEMBER_INIT_NS },
	{ offsetof(struct if_xdp_attributes, gro_flush_timeout),
	  BPF_CTRL_MEMBER_INIT_NS },
	{ offsetof(struct if_xdp_attributes, xdp_features),
	  BPF_CTRL_MEMBER_FLAGS },
};

BTF_ID_LIST(xdp_btf_ids)
BTF_ID(struct, if_xdp_key)
BTF_ID(struct, if_xdp_attributes)

static const struct bpf_ctrl_ops xdp_ctrl_ops = {
	.name			= "xdp",
	.type			= BPF_CTRL_XDP_ATTR,
	.flags			= BPF_CTRL_TYPE_PER_NETNS,
	.write_cap		= CAP_NET_ADMIN,
	.members		= xdp_members,
	.nr_members		= ARRAY_SIZE(xdp_members),
	.btf_ids		= xdp_btf_ids,
	.object_size		= sizeof(struct xdp_object),
	.lock			= xdp_ctrl_lock,
	.unlock			= xdp_ctrl_unlock,
	.acquire		= xdp_acquire,
	.release		= xdp_release,
	.get			= xdp_get,
	.set			= xdp_set,
	.next_key		= xdp_ctrl_next_key,
};

static int __init xdp_ctrl_init(void)
{
	int err = xdp_defaults_init(xdp_save_defaults);

	return err ?: bpf_ctrl_register(&xdp_ctrl_ops);
}
late_initcall(xdp_ctrl_init);
